package query

// isQuote reports whether the sign at i opens or closes a quotation. The one
// inside a Hebrew acronym does not.
func (l *lexer) isQuote(i int) bool {
	if quoteClass(l.in[i]) == 0 {
		return false
	}
	return !isHebrew(l.rune(i-1)) || !isHebrew(l.rune(i+1))
}

func isHebrew(r rune) bool { return r >= 'א' && r <= 'ת' }

// quoteClass tells the kinds of quotes apart that close one another; 0 is none.
func quoteClass(r rune) int {
	switch r {
	case '"', '“', '”', '„', '‟', '＂':
		return 1
	case '«', '»':
		return 2
	}
	return 0
}
