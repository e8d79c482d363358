package index

import (
	"context"
	"fmt"
	"log/slog"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/trouble"
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
	// Rebuilds is told of rebuilds; nil tells nobody.
	Rebuilds Rebuilds
	Logger   *slog.Logger
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
	hurry   atomic.Bool      // something was taken down: nothing is to be gathered first
	rebuild chan *request    // asked for
	built   chan *rebuilding // ready to serve
	mend    chan *mending
	taken   uint64 // deletions up to here are out of a generation of another schema
	stopped *trouble.Trouble

	mu       sync.Mutex
	standing Standing
	changed  chan struct{} // closed, and made anew, when the watermark grows
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
	if opts.Rebuilds == nil {
		opts.Rebuilds = nobody{}
	}
	if opts.Logger == nil {
		opts.Logger = slog.New(slog.DiscardHandler)
	}
	return &Indexer{
		archive: archive, gens: gens, tagger: tagger, opts: opts,
		wake: make(chan struct{}, 1), rebuild: make(chan *request), built: make(chan *rebuilding),
		mend: make(chan *mending), changed: make(chan struct{}),
		stopped: trouble.New(opts.Logger, nil, "indexing stopped; trying again", "indexing goes on"),
	}
}

// Wake says that the archive has something new.
func (x *Indexer) Wake() {
	select {
	case x.wake <- struct{}{}:
	default:
	}
}

// WakeAtOnce says that something was taken down, which is not to be found any
// longer.
func (x *Indexer) WakeAtOnce() {
	x.hurry.Store(true)
	x.Wake()
}

// CatchUp brings the index up to the archive's end once. Where the index was
// made for another schema or tag version it is rebuilt. It must not be called
// while Run runs.
func (x *Indexer) CatchUp(ctx context.Context) error {
	if err := x.release(ctx); err != nil {
		return fmt.Errorf("indexer: %w", err)
	}
	if gen := x.gens.Current(); x.outdated(gen) == "" {
		return x.follow(ctx, gen, x.reached)
	}
	return x.catchUpAnew(ctx)
}

// catchUpAnew makes the index anew.
func (x *Indexer) catchUpAnew(ctx context.Context) (err error) {
	why := x.outdated(x.gens.Current())
	x.note(func(s *Standing) { s.Rebuild = &Progress{Why: why} })
	x.opts.Rebuilds.Begin(ctx, why)
	defer func() {
		x.note(func(s *Standing) { s.Rebuild = nil })
		x.opts.Rebuilds.End(ctx, err)
	}()
	next, err := x.gens.Next(x.tagger.Version())
	if err != nil {
		return fmt.Errorf("indexer: begin a generation: %w", err)
	}
	return x.finish(ctx, next, func(seq uint64) { x.rebuilt(ctx, why, seq) })
}

// Run follows the archive until the context ends, and rebuilds where the index
// was made for other versions than these, which the tagger may change at any time,
// or Rebuild asks for it. Errors are logged and tried again.
func (x *Indexer) Run(ctx context.Context) {
	ticker := time.NewTicker(x.opts.Poll)
	defer ticker.Stop()
	defer func() { x.opts.Rebuilds.End(ctx, ctx.Err()) }() // the one that is interrupted
	renewed, renewing := make(chan struct{}, 1), false
	for running := (*rebuilding)(nil); ctx.Err() == nil; {
		x.round(ctx)
		if !renewing && x.outdated(x.gens.Current()) != "" {
			renewing = true
			go x.renew(ctx, renewed)
		}
		select {
		case <-ctx.Done():
		case <-x.wake:
			if !x.hurry.Swap(false) {
				x.pause(ctx, x.opts.Gather)
			}
		case <-ticker.C:
		case q := <-x.rebuild:
			running = x.begin(ctx, q, running)
		case r := <-x.built:
			running = nil
			x.end(ctx, r)
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
	stopped := trouble.New(x.opts.Logger, nil, "rebuild stopped; trying again", "")
	for said := ""; ctx.Err() == nil; {
		why := x.outdated(x.gens.Current())
		if why != said {
			x.opts.Logger.Info("rebuilding the index beside the one that serves", "why", why)
			said = why
		}
		err := x.ask(ctx, &request{why: why, progress: func(uint64) {}})
		if err == nil {
			x.opts.Logger.Info("index rebuilt")
			return
		}
		stopped.Note(ctx, err)
		x.pause(ctx, retryAfter)
	}
}

// round writes what is new to the generation that serves.
func (x *Indexer) round(ctx context.Context) {
	err := x.release(ctx)
	if err == nil {
		err = x.serve(ctx)
	}
	if x.stopped.Note(ctx, err); err == nil || ctx.Err() != nil {
		return
	}
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

// follow carries a generation to the archive's end.
func (x *Indexer) follow(ctx context.Context, gen Generation, progress func(uint64)) error {
	mark, err := gen.Watermark()
	if err != nil {
		return fmt.Errorf("indexer: read the watermark: %w", err)
	}
	progress(mark)
	f := follower{
		archive: x.archive, tag: x.tag, grouper: x.opts.Grouper, gen: gen, progress: progress,
		workers: x.opts.Workers, batch: x.opts.Batch, burials: burialsOf(x.archive, x.opts.Batch),
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
