package index

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/dateline-search/dateline/index/news"
)

// groupSize is how many articles one transaction holds at most. A transaction
// costs one fsync however many it holds; beyond a thousand the gain is small and
// readers of the archive begin to wait.
const groupSize = 1000

// Ingester takes articles in. It may be used from many goroutines: what they
// send at the same time shares one transaction, so that a fsync is paid once for
// all of them.
type Ingester struct {
	archive Archive
	indexer *Indexer
	jobs    chan *putJob
	quit    chan struct{}
	done    sync.WaitGroup
	once    sync.Once
	// first and last are the sequence numbers that were given to what this Ingester
	// stored; 0 for none yet.
	first, last atomic.Uint64
	now         func() time.Time
}

// putJob is one caller's articles on the way to the archive.
type putJob struct {
	articles []news.Article
	outcomes []Outcome
	err      error
	done     chan struct{}
}

// NewIngester starts an Ingester. Close ends it, the context does not: what was
// taken is committed. The indexer is told of what comes in; it may be nil where
// another process indexes.
func NewIngester(ctx context.Context, archive Archive, indexer *Indexer) *Ingester {
	g := &Ingester{archive: archive, indexer: indexer, jobs: make(chan *putJob), quit: make(chan struct{}), now: time.Now}
	g.done.Add(1)
	go g.commit(context.WithoutCancel(ctx))
	return g
}

// Close waits for what was taken to be committed. Articles sent later are
// refused with ErrClosed.
func (g *Ingester) Close() {
	g.once.Do(func() { close(g.quit) })
	g.done.Wait()
}

// Put normalises, checks and stores articles, and says for each what became of
// it, in their order. An article that is not well-formed is Rejected with its
// reason and does not hinder the others. An error means that none of them is
// known to be stored; it wraps ErrFull where the disk is full.
func (g *Ingester) Put(ctx context.Context, articles []news.Article) ([]Outcome, error) {
	outcomes := make([]Outcome, len(articles))
	var good []news.Article
	var at []int
	for i := range articles {
		a := articles[i]
		if err := g.ready(&a); err != nil {
			outcomes[i] = Outcome{ID: a.ID, Status: Rejected, Err: fmt.Errorf("%w: %w", ErrInvalid, err)}
			continue
		}
		good, at = append(good, a), append(at, i)
	}
	stored, err := g.store(ctx, good)
	if err != nil {
		return nil, err
	}
	for i, o := range stored {
		outcomes[at[i]] = o
	}
	return outcomes, nil
}

// ahead is how far behind the clock a date may lie that was found rather than
// declared: newsrooms far east are a day ahead.
const ahead = 24 * time.Hour

// ready brings an article into the form that is stored, with the date of
// publication that its address or text states where it declares none. Of one that its sender has
// canceled nothing but the id is needed, and nothing else kept.
func (g *Ingester) ready(a *news.Article) error {
	if a.Usage.Status != news.Canceled {
		a.Normalize()
		a.FindPublished(g.now().Add(ahead))
		return a.Validate()
	}
	if err := a.ValidateKill(); err != nil {
		return err
	}
	a.Normalize()
	*a = news.Article{ID: a.ID, Usage: a.Usage}
	return nil
}

// store commits well-formed articles in pieces that fit a transaction.
func (g *Ingester) store(ctx context.Context, articles []news.Article) ([]Outcome, error) {
	outcomes := make([]Outcome, 0, len(articles))
	for len(articles) > 0 {
		n := min(len(articles), groupSize)
		job := &putJob{articles: articles[:n], done: make(chan struct{})}
		if err := g.send(ctx, job); err != nil {
			return nil, err
		}
		outcomes = append(outcomes, job.outcomes...)
		articles = articles[n:]
	}
	return outcomes, nil
}

// send hands a job to the committer and waits for its end. A caller that gives
// up meanwhile learns nothing of its articles; they may still be stored.
func (g *Ingester) send(ctx context.Context, job *putJob) error {
	select {
	case g.jobs <- job:
	case <-ctx.Done():
		return ctx.Err()
	case <-g.quit:
		return fmt.Errorf("ingester: %w", ErrClosed)
	}
	select {
	case <-job.done:
		return job.err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// commit is the one goroutine that writes articles to the archive.
func (g *Ingester) commit(ctx context.Context) {
	defer g.done.Done()
	var held *putJob
	for {
		first := held
		if first == nil {
			select {
			case first = <-g.jobs:
			case <-g.quit:
				return
			}
		}
		var group []*putJob
		group, held = g.gather(first)
		g.put(ctx, group)
	}
}

// gather adds to first what is waiting already, as far as a transaction holds
// it. What was taken and does not fit is returned as the next group's first.
func (g *Ingester) gather(first *putJob) (group []*putJob, next *putJob) {
	group = []*putJob{first}
	for n := len(first.articles); n < groupSize; {
		select {
		case job := <-g.jobs:
			if n += len(job.articles); n > groupSize {
				return group, job
			}
			group = append(group, job)
		default:
			return group, nil
		}
	}
	return group, nil
}

// put stores a group in one transaction and answers its callers. It does not
// look at their contexts: one who gave up must not undo the others.
func (g *Ingester) put(ctx context.Context, group []*putJob) {
	articles := group[0].articles
	if len(group) > 1 {
		articles = nil
		for _, job := range group {
			articles = append(articles, job.articles...)
		}
	}
	outcomes, err := g.archive.Put(ctx, articles)
	g.note(outcomes)
	takenDown := slices.ContainsFunc(outcomes, func(o Outcome) bool { return o.Status == Deleted })
	for _, job := range group {
		if job.err = err; err == nil {
			job.outcomes, outcomes = outcomes[:len(job.articles)], outcomes[len(job.articles):]
		}
		close(job.done)
	}
	g.wake(takenDown)
}

// Delete leaves a tombstone in the article's place, which takes it out of every
// search. It fails with ErrNotFound or ErrGone.
func (g *Ingester) Delete(ctx context.Context, id string) (Outcome, error) {
	o, err := g.archive.Delete(ctx, id)
	if err == nil {
		g.wake(true)
	}
	return o, err
}

// Wait returns when everything up to seq can be searched.
func (g *Ingester) Wait(ctx context.Context, seq uint64) error {
	if g.indexer == nil {
		return fmt.Errorf("ingester: nothing is indexed by this process: %w", ErrClosed)
	}
	return g.indexer.Wait(ctx, seq)
}

func (g *Ingester) wake(takenDown bool) {
	switch {
	case g.indexer == nil:
	case takenDown:
		g.indexer.WakeAtOnce()
	default:
		g.indexer.Wake()
	}
}

// note remembers which sequence numbers were given. It is called by one goroutine.
func (g *Ingester) note(outcomes []Outcome) {
	for _, o := range outcomes {
		if o.Status == Unchanged || o.Status == Rejected {
			continue // it has the number of its last change, or none
		}
		if g.first.Load() == 0 {
			g.first.Store(o.Seq)
		}
		g.last.Store(max(g.last.Load(), o.Seq))
	}
}

// Lag is how much of what this Ingester stored cannot be found yet, in articles.
// What was not indexed before it does not count: a rebuild keeps nobody from
// sending.
func (g *Ingester) Lag() uint64 {
	last, first := g.last.Load(), g.first.Load()
	if g.indexer == nil || last == 0 {
		return 0
	}
	found := max(g.indexer.Watermark(), first-1)
	return last - min(found, last)
}
