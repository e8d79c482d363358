package main

import (
	"context"
	"fmt"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/web"
)

// watchedJobs is how many of the latest jobs are looked at for those that run:
// more than ever run at a time.
const watchedJobs = 200

// state is how archive and index stand, for those who watch over them.
func (n *newsroom) state(ctx context.Context) (s web.State, err error) {
	standing := n.indexer.Standing()
	s.Watermark, s.Rebuild = standing.Watermark, standing.Rebuild != nil
	if s.Last, err = n.archive.Last(ctx); err != nil {
		return s, fmt.Errorf("state: %w", err)
	}
	if s.Articles, err = n.archive.Count(ctx); err != nil {
		return s, fmt.Errorf("state: %w", err)
	}
	jobs, err := n.archive.Jobs(ctx, watchedJobs)
	if err != nil {
		return s, fmt.Errorf("state: %w", err)
	}
	for i := range jobs {
		if jobs[i].Ended.IsZero() {
			s.Running++
		}
	}
	return s, nil
}

// farBehind is how many changes the index must be behind the archive before
// searches are told: fewer are there in a second or two.
const farBehind = 10_000

// lacking says what searches cannot find yet, or nothing.
func lacking(s index.Standing) string {
	switch {
	case s.Frozen:
		return fmt.Sprintf("The index is being rebuilt, %s done: articles that came or changed since it began are not found yet.", rebuilt(s))
	case s.Last > s.Watermark+farBehind:
		return fmt.Sprintf("The index is catching up with the archive, %s done: the articles that came last are not found yet.", share(s.Watermark, s.Last))
	}
	return ""
}

// busy says what the index is busy with, or nothing.
func busy(s index.Standing) string {
	if s.Rebuild == nil {
		return lacking(s)
	}
	text := fmt.Sprintf("The index is being rebuilt, %s done, as %s.", rebuilt(s), s.Rebuild.Why)
	if s.Frozen {
		text += " Articles that came or changed since it began are not found yet; what is deleted is gone at once."
	}
	return text
}

func rebuilt(s index.Standing) string {
	if s.Rebuild == nil { // it begins in a moment
		return share(0, s.Last)
	}
	return share(s.Rebuild.Reached, s.Last)
}

// share is a part in whole per cent, rounded down so that 100 means all.
func share(part, of uint64) string {
	return fmt.Sprintf("%d %%", 100*min(part, of)/max(of, 1))
}
