package blevesearch

import (
	"context"
	"fmt"
	"sync"

	"github.com/dateline-search/dateline/search/query"
)

// Spell finds the words closest to those that no article has.
func (e *Engine) Spell(ctx context.Context, terms []string) (map[string]string, error) {
	s, err := e.open(ctx)
	if err != nil {
		return nil, fmt.Errorf("blevesearch: spell: %w", err)
	}
	defer s.close()
	better := map[string]string{}
	for _, term := range terms {
		word, err := e.closest(ctx, s.snapshot, term)
		if err != nil {
			return nil, fmt.Errorf("blevesearch: spell %s: %w", term, err)
		}
		if word != "" && word != term {
			better[term] = word
		}
	}
	return better, nil
}

// closest gives the word closest to a term, term itself where an article has it,
// or nothing.
func (e *Engine) closest(ctx context.Context, s *snapshot, term string) (string, error) {
	word := query.Word{Term: term, Fuzzy: query.Slips(term)}
	prog := &program{automata: newAutomata(e.closeTo)}
	var mu sync.Mutex
	articles := map[string]int{}
	err := e.pool.each(ctx, e.opts.Workers, len(s.segments), func(_, i int) error {
		found, err := s.segments[i].close(prog, word)
		mu.Lock()
		defer mu.Unlock()
		for term, n := range found {
			articles[term] += n
		}
		return err
	})
	if err != nil {
		return "", err
	}
	return query.Closest(term, articles), nil
}

// close finds the words of a segment that are close to a word, with the number
// of its articles that have each.
func (s *segment) close(p *program, word query.Word) (map[string]int, error) {
	h := &hunt{seg: s, terms: newTerms(s), prog: p}
	found := map[string]int{}
	for _, f := range textFields([]query.Word{word}) {
		names, err := p.expand(h.terms, f.name, word, maxClose)
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			list, err := h.terms.postings(f.name, name)
			if err != nil {
				return nil, err
			}
			if n := int(h.alive(list.docs).GetCardinality()); n > 0 {
				found[name] += n
			}
		}
	}
	return found, nil
}

// maxClose bounds how many words of a segment may be close to another.
const maxClose = 1000
