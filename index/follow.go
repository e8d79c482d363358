package index

import (
	"context"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/dateline-search/dateline/index/news"
)

// follower carries a generation forward along the archive's sequence, with
// several batches in flight.
//
// Batches end in any order, so none may claim the watermark of those before it:
// each carries what is complete when it is written, and the last word is a
// batch of its own. After a crash some documents are written again, none is
// missed.
type follower struct {
	archive  Archive
	tag      func(*news.Record) news.Tags
	grouper  Grouper // may be nil
	gen      Generation
	workers  int
	batch    int
	burials  *burials         // nil: they wait for their turn
	progress func(seq uint64) // called with rising numbers, one call at a time

	mu      sync.Mutex
	flights []*flight // in order of sequence
	done    uint64    // everything up to here is written
	written uint64    // the highest watermark that a batch has carried
}

// flight is one batch on its way into the index.
type flight struct {
	upTo   uint64
	ids    map[string]bool
	landed bool
	ended  chan struct{} // closed when it has landed or failed
}

// run writes everything above from.
func (f *follower) run(ctx context.Context, from uint64) error {
	f.done, f.written = from, from
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(f.workers)
	err := f.dispatch(ctx, group, from)
	if werr := group.Wait(); werr != nil {
		err = werr
	}
	if err == nil && f.written < f.done {
		err = f.gen.Write(context.WithoutCancel(ctx), nil, f.done)
	}
	return err
}

// dispatch reads the archive and sends its batches off, until there are no more.
func (f *follower) dispatch(ctx context.Context, group *errgroup.Group, from uint64) error {
	for much := false; ctx.Err() == nil; {
		if much { // before the next are read: those that are buried now are not among them
			if err := f.bury(ctx, from); err != nil {
				return err
			}
		}
		records, err := f.archive.Since(ctx, from, f.batch)
		if err != nil || len(records) == 0 {
			return err
		}
		from, much = records[len(records)-1].Seq, len(records) == f.batch
		groups, err := f.group(ctx, records)
		if err != nil {
			return err
		}
		fl := newFlight(records)
		if err := f.yield(ctx, fl); err != nil {
			return err
		}
		f.launch(fl)
		group.Go(func() error { return f.write(ctx, fl, records, groups) })
	}
	return ctx.Err()
}

// group asks for the groups of a batch, one batch after the other.
func (f *follower) group(ctx context.Context, records []news.Record) ([]uint64, error) {
	if f.grouper == nil {
		return make([]uint64, len(records)), nil
	}
	return f.grouper.Group(ctx, records)
}

func newFlight(records []news.Record) *flight {
	fl := &flight{
		upTo:  records[len(records)-1].Seq,
		ids:   make(map[string]bool, len(records)),
		ended: make(chan struct{}),
	}
	for i := range records {
		fl.ids[records[i].ID] = true
	}
	return fl
}

// write tags and writes one batch.
func (f *follower) write(ctx context.Context, fl *flight, records []news.Record, groups []uint64) error {
	defer close(fl.ended)
	docs := make([]Document, len(records))
	for i := range records {
		docs[i].Record = records[i]
		if !records[i].Deleted {
			docs[i].Tags, docs[i].Group = f.tag(&records[i]), groups[i]
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	mark := f.claim(fl)
	if err := f.gen.Write(ctx, docs, mark); err != nil {
		return err
	}
	f.land(fl, mark)
	return nil
}

func (f *follower) launch(fl *flight) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.flights = append(f.flights, fl)
}

// claim is the watermark that a batch may carry: its own end where all before it
// have landed.
func (f *follower) claim(fl *flight) uint64 {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.flights[0] == fl {
		return fl.upTo
	}
	return f.done
}

// land notes that a batch is in the index.
func (f *follower) land(fl *flight, mark uint64) {
	f.mu.Lock()
	defer f.mu.Unlock()
	fl.landed = true
	for len(f.flights) > 0 && f.flights[0].landed {
		f.done, f.flights = f.flights[0].upTo, f.flights[1:]
	}
	// Of two batches in flight the one with the lower mark may be the later in
	// the index: only the mark of a batch that flew alone is sure to stand.
	f.written = 0
	if len(f.flights) == 0 && mark == f.done {
		f.written = mark
	}
	f.progress(f.done)
}

// yield waits for the batches in flight that hold an article which fl holds
// too: its former version must not come to lie on top of the newer.
func (f *follower) yield(ctx context.Context, fl *flight) error {
	for _, other := range f.inFlight() {
		if !other.shares(fl) {
			continue
		}
		select {
		case <-other.ended:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

func (f *follower) inFlight() []*flight {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.flights)
}

func (fl *flight) shares(other *flight) bool {
	for id := range other.ids {
		if fl.ids[id] {
			return true
		}
	}
	return false
}
