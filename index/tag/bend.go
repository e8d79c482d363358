package tag

import (
	"strings"
	"unicode/utf8"

	"github.com/dateline-search/dateline/index/analysis"
)

// endings are what the cases of a language put at the end of people's names, the
// longer ones first; nil for a language that does not decline them. They are
// folded, as the words are.
func endings(lang string) []string {
	switch lang {
	case "ru":
		return []string{
			"ого", "его", "ому", "ему", "ыми", "ими", "ым", "им", "ой", "ей", "ую", "юю", "ая", "яя", "ий", "ый", "ом", "ем",
			"а", "у", "е", "ы", "и", "й", "ю", "я", "ь", "о",
		}
	case "pl":
		return []string{"iego", "iemu", "iej", "ego", "owi", "im", "em", "a", "y", "i", "e", "u", "o"}
	}
	return nil
}

// leastStem is how many letters of a name must stay.
const leastStem = 3

// stem takes the ending of its case from a folded word.
func stem(term string, endings []string) string {
	for _, e := range endings {
		if bare, cut := strings.CutSuffix(term, e); cut && utf8.RuneCountInString(bare) >= leastStem {
			return bare
		}
	}
	return term
}

// bend makes the words of names in all cases alike, where the language declines
// them: from here on "Громова" is the word that "Громов" is.
func (a *article) bend() {
	if a.endings = endings(a.lang); a.endings == nil {
		return
	}
	for i := range a.fields {
		f := &a.fields[i]
		for j := range f.tokens {
			if t := &f.tokens[j]; upper(f.text[t.Start:]) {
				t.Term = stem(t.Term, a.endings)
			}
		}
	}
}

// words are the words of a name, alike in all cases.
func (a *article) words(name string) []string {
	terms := termsOf(analysis.Tokens(name))
	for i := range terms {
		if a.endings != nil {
			terms[i] = stem(terms[i], a.endings)
		}
	}
	return terms
}

// isPlainer reports whether one form of a name is nearer to the nominative than
// another: it is shorter, or ends as women's names do where both are as long.
func (a *article) isPlainer(name, than string) bool {
	if a.endings == nil || len(analysis.Tokens(name)) != len(analysis.Tokens(than)) {
		return false
	}
	n, m := utf8.RuneCountInString(name), utf8.RuneCountInString(than)
	return n < m || n == m && endsInA(name) && !endsInA(than)
}

func endsInA(name string) bool {
	return strings.HasSuffix(name, "а") || strings.HasSuffix(name, "я") || strings.HasSuffix(name, "a")
}
