package blevesearch

import (
	"fmt"
	"sync"

	segmentapi "github.com/blevesearch/scorch_segment_api/v2"
	"github.com/blevesearch/vellum/levenshtein"

	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/search/query"
)

// closeTo makes automata that accept the terms close to a fuzzy word, by how many
// edits. Making the first takes milliseconds: what does not depend on the word is
// kept. One for more edits would do for fewer as well, but walk much further.
type closeTo [query.MaxFuzzy + 1]func() (*levenshtein.LevenshteinAutomatonBuilder, error)

func newCloseTo() *closeTo {
	var c closeTo
	for edits := range c {
		c[edits] = sync.OnceValues(func() (*levenshtein.LevenshteinAutomatonBuilder, error) {
			return levenshtein.NewLevenshteinAutomatonBuilder(uint8(edits), true)
		})
	}
	return &c
}

// automata are those of the fuzzy words of a search. Each takes hundreds of
// kilobytes: it is made when it is needed, and forgotten when all segments know
// what its word stands for.
type automata struct {
	closeTo *closeTo
	mu      sync.Mutex
	by      map[query.Word]segmentapi.Automaton
}

func newAutomata(c *closeTo) *automata {
	return &automata{closeTo: c, by: map[query.Word]segmentapi.Automaton{}}
}

// of is the automaton of a fuzzy word; nil for any other.
func (a *automata) of(w query.Word) (segmentapi.Automaton, error) {
	if w.Fuzzy == 0 {
		return nil, nil
	}
	w.Field = ""
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.by[w] == nil {
		builder, err := a.closeTo[min(w.Fuzzy, query.MaxFuzzy)]()
		if err != nil {
			return nil, err
		}
		made, err := builder.BuildDfa(w.Term, uint8(w.Fuzzy))
		if err != nil {
			return nil, fmt.Errorf("%w: %s: %w", search.ErrTooCostly, w, err)
		}
		a.by[w] = made
	}
	return a.by[w], nil
}

func (a *automata) forget(w query.Word) {
	w.Field = ""
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.by, w)
}
