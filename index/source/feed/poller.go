package feed

import (
	"context"
	"errors"
	"log/slog"
	"math/bits"
	"net/url"
	"sync"
	"time"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/intake"
	"github.com/dateline-search/dateline/index/source/fetch"
	"github.com/dateline-search/dateline/index/trouble"
)

// tick is how often a Poller looks whether a feed is due. A feed is polled every
// few minutes at most, so that seconds do not matter; a person who has added one
// waits for it.
const tick = 2 * time.Second

// Store keeps the feeds.
type Store interface {
	// Feeds lists them.
	Feeds(ctx context.Context) ([]intake.Feed, error)
	// Said is what SaveFeed has kept of what a feed said; nil for nothing.
	Said(ctx context.Context, id string) ([]byte, error)
	// SaveFeed keeps how polling one went, and what it said where that is not nil.
	// It fails with intake.ErrNoFeed where it was removed meanwhile, and with
	// intake.ErrPolledTwice where another feed has its new address.
	SaveFeed(ctx context.Context, f intake.Feed, said []byte) error
}

// Ingester takes articles in.
type Ingester interface {
	Load(ctx context.Context, src index.Source, watch index.Watch) (index.Report, error)
}

// Fetcher gets what is at an address.
type Fetcher interface {
	Get(ctx context.Context, r fetch.Request) (*fetch.Response, error)
}

// Options is what a Poller is made of. Store, Ingester and Fetcher are needed.
type Options struct {
	Store    Store
	Ingester Ingester
	Fetcher  Fetcher
	Pages    Pages            // nil takes all text from the feeds
	Articles Articles         // needed with Pages, and to pass over what was deleted
	Workers  int              // feeds that are polled at a time; 0 is 4
	Now      func() time.Time // nil is time.Now
	Random   func() float64   // 0 to 1, so that feeds spread over time; nil is none
	Logger   *slog.Logger     // nil logs nothing
}

// Poller polls feeds. It is safe for use by many goroutines.
type Poller struct {
	options Options
	places  chan struct{} // as many as feeds may be polled at a time

	mu      sync.Mutex
	busy    map[string]bool    // hosts that are being asked
	unsaved map[string]outcome // of polls that the Store could not keep yet, by feed
	unseen  *trouble.Trouble   // looking for feeds that are due
	unkept  *trouble.Trouble   // keeping how feeds were polled
	done    sync.WaitGroup
}

// New returns a Poller that does nothing yet.
func New(o Options) *Poller {
	if o.Workers == 0 {
		o.Workers = 4
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Random == nil {
		o.Random = func() float64 { return 0.5 }
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	return &Poller{
		options: o, places: make(chan struct{}, o.Workers), busy: map[string]bool{}, unsaved: map[string]outcome{},
		unseen: trouble.New(o.Logger, o.Now, "cannot look for feeds that are due", "feeds that are due are found again"),
		unkept: trouble.New(o.Logger, o.Now, "cannot keep how feeds are polled", "how feeds are polled is kept again"),
	}
}

// Run polls until ctx is done, and waits for the polls that are under way then.
func (p *Poller) Run(ctx context.Context) {
	defer p.done.Wait()
	ticker := time.NewTicker(tick)
	defer ticker.Stop()
	for {
		p.unseen.Note(ctx, p.Start(ctx))
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

// Start begins to poll the feeds that are due, one of each host and as many as
// there are places; the others are due still. Wait waits for them.
func (p *Poller) Start(ctx context.Context) error {
	p.saveAgain(ctx)
	feeds, err := p.options.Store.Feeds(ctx)
	if err != nil {
		return err
	}
	now := p.options.Now()
	for _, f := range p.Known(feeds) {
		if f.Stopped || f.Next.After(now) || !p.take(f) {
			continue
		}
		p.done.Add(1)
		go func() {
			defer p.done.Done()
			defer p.release(f)
			_, err := p.Poll(ctx, f)
			p.unkept.Note(ctx, err, "feed", f.URL)
		}()
	}
	return nil
}

// Wait waits for the polls that Start began.
func (p *Poller) Wait() { p.done.Wait() }

// take gets a place for a feed, and its host for it alone.
func (p *Poller) take(f intake.Feed) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.busy[hostOf(f)] {
		return false
	}
	select {
	case p.places <- struct{}{}:
		p.busy[hostOf(f)] = true
		return true
	default:
		return false
	}
}

func (p *Poller) release(f intake.Feed) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.busy, hostOf(f))
	<-p.places
}

func hostOf(f intake.Feed) string {
	u, err := url.Parse(f.URL)
	if err != nil {
		return f.URL
	}
	return u.Host
}

// Poll polls one feed now and keeps how it went, which it returns. An error says
// that it could not be kept; what is wrong with the feed is in its state. A feed
// that was removed meanwhile is no error.
func (p *Poller) Poll(ctx context.Context, f intake.Feed) (intake.Feed, error) {
	before := f
	result := p.ask(ctx, &f)
	if ctx.Err() != nil {
		return f, ctx.Err() // it is due still
	}
	p.schedule(&f, result)
	p.tell(ctx, before, f)
	err := p.options.Store.SaveFeed(ctx, f, result.said)
	if errors.Is(err, intake.ErrPolledTwice) {
		f = stoppedAsTwice(f, before)
		err = p.options.Store.SaveFeed(ctx, f, result.said)
	}
	if errors.Is(err, intake.ErrNoFeed) {
		err = nil
	}
	p.note(outcome{f, result.said}, err)
	return f, err
}

// tell says that a feed fails when it begins to and after 2, 4, 8 … polls, or for
// another reason; and that it does no longer.
func (p *Poller) tell(ctx context.Context, before, f intake.Feed) {
	log := p.options.Logger
	switch {
	case f.Error == "" && before.Error != "":
		log.InfoContext(ctx, "feed is read again", "feed", f.URL, "failures", before.Failures)
	case f.Error != "" && (f.Error != before.Error || bits.OnesCount(uint(f.Failures)) == 1):
		log.WarnContext(ctx, "feed failed", "feed", f.URL, "error", f.Error, "failures", f.Failures)
	}
}

// stoppedAsTwice is a feed that has moved to the address of another one, which is
// polled anyway: it stays where it was, and is polled no more.
func stoppedAsTwice(f, before intake.Feed) intake.Feed {
	f.Error = "moved to " + f.URL + ", where another feed is polled already"
	f.URL, f.Moved, f.Stopped = before.URL, before.Moved, true
	return f
}
