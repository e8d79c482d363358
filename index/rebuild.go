package index

import (
	"context"
	"fmt"
	"sync"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/schema"
)

// request is one call of Rebuild.
type request struct {
	why      string
	progress func(seq uint64)
	done     chan error // takes one value
}

// rebuilding is a rebuild on its way through Run.
type rebuilding struct {
	why string
	gen Generation
	err error

	mu    sync.Mutex
	asked []*request // who waits for it
}

// join lets a request wait for a rebuild that was begun for another.
func (r *rebuilding) join(q *request) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.asked = append(r.asked, q)
}

// each calls do for all who wait.
func (r *rebuilding) each(do func(*request)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, q := range r.asked {
		do(q)
	}
}

// Rebuild makes the index anew from the archive, beside the one that serves,
// and returns when the new one serves. Run must be running. progress, which may
// be nil, is told the sequence number that the new index has reached. Where a
// rebuild is running already, Rebuild waits for that one.
func (x *Indexer) Rebuild(ctx context.Context, progress func(seq uint64)) error {
	if progress == nil {
		progress = func(uint64) {}
	}
	return x.ask(ctx, &request{why: "it was asked for", progress: progress})
}

// ask hands a request to Run and waits for its end.
func (x *Indexer) ask(ctx context.Context, q *request) error {
	q.done = make(chan error, 1)
	select {
	case x.rebuild <- q:
	case <-ctx.Done():
		return ctx.Err()
	}
	select {
	case err := <-q.done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// nobody is told of rebuilds.
type nobody struct{}

func (nobody) Begin(context.Context, string)   {}
func (nobody) Reached(context.Context, uint64) {}
func (nobody) End(context.Context, error)      {}

// begin starts a rebuild, unless one is running that will do.
func (x *Indexer) begin(ctx context.Context, q *request, running *rebuilding) *rebuilding {
	if running != nil {
		running.join(q)
		return running
	}
	r := &rebuilding{why: q.why, asked: []*request{q}}
	x.note(func(s *Standing) { s.Rebuild = &Progress{Why: r.why} })
	x.opts.Rebuilds.Begin(ctx, r.why)
	go x.build(ctx, r)
	return r
}

// build fills a new generation up to the archive's end; it runs beside Run,
// which goes on serving what arrives, and then hands the generation over.
func (x *Indexer) build(ctx context.Context, r *rebuilding) {
	if r.gen, r.err = x.gens.Next(x.tagger.Version()); r.err == nil {
		r.err = x.follow(ctx, r.gen, func(seq uint64) {
			x.rebuilt(ctx, r.why, seq)
			r.each(func(q *request) { q.progress(seq) })
		})
	}
	select {
	case x.built <- r:
	case <-ctx.Done():
		r.each(func(q *request) { q.done <- ctx.Err() })
	}
}

// rebuilt tells how far a rebuild is.
func (x *Indexer) rebuilt(ctx context.Context, why string, seq uint64) {
	x.note(func(s *Standing) { s.Rebuild = &Progress{Why: why, Reached: seq} })
	x.opts.Rebuilds.Reached(ctx, seq)
}

// end lets a generation that was built serve.
func (x *Indexer) end(ctx context.Context, r *rebuilding) {
	err := r.err
	if err == nil {
		err = x.finish(ctx, r.gen, func(uint64) {})
	}
	x.note(func(s *Standing) { s.Rebuild = nil })
	x.opts.Rebuilds.End(ctx, err)
	r.each(func(q *request) { q.done <- err })
}

// finish brings a new generation up to the very end and lets it serve. Nothing
// else writes meanwhile.
func (x *Indexer) finish(ctx context.Context, next Generation, progress func(uint64)) error {
	if err := x.follow(ctx, next, progress); err != nil {
		return err
	}
	if err := x.gens.Swap(); err != nil {
		return fmt.Errorf("indexer: swap generations: %w", err)
	}
	mark, err := next.Watermark()
	if err != nil {
		return fmt.Errorf("indexer: read the watermark: %w", err)
	}
	x.reached(mark)
	return nil
}

// serve writes what is new to the generation that serves, though the rebuild of
// one that another tagger made renews what is in it. One that was made for another
// schema cannot take what is written now, and only loses what was deleted: a
// takedown must not wait for the rebuild.
func (x *Indexer) serve(ctx context.Context) error {
	last, err := x.archive.Last(ctx)
	if err != nil {
		return err
	}
	gen := x.gens.Current()
	frozen := gen.Made().Schema != schema.Version
	x.note(func(s *Standing) { s.Last, s.Frozen = last, frozen })
	if frozen {
		return x.takeDown(ctx, gen)
	}
	return x.follow(ctx, gen, x.reached)
}

// outdated says why a generation must be made anew, or nothing.
func (x *Indexer) outdated(gen Generation) string {
	made, tag := gen.Made(), x.tagger.Version()
	switch {
	case made.Schema != schema.Version:
		return "the layout of the index changed"
	case made.Tag != tag:
		return x.tagger.Changed(made.Tag) + " changed"
	}
	return ""
}

// takeDown removes deleted articles from a generation and leaves its watermark
// where it is, as nothing else was written.
func (x *Indexer) takeDown(ctx context.Context, gen Generation) error {
	mark, err := gen.Watermark()
	if err != nil {
		return fmt.Errorf("indexer: read the watermark: %w", err)
	}
	x.reached(mark)
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
