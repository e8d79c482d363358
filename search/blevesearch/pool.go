package blevesearch

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/dateline-search/dateline/search"
)

// pool bounds how many goroutines search at a time, over all searches.
type pool struct{ seats chan struct{} }

func newPool(size int) pool { return pool{seats: make(chan struct{}, size)} }

// each does the tasks 0 to n-1 in any order, several at a time, and says to each
// which worker it is, below workers. It ends at the first error, or with the
// context's. One worker has a seat for certain; it waits for that.
func (p pool) each(ctx context.Context, workers, n int, do func(worker, task int) error) error {
	select {
	case p.seats <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	r := round{ctx: ctx, n: int64(n), do: do}
	var helpers sync.WaitGroup
	for w := 1; w < min(workers, n) && p.free(); w++ {
		helpers.Go(func() {
			defer p.leave()
			r.work(w)
		})
	}
	r.work(0)
	p.leave()
	helpers.Wait()
	return errors.Join(r.err, ctx.Err())
}

func (p pool) free() bool {
	select {
	case p.seats <- struct{}{}:
		return true
	default:
		return false
	}
}

func (p pool) leave() { <-p.seats }

// round is one call of each.
type round struct {
	ctx  context.Context //nolint:containedctx // lives no longer than the call that it came with
	n    int64
	next atomic.Int64
	do   func(worker, task int) error
	once sync.Once
	err  error
}

// work takes tasks until there are none.
func (r *round) work(worker int) {
	for {
		task := r.next.Add(1) - 1
		if task >= r.n || r.ctx.Err() != nil {
			return
		}
		if err := r.safely(worker, int(task)); err != nil {
			r.once.Do(func() { r.err = err })
			r.next.Store(r.n)
			return
		}
	}
}

// safely does a task. Damaged files of an index show as a panic in their reader:
// that is this search's end, not the process's.
func (r *round) safely(worker, task int) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: reading the index: %v", search.ErrUnavailable, p)
		}
	}()
	return r.do(worker, task)
}
