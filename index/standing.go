package index

import (
	"context"
	"fmt"
)

// Standing tells how far the index has followed the archive.
type Standing struct {
	Watermark uint64 // everything up to it can be searched
	Last      uint64 // the archive's end, when it was last looked at
	// Frozen says that what serves was made for another schema: until its rebuild
	// is done it loses what is deleted, and takes nothing else.
	Frozen  bool
	Rebuild *Progress // nil where none runs
}

// Progress is how far a rebuild is.
type Progress struct {
	Why     string // in words, as in "the list of names changed"
	Reached uint64 // the sequence number
}

// Standing tells how far the index is.
func (x *Indexer) Standing() Standing {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.standing
}

// note changes the standing.
func (x *Indexer) note(change func(*Standing)) {
	x.mu.Lock()
	defer x.mu.Unlock()
	change(&x.standing)
}

// Watermark is the sequence number up to which everything can be searched.
func (x *Indexer) Watermark() uint64 { return x.Standing().Watermark }

// Wait returns when everything up to seq can be searched, or with the context's
// error.
func (x *Indexer) Wait(ctx context.Context, seq uint64) error {
	for {
		x.mu.Lock()
		mark, changed := x.standing.Watermark, x.changed
		x.mu.Unlock()
		if mark >= seq {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return fmt.Errorf("indexer: wait for %d: %w", seq, ctx.Err())
		}
	}
}

// reached publishes a new watermark.
func (x *Indexer) reached(mark uint64) {
	x.note(func(s *Standing) {
		if mark > s.Watermark {
			s.Watermark, s.Last = mark, max(s.Last, mark)
			close(x.changed)
			x.changed = make(chan struct{})
		}
	})
}
