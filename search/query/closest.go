package query

import (
	"cmp"
	"maps"
	"slices"
	"unicode/utf8"

	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/index/analysis/edit"
)

// MinFuzzy is how many letters a word has at least that a slip of the pen is
// looked for in: of two letters, any other two are close.
const MinFuzzy = 3

// Slips is how many letters of a term a slip of the pen may have changed: one in
// about five, at most MaxFuzzy, and none in terms shorter than MinFuzzy.
func Slips(term string) int {
	switch letters := utf8.RuneCountInString(term); {
	case letters < MinFuzzy:
		return 0
	case letters < 6:
		return 1
	}
	return MaxFuzzy
}

// Closest chooses of the words that are at most Slips from a term, each with the
// number of articles that have it, what was meant: term itself if it or an English
// form of it is among them, else the word with the fewest edits, of these the
// one that most articles have. It is empty where there are none.
func Closest(term string, articles map[string]int) string {
	if articles[term] > 0 {
		return term
	}
	words := slices.Collect(maps.Keys(articles))
	if slices.ContainsFunc(words, func(w string) bool { return inflects(term, w) }) {
		return term
	}
	if len(words) == 0 {
		return ""
	}
	return slices.MinFunc(words, func(a, b string) int {
		return cmp.Or(edit.Distance(term, a)-edit.Distance(term, b), articles[b]-articles[a], cmp.Compare(a, b))
	})
}

// inflects reports whether two terms are forms of one word. Over all languages
// any two words would be; in another than English the price is a needless offer.
func inflects(a, b string) bool { return analysis.Stem("en", a) == analysis.Stem("en", b) }
