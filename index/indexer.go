package index

import (
	"context"
	"fmt"
	"log/slog"
	"runtime"
	"sync"
	"time"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/schema"
)

// IndexerOptions tunes an Indexer; the zero value is good.
type IndexerOptions struct {
	Workers int // batches tagged and written at a time; default: the cores
	Batch   int // articles in a batch; default 1,000, where Bleve is near its best
	// Gather is how long the Indexer lets articles come together before it writes
	// them: many small segments cost more than they are worth. Default 50 ms.
	Gather time.Duration
	// Poll is how often it looks for what other processes put into the archive.
	// Default 200 ms, so that articles are found within one second.
	Poll    time.Duration
	Grouper Grouper // nil: every article is alone
	Logger  *slog.Logger
}

// retryAfter is how long the Indexer waits after an error, such as a full disk,
// before it tries again; what is in the archive is not lost meanwhile.
const retryAfter = 2 * time.Second

// Indexer carries the archive into the index: it follows the sequence while
// articles arrive, and rebuilds beside what serves.
type Indexer struct {
	archive Archive
	gens    Generations
	tagger  Tagger
	opts    IndexerOptions

	wake    chan struct{}
	rebuild chan *rebuilding // asked for
	built   chan *rebuilding // ready to serve
	mend    chan *mending
	taken   uint64 // deletions up to here are out of a stale generation
	made    string // the tagger's version that the generation that serves was made for

	mu      sync.Mutex
	mark    uint64        // searchable up to here
	changed chan struct{} // closed, and made anew, when mark grows
}

// NewIndexer returns an Indexer that does nothing until Run or CatchUp.
func NewIndexer(archive Archive, gens Generations, tagger Tagger, opts IndexerOptions) *Indexer {
	if opts.Workers <= 0 {
		opts.Workers = runtime.GOMAXPROCS(0)
	}
	if opts.Batch <= 0 {
		opts.Batch = 1000
	}
	if opts.Gather <= 0 {
		opts.Gather = 50 * time.Millisecond
	}
	if opts.Poll <= 0 {
		opts.Poll = 200 * time.Millisecond
	}
	if opts.Logger == nil {
		opts.Logger = slog.New(slog.DiscardHandler)
	}
	return &Indexer{
		archive: archive, gens: gens, tagger: tagger, opts: opts,
		wake: make(chan struct{}, 1), rebuild: make(chan *rebuilding), built: make(chan *rebuilding),
		mend: make(chan *mending), changed: make(chan struct{}),
	}
}

// Wake says that the archive has something new.
func (x *Indexer) Wake() {
	select {
	case x.wake <- struct{}{}:
	default:
	}
}

// Watermark is the sequence number up to which everything can be searched.
func (x *Indexer) Watermark() uint64 {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.mark
}

// Wait returns when everything up to seq can be searched, or with the context's
// error.
func (x *Indexer) Wait(ctx context.Context, seq uint64) error {
	for {
		x.mu.Lock()
		mark, changed := x.mark, x.changed
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
	x.mu.Lock()
	defer x.mu.Unlock()
	if mark > x.mark {
		x.mark = mark
		close(x.changed)
		x.changed = make(chan struct{})
	}
}

// CatchUp brings the index up to the archive's end once. Where the index was
// made for another schema or tag version it is rebuilt. It must not be called
// while Run runs.
func (x *Indexer) CatchUp(ctx context.Context) error {
	if err := x.release(ctx); err != nil {
		return fmt.Errorf("indexer: %w", err)
	}
	if gen := x.gens.Current(); x.fits(gen) {
		return x.follow(ctx, gen, x.reached)
	}
	tag := x.tagger.Version()
	next, err := x.gens.Next(tag)
	if err != nil {
		return fmt.Errorf("indexer: begin a generation: %w", err)
	}
	return x.finish(ctx, next, tag)
}

// Run follows the archive until the context ends, and rebuilds where the index
// was made for another version, which the tagger may come to have at any time, or
// Rebuild asks for it. Errors are logged and tried again.
func (x *Indexer) Run(ctx context.Context) {
	ticker := time.NewTicker(x.opts.Poll)
	defer ticker.Stop()
	renewed, renewing := make(chan struct{}, 1), false
	for building := false; ctx.Err() == nil; {
		x.round(ctx)
		if !renewing && !x.fits(x.gens.Current()) {
			renewing = true
			go x.renew(ctx, renewed)
		}
		select {
		case <-ctx.Done():
		case <-x.wake:
			x.pause(ctx, x.opts.Gather)
		case <-ticker.C:
		case r := <-x.rebuild:
			building = x.begin(ctx, r, building)
		case r := <-x.built:
			building = false
			r.done <- x.end(ctx, r)
		case m := <-x.mend:
			m.done <- x.mendSome(ctx, m)
		case <-renewed:
			renewing = false
		}
	}
}

// renew rebuilds until it succeeds, and says so. The tagger may have become yet
// another meanwhile.
func (x *Indexer) renew(ctx context.Context, renewed chan<- struct{}) {
	defer func() { renewed <- struct{}{} }()
	x.opts.Logger.Info("index was made by another version; rebuilding beside it")
	for ctx.Err() == nil {
		err := x.Rebuild(ctx, nil)
		if err == nil {
			x.opts.Logger.Info("index rebuilt")
			return
		}
		if ctx.Err() == nil {
			x.opts.Logger.Error("rebuild stopped; trying again", "error", err)
		}
		x.pause(ctx, retryAfter)
	}
}

// begin starts a rebuild unless one is running, and reports whether one is.
func (x *Indexer) begin(ctx context.Context, r *rebuilding, building bool) bool {
	if building {
		r.done <- errBusy
		return true
	}
	go x.build(ctx, r)
	return true
}

// end lets a generation that was built serve.
func (x *Indexer) end(ctx context.Context, r *rebuilding) error {
	if r.err != nil {
		return r.err
	}
	return x.finish(ctx, r.gen, r.tag)
}

// round writes what is new to the generation that serves.
func (x *Indexer) round(ctx context.Context) {
	err := x.release(ctx)
	if err == nil {
		err = x.serve(ctx)
	}
	if err == nil || ctx.Err() != nil {
		return
	}
	x.opts.Logger.Error("indexing stopped; trying again", "error", err, "retry_after", retryAfter)
	x.pause(ctx, retryAfter)
}

// release lets what was held back until now be found. It is asked as often as the
// archive is, so that it is late by no more than Poll, also after a restart.
func (x *Indexer) release(ctx context.Context) error {
	holder, ok := x.archive.(Holder)
	if !ok {
		return nil
	}
	n, err := holder.Release(ctx)
	if n > 0 {
		x.opts.Logger.Info("embargoes ended", "articles", n)
	}
	return err
}

func (x *Indexer) pause(ctx context.Context, d time.Duration) {
	select {
	case <-time.After(d):
	case <-ctx.Done():
	}
}

// fits reports whether a generation was made for this schema and this tagger.
func (x *Indexer) fits(g Generation) bool { return g.Fits(schema.Version, x.tagger.Version()) }

// follow carries a generation to the archive's end.
func (x *Indexer) follow(ctx context.Context, gen Generation, progress func(uint64)) error {
	mark, err := gen.Watermark()
	if err != nil {
		return fmt.Errorf("indexer: read the watermark: %w", err)
	}
	progress(mark)
	f := follower{
		archive: x.archive, tag: x.tag, grouper: x.opts.Grouper, gen: gen, progress: progress,
		workers: x.opts.Workers, batch: x.opts.Batch,
	}
	if err := f.run(ctx, mark); err != nil {
		return fmt.Errorf("indexer: after %d: %w", mark, err)
	}
	return nil
}

// tag finds the entities and dates of an article. A tagger that panics on some
// text costs that article its tags, not the index its articles.
func (x *Indexer) tag(r *news.Record) (tags news.Tags) {
	defer func() {
		if p := recover(); p != nil {
			x.opts.Logger.Error("tagger failed", "id", r.ID, "panic", p)
			tags = news.Tags{}
		}
	}()
	return x.tagger.Tag(r)
}
