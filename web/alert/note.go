package alert

import (
	"context"
	"sync"

	"github.com/dateline-search/dateline/index/alert"
)

// notes gathers what became of deliveries. Each commit waits for the disk, so that
// what comes meanwhile is committed together: the time in which a crash makes a
// message come twice stays short, however many are under way.
type notes struct {
	mu      sync.Mutex
	busy    bool
	waiting []note
}

type note struct {
	delivery alert.Delivery
	noted    chan<- error
}

// note keeps what became of a delivery, and returns when that is on disk.
func (r *Runner) note(ctx context.Context, d alert.Delivery) error {
	ctx = context.WithoutCancel(ctx)
	noted := make(chan error, 1)
	n := &r.notes
	n.mu.Lock()
	n.waiting = append(n.waiting, note{d, noted})
	first := !n.busy
	n.busy = true
	n.mu.Unlock()
	for first {
		first = r.commit(ctx)
	}
	return <-noted
}

// commit keeps what waits, and reports whether there was anything.
func (r *Runner) commit(ctx context.Context) bool {
	n := &r.notes
	n.mu.Lock()
	batch := n.waiting
	n.waiting, n.busy = nil, len(batch) > 0
	n.mu.Unlock()
	if len(batch) == 0 {
		return false
	}
	deliveries := make([]alert.Delivery, len(batch))
	for i := range batch {
		deliveries[i] = batch[i].delivery
	}
	err := r.options.Deliveries.MarkDeliveries(ctx, deliveries)
	for _, w := range batch {
		w.noted <- err
	}
	return true
}
