package index

import (
	"context"
	"errors"
	"fmt"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/schema"
)

// errBusy says that a rebuild is running already.
var errBusy = errors.New("a rebuild is running already")

// rebuilding is one call of Rebuild on its way through Run.
type rebuilding struct {
	progress func(seq uint64)
	gen      Generation
	tag      string // the version of the tagger that it is made for
	err      error
	done     chan error // takes one value
}

// Rebuild makes the index anew from the archive, beside the one that serves,
// and returns when the new one serves. Run must be running. progress, which may
// be nil, is told the sequence number that the new index has reached.
func (x *Indexer) Rebuild(ctx context.Context, progress func(seq uint64)) error {
	if progress == nil {
		progress = func(uint64) {}
	}
	r := &rebuilding{progress: progress, done: make(chan error, 1)}
	select {
	case x.rebuild <- r:
	case <-ctx.Done():
		return ctx.Err()
	}
	select {
	case err := <-r.done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// build fills a new generation up to the archive's end; it runs beside Run,
// which goes on serving what arrives, and then hands the generation over.
func (x *Indexer) build(ctx context.Context, r *rebuilding) {
	r.tag = x.tagger.Version()
	if r.gen, r.err = x.gens.Next(r.tag); r.err == nil {
		r.err = x.follow(ctx, r.gen, r.progress)
	}
	select {
	case x.built <- r:
	case <-ctx.Done():
		r.done <- ctx.Err()
	}
}

// finish brings a new generation up to the very end and lets it serve. Nothing
// else writes meanwhile.
func (x *Indexer) finish(ctx context.Context, next Generation, tag string) error {
	if err := x.follow(ctx, next, func(uint64) {}); err != nil {
		return err
	}
	if err := x.gens.Swap(); err != nil {
		return fmt.Errorf("indexer: swap generations: %w", err)
	}
	x.made = tag
	mark, err := next.Watermark()
	if err != nil {
		return fmt.Errorf("indexer: read the watermark: %w", err)
	}
	x.reached(mark)
	return nil
}

// serve writes what is new to the generation that serves. One that this process
// has made or found good stays good for new articles when the tagger becomes
// another: what is in it is renewed by the rebuild. One made by another program
// only loses what was deleted: a takedown must not wait for the rebuild.
func (x *Indexer) serve(ctx context.Context) error {
	gen := x.gens.Current()
	if tag := x.tagger.Version(); gen.Fits(schema.Version, tag) {
		x.made = tag
	}
	if x.made != "" && gen.Fits(schema.Version, x.made) {
		return x.follow(ctx, gen, x.reached)
	}
	return x.takeDown(ctx, gen)
}

// takeDown removes deleted articles from a generation and leaves its watermark
// where it is, as nothing else was written.
func (x *Indexer) takeDown(ctx context.Context, gen Generation) error {
	mark, err := gen.Watermark()
	if err != nil {
		return fmt.Errorf("indexer: read the watermark: %w", err)
	}
	for from := max(mark, x.taken); ; from = x.taken {
		records, err := x.archive.Since(ctx, from, x.opts.Batch)
		if err != nil || len(records) == 0 {
			return err
		}
		if docs := tombstones(records); len(docs) > 0 {
			if err := gen.Write(ctx, docs, mark); err != nil {
				return err
			}
		}
		x.taken = records[len(records)-1].Seq
	}
}

func tombstones(records []news.Record) []Document {
	var docs []Document
	for i := range records {
		if records[i].Deleted {
			docs = append(docs, Document{Record: records[i]})
		}
	}
	return docs
}
