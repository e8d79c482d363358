package alert

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"net/http"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/alert"
	"github.com/dateline-search/dateline/index/alias"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/trouble"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/search/percolate"
	"github.com/dateline-search/dateline/web/locale"
)

// Options is what a Runner is made of. All but Mailer, MailEvery, Allowed, Logger,
// Now and Base is needed.
type Options struct {
	Searches   Searches
	Deliveries Deliveries
	Matches    Matches
	Mails      Mails
	Progress   Progress
	Articles   Articles
	Tagger     index.Tagger
	// Prepare makes the plan of a request.
	Prepare func(context.Context, search.Request) (*search.Plan, error)
	// Mailer sends mails; nil sends none, and no search can have an address then.
	Mailer Mailer
	// MailEvery is how long a search gathers matches after a mail before it sends
	// the next.
	MailEvery time.Duration
	// Allowed are networks of one's own that webhooks may be in.
	Allowed []netip.Prefix
	// Language is that of mails; nil is English.
	Language *locale.Language
	Base     string // the address of this server, for links in messages; empty leaves them out
	Logger   *slog.Logger
	Now      func() time.Time
}

const (
	// every is how often the archive is looked at: a message is a second late at
	// most.
	every = time.Second
	// reloadEvery takes up what "last:7d" means by now, and names merged meanwhile.
	reloadEvery = time.Minute
	// batch is how many articles are laid against the searches at a time.
	batch = 200
	// senders is how many messages are under way at a time: receivers that hang
	// hold up others only when there are more of them.
	senders = 64
)

// Runner matches and sends. It is safe for use by many goroutines.
type Runner struct {
	options Options
	client  *http.Client
	stale   atomic.Bool // the searches have changed

	percolator *percolate.Percolator // of run alone
	known      map[string]alert.Search
	loaded     time.Time

	mu      sync.Mutex
	sending map[string]bool // deliveries and mails under way
	seats   chan struct{}
	posts   chan struct{} // seats of mails
	more    atomic.Bool   // whether deliveries wait for a seat
	wake    chan struct{} // there are seats for them
	notes   notes

	late, unnoted *trouble.Trouble
	unreadable    map[string]string // why a search is left out, by its id: said once
}

// New returns a Runner, which does nothing before Run.
func New(o Options) *Runner {
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Language == nil {
		words, err := locale.Load()
		if err != nil {
			panic(err) // they are part of the program
		}
		o.Language = words.All()[0]
	}
	r := &Runner{
		options: o, client: newClient(o.Allowed), sending: map[string]bool{},
		seats: make(chan struct{}, senders), posts: make(chan struct{}, mailers), wake: make(chan struct{}, 1), unreadable: map[string]string{},
		late:    trouble.New(o.Logger, o.Now, "alerts are late", "alerts are on time again"),
		unnoted: trouble.New(o.Logger, o.Now, "cannot note what became of alerts", "what became of alerts is noted again"),
	}
	r.stale.Store(true)
	return r
}

// Run matches and sends until the context ends.
func (r *Runner) Run(ctx context.Context) {
	var sent sync.WaitGroup
	defer sent.Wait()
	if err := r.options.Progress.ResumeDeliveries(ctx, r.options.Now()); err != nil && ctx.Err() == nil {
		r.options.Logger.ErrorContext(ctx, "alerts that were under way are late", "error", err)
	}
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for {
		r.late.Note(ctx, r.Step(ctx, &sent))
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		case <-r.wake:
		}
	}
}

// Step matches what came in and begins to send what is due; sent waits for that.
func (r *Runner) Step(ctx context.Context, sent *sync.WaitGroup) error {
	return errors.Join(r.match(ctx), r.send(ctx, sent), r.sendMails(ctx, sent))
}

// match lays new articles against the searches, and keeps what is to be sent.
func (r *Runner) match(ctx context.Context) error {
	if err := r.load(ctx); err != nil {
		return err
	}
	last, err := r.options.Articles.Last(ctx)
	if err != nil {
		return err
	}
	done, err := r.options.Progress.Percolated(ctx)
	if err != nil || done >= last {
		return err
	}
	if len(r.known) == 0 { // nobody wants to know
		return r.options.Matches.PutMatches(ctx, nil, nil, last)
	}
	for done < last {
		records, err := r.options.Articles.Since(ctx, done, batch)
		if err != nil || len(records) == 0 {
			return err
		}
		from := done
		done = records[len(records)-1].Seq
		matches, deliveries := r.matches(records, from)
		if err := r.options.Matches.PutMatches(ctx, matches, deliveries, done); err != nil {
			return err
		}
	}
	return nil
}

// matches lists what some articles match, and what is to be sent of it; those that
// changed up to a sequence number are left out: nothing but their near-duplicates
// is new.
func (r *Runner) matches(records []news.Record, done uint64) (matches []alert.Match, deliveries []alert.Delivery) {
	now := r.options.Now().UTC()
	for i := range records {
		changed := records[i].OwnSeq
		if changed == 0 {
			changed = records[i].Seq
		}
		if records[i].Deleted || records[i].Usage.HeldAt(now) || changed <= done {
			continue
		}
		doc := index.Document{Record: records[i], Tags: r.options.Tagger.Tag(&records[i])}
		for _, id := range r.percolator.Match(&doc) {
			s := r.known[id]
			if changed <= s.Since {
				continue
			}
			matches = append(matches, alert.Match{
				Search: id, Article: doc.ID, Version: doc.Version, Made: now, Mail: s.Email != "" && r.options.Mailer != nil,
			})
			if s.Webhook != "" {
				deliveries = append(deliveries, alert.Delivery{
					ID: rand.Text(), Search: id, Article: doc.ID, Version: doc.Version, Due: now, Made: now,
				})
			}
		}
	}
	return matches, deliveries
}

// load reads the searches where they have changed.
func (r *Runner) load(ctx context.Context) error {
	now := r.options.Now()
	if !r.stale.Swap(false) && now.Sub(r.loaded) < reloadEvery {
		return nil
	}
	list, err := r.options.Searches.Searches(ctx)
	if err != nil {
		r.stale.Store(true)
		return err
	}
	r.percolator, r.known, r.loaded = percolate.New(), map[string]alert.Search{}, now
	var names *alias.Table
	former := r.unreadable
	r.unreadable = map[string]string{}
	for _, s := range list {
		plan, err := r.plan(ctx, s.Params)
		if err != nil { // it was right when it was saved, with another version of the program
			if r.unreadable[s.ID] = err.Error(); former[s.ID] != err.Error() {
				r.options.Logger.WarnContext(ctx, "a saved search cannot be read any more", "search", s.ID, "error", err)
			}
			continue
		}
		if names == nil {
			names = plan.Aliases
		}
		plan.Aliases = names // one table for all
		r.known[s.ID] = s
		r.percolator.Add(s.ID, plan)
	}
	return nil
}
