package analysis

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Break is what begins at a word of a text.
type Break uint8

// The breaks. A paragraph begins a sentence as well.
const (
	NoBreak Break = iota
	SentenceBreak
	ParagraphBreak
)

// BreakBefore says whether the word i of a text, which is not the first, begins a
// sentence or a paragraph, as far as signs tell: a full stop behind a title or an
// initial (Mr., J.) and before a small letter ends nothing. Paragraphs stand
// apart by an empty line.
func BreakBefore(text string, tokens []Token, i int) Break {
	last := tokens[i-1]
	if last.End >= tokens[i].Start {
		return NoBreak
	}
	gap := text[last.End:tokens[i].Start]
	switch {
	case gap == " ":
		return NoBreak
	case strings.Contains(gap, "\n\n"):
		return ParagraphBreak
	case strings.ContainsAny(gap, "。！？।۔"):
		return SentenceBreak
	}
	end := strings.IndexAny(gap, ".!?…؟")
	if end < 0 || !strings.ContainsFunc(gap[end:], unicode.IsSpace) {
		return NoBreak
	}
	next, _ := utf8.DecodeRuneInString(text[tokens[i].Start:])
	if unicode.IsLower(next) || gap[end] == '.' && isAbbreviated(text[last.Start:last.End]) {
		return NoBreak
	}
	return SentenceBreak
}

// isAbbreviated reports whether a point behind a word shortens it: an initial or
// a title.
func isAbbreviated(word string) bool {
	switch word {
	case "Mr", "Mrs", "Ms", "Dr", "St", "Sen", "Rep", "Gov", "Gen", "Col", "Lt", "Sgt", "Prof", "Mme", "vs", "No":
		return true
	}
	r, size := utf8.DecodeRuneInString(word)
	return size == len(word) && unicode.IsUpper(r)
}
