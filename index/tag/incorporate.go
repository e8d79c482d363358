package tag

import (
	"strings"

	"github.com/dateline-search/dateline/index/news"
)

// incorporate makes a company's of the names that its legal form stands behind, with
// or without "and": J.P. Morgan and Co Inc. A legal form alone is no name.
func (a *article) incorporate() {
	kept := a.spans[:0]
	for i := range a.spans {
		s := a.spans[i]
		if n := len(kept); n > 0 && kept[n-1].field == s.field && s.first < kept[n-1].first+kept[n-1].n {
			continue // it has become a part of the name in front
		}
		if s.entry == nil && a.isForm(&s) {
			continue
		}
		if s.entry == nil || s.entry.flags&force == 0 {
			a.takeForm(&s)
		}
		kept = append(kept, s)
	}
	a.spans = kept
}

// isForm reports whether all words of a span are of a legal form.
func (a *article) isForm(s *span) bool {
	for _, t := range a.tokens(s) {
		if !isForm(t.Term) {
			return false
		}
	}
	return true
}

// takeForm takes the legal form behind a name into it.
func (a *article) takeForm(s *span) {
	f := &a.fields[s.field]
	if f.title {
		return
	}
	at := s.first + s.n
	joined := at < len(f.tokens) && (f.tokens[at].Term == "and" || strings.TrimSpace(f.text[f.tokens[at-1].End:f.tokens[at].Start]) == "&")
	if joined && f.tokens[at].Term == "and" && f.behind(at-1) != nil {
		at++
	}
	end := at
	for end < len(f.tokens) && isForm(f.tokens[end].Term) && upper(f.text[f.tokens[end].Start:]) && (joined && end == at || f.behind(end-1) != nil) {
		end++
	}
	if end == at || !joined && s.kind != news.Org {
		return
	}
	s.n, s.end, s.kind, s.entry = end-s.first, max(s.end, f.tokens[end-1].End), news.Org, nil
}
