package index

import (
	"context"

	"github.com/dateline-search/dateline/index/news"
)

// burials are taken out of a generation ahead of their turn while much waits to be
// written: who takes an article down must not wait for all that came before.
type burials struct {
	archive Burier
	done    uint64 // everything up to here was looked at
	batch   int
}

// burialsOf are none where the archive does not list them by themselves.
func burialsOf(a Archive, batch int) *burials {
	b, ok := a.(Burier)
	if !ok {
		return nil
	}
	return &burials{archive: b, batch: batch}
}

// next lists what was buried above seq and was not listed before.
func (b *burials) next(ctx context.Context, seq uint64) ([]news.Record, error) {
	if b == nil {
		return nil, nil
	}
	b.done = max(b.done, seq)
	records, err := b.archive.Buried(ctx, b.done, b.batch)
	if n := len(records); n > 0 {
		b.done = records[n-1].Seq
	}
	return records, err
}

// bury takes out of the generation what is buried above seq. What is in flight of
// the same articles lands before.
func (f *follower) bury(ctx context.Context, seq uint64) error {
	records, err := f.burials.next(ctx, seq)
	if err != nil || len(records) == 0 {
		return err
	}
	if err := f.yield(ctx, newFlight(records)); err != nil {
		return err
	}
	f.mu.Lock()
	mark := f.done
	f.written = 0 // this mark may come to lie on top of a higher one
	f.mu.Unlock()
	return f.gen.Write(ctx, tombstones(records), mark)
}
