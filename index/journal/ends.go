package journal

import (
	"context"
	"sync"
	"time"

	"github.com/dateline-search/dateline/index/intake"
)

// Ends are those of jobs that could not be written down when they came, as the disk
// was full: until they are, such a job seems to run. The zero value is not used;
// NewEnds makes one.
type Ends struct {
	store Store

	mu    sync.Mutex
	ended []end
}

// end is a job that has ended.
type end struct {
	job      intake.Job
	rejected []intake.Rejected
	idle     bool // it came to nothing and is forgotten
}

// NewEnds returns Ends of the jobs of a store.
func NewEnds(store Store) *Ends { return &Ends{store: store} }

// Run writes them down as soon as that can be done, until ctx is done.
func (e *Ends) Run(ctx context.Context) {
	ticker := time.NewTicker(pause)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			e.Write(ctx)
		}
	}
}

// Write writes down what it can, one after the other until one cannot be.
func (e *Ends) Write(ctx context.Context) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for len(e.ended) > 0 {
		if write(ctx, e.store, e.ended[0]) != nil {
			return
		}
		e.ended = e.ended[1:]
	}
}

func (e *Ends) add(one end) {
	if e == nil {
		return
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.ended = append(e.ended, one)
}

func write(ctx context.Context, store Store, e end) error {
	if e.idle {
		return store.DropJob(ctx, e.job.ID)
	}
	return store.SaveJob(ctx, e.job, e.rejected)
}
