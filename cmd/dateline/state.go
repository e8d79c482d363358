package main

import (
	"context"
	"fmt"

	"github.com/dateline-search/dateline/web"
)

// watchedJobs is how many of the latest jobs are looked at for those that run:
// more than ever run at a time.
const watchedJobs = 200

// state is how archive and index stand, for those who watch over them.
func (n *newsroom) state(ctx context.Context) (s web.State, err error) {
	s.Watermark = n.indexer.Watermark()
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
