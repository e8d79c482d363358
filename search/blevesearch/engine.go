package blevesearch

import (
	"context"
	"fmt"
	"runtime"
	"sync"

	"github.com/blevesearch/bleve/v2/index/scorch"

	"github.com/dateline-search/dateline/search"
)

// DefaultMaxTerms is how many words of the index one wildcard may stand for, and
// how many keywords one value. The most common two letters begin some thousand
// words; each costs a look into every segment.
const DefaultMaxTerms = 1024

// DefaultBatch is how many hits Walk holds at a time: some megabytes. Each batch
// goes over all matches once more, so that a million of them take a hundred
// rounds of some 10 ms.
const DefaultBatch = 10_000

// DefaultMaxReads is how often a search may read where a word stands in an
// article, for each of the workers: about a second of a core. The words of "the
// NEAR/5 of" count some 6,000,000 among a million articles.
const DefaultMaxReads = 4_000_000

// Options tunes an Engine; the zero value is good.
type Options struct {
	Workers  int // segments searched at a time, by all searches together; default: the cores
	MaxReads int // see DefaultMaxReads; for each of the workers
	MaxTerms int // words that one expression may stand for; default DefaultMaxTerms
	Batch    int // hits that Walk hands on at a time; default DefaultBatch
}

// Engine answers plans from the index that acquire lends. It is safe for use by
// many goroutines.
type Engine struct {
	acquire func() (*scorch.Scorch, func(), error)
	opts    Options
	pool    pool
	spare   sync.Pool // of *scratch
	closeTo *closeTo

	mu          sync.Mutex
	generations []*generation // the latest first
}

var _ search.Backend = (*Engine)(nil)

// New returns an Engine. The index that acquire lends stays open until the
// function that it gives beside is called.
func New(acquire func() (idx *scorch.Scorch, release func(), err error), opts Options) *Engine {
	if opts.Workers <= 0 {
		opts.Workers = runtime.GOMAXPROCS(0)
	}
	if opts.MaxTerms <= 0 {
		opts.MaxTerms = DefaultMaxTerms
	}
	if opts.Batch <= 0 {
		opts.Batch = DefaultBatch
	}
	if opts.MaxReads <= 0 {
		opts.MaxReads = DefaultMaxReads
	}
	return &Engine{acquire: acquire, opts: opts, pool: newPool(opts.Workers), closeTo: newCloseTo()}
}

// Count is the number of articles that can be found. It fails with
// search.ErrUnavailable.
func (e *Engine) Count(ctx context.Context) (int, error) {
	s, err := e.open(ctx)
	if err != nil {
		return 0, fmt.Errorf("blevesearch: count: %w", err)
	}
	defer s.close()
	return s.live, nil
}

// Find answers a plan from one consistent view of the index. It fails with the
// context's error, search.ErrTooCostly, search.ErrUnavailable, or with
// search.ErrBadRequest for a Pin that belongs to another query.
func (e *Engine) Find(ctx context.Context, p *search.Plan) (*search.Answer, error) {
	s, err := e.open(ctx)
	if err != nil {
		return nil, fmt.Errorf("blevesearch: find: %w", err)
	}
	defer s.close()
	f, err := e.begin(s, p)
	if err != nil {
		return nil, fmt.Errorf("blevesearch: find: %w", err)
	}
	answer, err := f.run(ctx)
	if err != nil {
		return nil, fmt.Errorf("blevesearch: find: %w", err)
	}
	f.end()
	return answer, nil
}
