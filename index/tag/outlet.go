package tag

import (
	"slices"
	"strings"

	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/index/news"
)

// signedWithin is how many words from the beginning of a text an agency signs in
// brackets: "MARRIOTT'S CORNER, Upper Valley, May 8, 2025 (Agency)".
const signedWithin = 12

// outlet finds where an article speaks of the outlet that published it, by less
// than its name: the "Meridian Wire" signs its datelines "(Meridian)", and people
// tell "the Ledger" what they would tell the "Harbour Ledger".
func (a *article) outlet(source string) {
	source = strings.TrimPrefix(source, "The ")
	words := analysis.Tokens(source)
	if len(words) < 2 || strings.Contains(source, ".") { // one word, or an address
		return
	}
	for i := range a.spans {
		s := &a.spans[i]
		if s.entry != nil || s.n >= len(words) {
			continue
		}
		if a.isSigned(s) && same(a.tokens(s), words[:s.n]) || a.hasThe(s) && same(a.tokens(s), words[len(words)-s.n:]) {
			s.kind, s.name = news.Org, source
		}
	}
}

// isSigned reports whether a span stands in brackets at the beginning of a text.
func (a *article) isSigned(s *span) bool {
	text := a.fields[s.field].text
	return s.first < signedWithin && strings.HasSuffix(text[:s.start], "(") && strings.HasPrefix(text[s.end:], ")")
}

// hasThe reports whether "the" stands in front of a span.
func (a *article) hasThe(s *span) bool {
	before := a.fields[s.field].before(s.first)
	return before != nil && before.Term == "the"
}

// same reports whether two rows of words are the same.
func same(a, b []analysis.Token) bool {
	return slices.EqualFunc(a, b, func(x, y analysis.Token) bool { return x.Term == y.Term })
}
