package search

import (
	"context"
	"fmt"
	"time"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/search/query"
)

// Visitor takes in what a walk finds.
type Visitor interface {
	// Begin is called once, before the first match.
	Begin(query Understood, total int) error
	// Visit is called for each match in order. The record is the visitor's to keep.
	Visit(h WalkHit) error
}

// WalkHit is one article that a walk found.
type WalkHit struct {
	Record   *news.Record
	Entities map[string][]string // canonical names by type of entity
	Score    float32
}

// Walked says what a walk came to.
type Walked struct {
	Total int // matches in the index when the walk began
	Given int // of these visited; the rest was deleted meanwhile
}

// textBatch is how many texts are read from the archive at a time.
const textBatch = 250

// Walk gives every match of a request to a visitor, in the request's order and
// without limit: size, cursor, facets, timeline and highlights do not matter. The
// matches are those of one moment; each text is as it stands when it is read. A
// walk takes as long as its visitor; to find the matches may take no longer than
// a search. Errors are those of Search, and of the visitor.
func (s *Searcher) Walk(ctx context.Context, r Request, v Visitor) (Walked, error) {
	none := 0
	r.Size, r.Cursor, r.Facets, r.FacetPrefix, r.Interval = &none, "", []string{}, nil, IntervalNone
	j, err := s.read(ctx, r)
	if err != nil {
		return Walked{}, err
	}
	if err := s.settleMatch(ctx, j); err != nil {
		return Walked{}, err
	}
	return s.walk(ctx, j, v)
}

// settleMatch finds out how many of the words the matches have, if the request
// leaves that open.
func (s *Searcher) settleMatch(ctx context.Context, j *job) error {
	if !j.mayLoosen || query.TextNodes(j.parsed.Node) < 2 {
		return nil
	}
	limited, cancel := context.WithTimeout(ctx, s.timeout)
	defer cancel()
	_, err := s.find(limited, j)
	return s.explain(limited, err)
}

// walk runs the plan. The time limit holds until the first batch is there: from
// then on it is the visitor who takes the time.
func (s *Searcher) walk(ctx context.Context, j *job, v Visitor) (w Walked, err error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	late := fmt.Errorf("%w: the search took longer than %v; ask for less, or for rarer words", ErrTimeout, s.timeout)
	timer := time.AfterFunc(s.timeout, func() { cancel(late) })
	defer timer.Stop()
	begun := false
	err = s.backend.Walk(ctx, j.plan, func(a *Answer) error {
		if !begun {
			timer.Stop()
			begun, w.Total = true, a.Total
			if err := v.Begin(s.understood(j), a.Total); err != nil {
				return err
			}
		}
		given, err := s.visit(ctx, a.Hits, v)
		w.Given += given
		return err
	})
	if err != nil && context.Cause(ctx) == late { //nolint:errorlint // it is this very error that is asked for
		err = late
	}
	return w, err
}

// visit hands on a batch with its texts, and counts those that are there.
func (s *Searcher) visit(ctx context.Context, found []Found, v Visitor) (given int, err error) {
	for len(found) > 0 {
		batch := found[:min(textBatch, len(found))]
		found = found[len(batch):]
		byID, err := s.texts(ctx, batch)
		if err != nil {
			return given, err
		}
		for i := range batch {
			r := byID[batch[i].ID]
			if r == nil {
				continue
			}
			given++
			if err := v.Visit(WalkHit{Record: r, Entities: batch[i].Entities, Score: batch[i].Score}); err != nil {
				return given, err
			}
		}
	}
	return given, nil
}
