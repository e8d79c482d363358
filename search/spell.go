package search

import (
	"context"
	"strings"

	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/search/query"
)

// spelled is how many unknown words of a query are looked for in other spellings
// at most: a text that was pasted in is no slip of the pen.
const spelled = 4

// respell gives the query with its unknown words exchanged for the closest ones
// that articles have, as it was typed apart from these; empty where no word is
// unknown, nothing is close, or no article has what it says then.
func (s *Searcher) respell(ctx context.Context, j *job) (string, error) {
	terms := typed(j.parsed.Node)
	if len(terms) == 0 || len(terms) > spelled {
		return "", nil
	}
	better, err := s.backend.Spell(ctx, terms)
	if err != nil || len(better) == 0 {
		return "", err
	}
	other := exchange(j.request.Q, better)
	found, err := s.finds(ctx, j, other)
	if err != nil || !found {
		return "", err
	}
	return other, nil
}

// typed lists the words of a query that a slip of the pen may be in: those that
// ask for no certain form, and are no signs or numbers.
func typed(n query.Node) []string {
	var terms []string
	for _, w := range query.Terms(n) {
		if !w.Exact && !w.Caps && !w.Expands() && len(w.Term) >= query.MinFuzzy {
			terms = append(terms, w.Term)
		}
	}
	return terms
}

// exchange writes other words in place of some of a text, with the capitals of
// those that stood there.
func exchange(text string, better map[string]string) string {
	var b strings.Builder
	at := 0
	for _, t := range analysis.Tokens(text) {
		word, ok := better[t.Term]
		if !ok || t.Start < at {
			continue
		}
		b.WriteString(text[at:t.Start])
		b.WriteString(analysis.Capitalize(word, analysis.Capitals(text[t.Start:t.End])))
		at = t.End
	}
	return b.String() + text[at:]
}

// finds reports whether a request finds anything if its query is another one.
func (s *Searcher) finds(ctx context.Context, j *job, q string) (bool, error) {
	none := 0
	r := j.request
	r.Q, r.Strict, r.Size, r.Cursor, r.Facets, r.FacetPrefix, r.Interval = q, false, &none, "", []string{}, nil, IntervalNone
	other, err := s.read(ctx, r)
	if err != nil {
		return false, nil //nolint:nilerr // what cannot be read is no suggestion
	}
	answer, err := s.find(ctx, other)
	return err == nil && answer.Total > 0, err
}
