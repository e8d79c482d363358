package highlight

import (
	"slices"
	"strings"

	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/search/query"
)

// dictionary knows which words of a query a token of a text is a form of. Words
// are numbered as in Highlighter.words. It does not change once it is made.
type dictionary struct {
	lang     string
	terms    map[string][]int
	stems    map[string][]int
	begin    []string // what a form of any of stems begins with
	caps     map[string][]int
	expanded []int // prefixes, patterns and fuzzy words
	cased    bool  // whether capitals count in any
	words    []query.Word
}

func newDictionary(lang string, words []query.Word) *dictionary {
	d := &dictionary{
		lang:  lang,
		terms: make(map[string][]int),
		stems: make(map[string][]int),
		caps:  make(map[string][]int),
		words: words,
	}
	for i, w := range words {
		d.cased = d.cased || w.Cased
		switch {
		case w.Expands():
			d.expanded = append(d.expanded, i)
		case w.Caps:
			d.caps[w.Term] = append(d.caps[w.Term], i)
		case w.Exact:
			d.terms[w.Term] = append(d.terms[w.Term], i)
		default:
			stem := analysis.Stem(lang, w.Term)
			d.stems[stem] = append(d.stems[stem], i)
			d.begin = append(append(d.begin, w.Term), analysis.Beginnings(lang, w.Term)...)
		}
	}
	return d
}

// lookup gives the words that a token of a text is a form of. What it finds out
// about a term it keeps in known.
func (d *dictionary) lookup(text string, t analysis.Token, known map[string][]int) []int {
	words, ok := known[t.Term]
	if !ok {
		words = d.forms(t.Term)
		known[t.Term] = words
	}
	if d.cased && len(words) > 0 {
		written := text[t.Start:t.End]
		words = slices.DeleteFunc(slices.Clone(words), func(i int) bool { return !d.words[i].Written(written) })
	}
	if t.Caps == "" || len(d.caps) == 0 {
		return words
	}
	return slices.Concat(words, d.caps[t.Caps])
}

// mayInflect saves the stem of most terms, which takes long.
func (d *dictionary) mayInflect(term string) bool {
	for _, start := range d.begin {
		if strings.HasPrefix(term, start) {
			return true
		}
	}
	return false
}

// forms gives the words that a term is a form of, capitals apart.
func (d *dictionary) forms(term string) []int {
	words := slices.Clone(d.terms[term])
	if d.mayInflect(term) {
		words = append(words, d.stems[analysis.Stem(d.lang, term)]...)
	}
	for _, i := range d.expanded {
		if d.words[i].Form(term) {
			words = append(words, i)
		}
	}
	return words
}
