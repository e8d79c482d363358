package api

import (
	"errors"
	"fmt"
	"sync/atomic"
)

// ErrBusy says that more comes in at the moment than is taken; its sender may try
// again.
var ErrBusy = errors.New("too much is coming in at once")

// perRequest is what a request that sends articles costs beside them: the buffers
// of its connection and its body, in bytes.
const perRequest = 128 << 10

// gate keeps what is on its way to the archive, all requests together, within a
// bound: a request that comes when it is reached is refused before anything of it
// is read, and those under way hand on what they have instead of gathering more.
type gate struct {
	held  atomic.Int64 // bytes
	limit int64
	lag   func() uint64 // articles that are stored and not found yet; nil is none
	most  uint64        // of lag; 0 is no bound
}

// enter lets a request in, or refuses it with ErrBusy. Who is let in calls leave.
func (g *gate) enter() (leave func(), err error) {
	if g.lag != nil && g.most > 0 {
		if behind := g.lag(); behind > g.most {
			return nil, fmt.Errorf("%w: %d articles wait to be indexed; nothing of this request was taken, send it again later", ErrBusy, behind)
		}
	}
	if g.held.Add(perRequest) > g.limit {
		g.held.Add(-perRequest)
		return nil, fmt.Errorf("%w: more than %d MB are on their way to the disk; nothing of this request was taken, send it again later",
			ErrBusy, g.limit>>20)
	}
	return func() { g.held.Add(-perRequest) }, nil
}

// full reports whether nobody should hold more.
func (g *gate) full() bool { return g.held.Load() > g.limit }
