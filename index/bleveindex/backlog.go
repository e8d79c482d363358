package bleveindex

import (
	"context"
	"sync"

	"github.com/dateline-search/dateline/index"
)

// maxBacklog is how many documents may wait in memory for the disk: some
// hundred megabytes. Bleve takes any number, and would fill the memory where
// the disk is slow or full.
const maxBacklog = 20_000

// backlog counts the documents that are written and not yet on disk.
type backlog struct {
	mu   sync.Mutex
	docs int
	left chan struct{} // closed when some have left; nil where nobody waits
}

// enter counts n documents in, as soon as there is room.
func (b *backlog) enter(ctx context.Context, closed <-chan struct{}, n int) error {
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		left := b.tryEnter(n)
		if left == nil {
			return nil
		}
		select {
		case <-left:
		case <-closed:
			return index.ErrClosed
		case <-ctx.Done():
		}
	}
}

// tryEnter returns nil when the documents are in, else what to wait for. One
// batch always has room, however large.
func (b *backlog) tryEnter(n int) <-chan struct{} {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.docs == 0 || b.docs+n <= maxBacklog {
		b.docs += n
		return nil
	}
	if b.left == nil {
		b.left = make(chan struct{})
	}
	return b.left
}

// leave counts n documents out.
func (b *backlog) leave(n int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.docs -= n
	if b.left != nil {
		close(b.left)
		b.left = nil
	}
}
