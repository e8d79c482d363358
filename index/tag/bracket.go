package tag

import (
	"cmp"
	"slices"
	"strings"

	"github.com/dateline-search/dateline/index/news"
)

// maxLongForm bounds how many words before a bracket may be what its acronym
// stands for.
const maxLongForm = 10

// spellOut finds the long forms of acronyms that stand in brackets behind them,
// "Table Bay Asset Management (TBAM)": words in front whose capitals spell the
// acronym are one organisation, whatever was found in them.
func (a *article) spellOut() {
	for i := range a.fields {
		f := &a.fields[i]
		for t := 1; t < len(f.tokens); t++ {
			acronym := f.tokens[t].Caps
			if len(acronym) < 3 || len(acronym) > maxAcronym || !f.bracketed(t) {
				continue
			}
			if n := f.spelling(t, acronym); n > 1 {
				a.replace(a.span(i, t-n, n, news.Org))
			}
		}
	}
}

// bracketed reports whether a token alone stands in brackets.
func (f *field) bracketed(t int) bool {
	return strings.TrimSpace(f.text[f.tokens[t-1].End:f.tokens[t].Start]) == "(" && strings.HasPrefix(f.text[f.tokens[t].End:], ")")
}

// spelling is how many words before a token begin with the letters of an acronym,
// little words aside; 0 where they do not.
func (f *field) spelling(t int, acronym string) int {
	left := acronym
	for n := 1; n <= min(t, maxLongForm); n++ {
		word := &f.tokens[t-n]
		if n > 1 && strings.Trim(f.text[word.End:f.tokens[t-n+1].Start], " \n\u00a0-’'&") != "" {
			return 0
		}
		capital := upper(f.text[word.Start:])
		if !capital && isBound(word.Term) && n > 1 {
			continue
		}
		if !capital || !strings.EqualFold(left[len(left)-1:], word.Term[:1]) {
			return 0
		}
		if left = left[:len(left)-1]; left == "" {
			return n
		}
	}
	return 0
}

// replace puts a span in the place of those that it holds. One that it only
// overlaps, and one that is known, stay.
func (a *article) replace(s span) {
	inside := func(o *span) bool {
		return o.field == s.field && o.first < s.first+s.n && s.first < o.first+o.n
	}
	for i := range a.spans {
		o := &a.spans[i]
		if inside(o) && (o.first < s.first || o.first+o.n > s.first+s.n || o.n == s.n) {
			return
		}
	}
	a.spans = slices.DeleteFunc(a.spans, func(o span) bool { return inside(&o) })
	at, _ := slices.BinarySearchFunc(a.spans, s, func(x, y span) int {
		return cmp.Or(cmp.Compare(x.field, y.field), cmp.Compare(x.first, y.first))
	})
	a.spans = slices.Insert(a.spans, at, s)
}
