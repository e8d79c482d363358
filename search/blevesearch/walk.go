package blevesearch

import (
	"context"
	"fmt"

	"github.com/dateline-search/dateline/search"
)

// Walk gives every match to do, a batch at a time, from one view of the index.
// What matches is found once; each batch is then cut out of it in the plan's
// order, so that memory does not grow with the number of matches. It fails as
// Find does, or with the error of do.
func (e *Engine) Walk(ctx context.Context, p *search.Plan, do func(*search.Answer) error) error {
	s, err := e.open(ctx)
	if err != nil {
		return fmt.Errorf("blevesearch: walk: %w", err)
	}
	defer s.close()
	plan := *p
	plan.Size, plan.After, plan.Facets, plan.Timeline = e.opts.Batch, nil, nil, search.IntervalNone
	plan.Collapse = false
	f, err := e.begin(s, &plan)
	if err != nil {
		return fmt.Errorf("blevesearch: walk: %w", err)
	}
	if err := f.walk(ctx, do); err != nil {
		return fmt.Errorf("blevesearch: walk: %w", err)
	}
	f.end()
	return nil
}

func (f *find) walk(ctx context.Context, do func(*search.Answer) error) error {
	st, err := f.look(ctx)
	if err != nil {
		return err
	}
	err = f.each(ctx, func(_ *scratch, i int) error { return f.hunts[i].match(ctx, nil) })
	if err != nil {
		return err
	}
	total := 0
	for _, h := range f.hunts {
		total += int(h.matches.GetCardinality())
	}
	for {
		a, err := f.batch(ctx, st)
		if err != nil {
			return err
		}
		a.Total = total
		if err := do(a); err != nil || !a.More {
			return err
		}
		f.plan.After = &a.Hits[len(a.Hits)-1].Position
	}
}

// batch is the hits that follow the plan's After.
func (f *find) batch(ctx context.Context, st *statistics) (*search.Answer, error) {
	for _, sc := range f.workers {
		sc.top = newTop(f.plan, f.snapshot.segments)
	}
	err := f.each(ctx, func(sc *scratch, i int) error { return f.rank(ctx, sc, i, st) })
	if err != nil {
		return nil, err
	}
	a := &search.Answer{Hits: []search.Found{}}
	f.addHits(a, f.best())
	return a, nil
}
