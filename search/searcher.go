package search

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/dateline-search/dateline/index/alias"
	"github.com/dateline-search/dateline/index/news"
)

// DefaultTimeout is how long a search may take. People wait this long at most,
// and a machine must not be busy for nobody.
const DefaultTimeout = 5 * time.Second

// Articles gives the texts that hits are shown with.
type Articles interface {
	// GetMany returns the live articles among ids, in their order.
	GetMany(ctx context.Context, ids []string) ([]news.Record, error)
}

// Names tells which names of entities people have merged.
type Names interface {
	Merges(ctx context.Context) (*alias.Table, error)
}

// Options makes a Searcher. Backend, Articles and Key are needed.
type Options struct {
	Backend  Backend
	Articles Articles
	Names    Names  // nil has nothing merged
	Known    Known  // nil knows no other names
	Groups   Groups // nil: nothing is known of near-duplicates
	Tagger   Tagger // nil: entities are marked by their names alone
	// Key signs cursors, so that none can be forged; at least 16 random bytes,
	// the same after a restart.
	Key     []byte
	Timeout time.Duration // 0 is DefaultTimeout
	Now     func() time.Time
	// Lacking says in a sentence what cannot be found yet, for the notes of every
	// result; empty where nothing is lacking. Nil is never.
	Lacking func() string
}

// Searcher answers requests. It is safe for use by many goroutines.
type Searcher struct {
	backend  Backend
	articles Articles
	names    Names
	known    Known
	groups   Groups
	tagger   Tagger
	cursors  cursors
	timeout  time.Duration
	now      func() time.Time
	lacking  func() string
}

// New returns a Searcher.
func New(o Options) *Searcher {
	if o.Timeout <= 0 {
		o.Timeout = DefaultTimeout
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Lacking == nil {
		o.Lacking = func() string { return "" }
	}
	return &Searcher{
		backend: o.Backend, articles: o.Articles, names: o.Names, known: o.Known, groups: o.Groups, tagger: o.Tagger,
		cursors: cursors{key: o.Key}, timeout: o.Timeout, now: o.Now, lacking: o.Lacking,
	}
}

// Count is the number of articles that can be found.
func (s *Searcher) Count(ctx context.Context) (int, error) { return s.backend.Count(ctx) }

// Search answers a request. Its errors are a *query.SyntaxError or wrap
// ErrBadRequest, ErrTooCostly, ErrUnavailable or ErrTimeout; those of the archive are
// passed on.
func (s *Searcher) Search(ctx context.Context, r Request) (*Result, error) {
	began := time.Now()
	ctx, cancel := context.WithTimeout(ctx, s.timeout)
	defer cancel()
	j, err := s.read(ctx, r)
	if err != nil {
		return nil, err
	}
	answer, err := s.find(ctx, j)
	if err != nil {
		return nil, s.explain(ctx, err)
	}
	result, err := s.present(ctx, j, answer)
	if err != nil {
		return nil, s.explain(ctx, err)
	}
	if answer.Total == 0 || j.least > 0 {
		if result.DidYouMean, err = s.respell(ctx, j); err != nil {
			return nil, s.explain(ctx, err)
		}
	}
	result.TookMS = float64(time.Since(began).Microseconds()) / 1000
	return result, nil
}

// explain gives a search that ran out of time its meaning.
func (s *Searcher) explain(ctx context.Context, err error) error {
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return fmt.Errorf("%w: the search took longer than %v; ask for less, or for rarer words", ErrTimeout, s.timeout)
	}
	return err
}
