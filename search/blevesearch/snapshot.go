package blevesearch

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sync"

	"github.com/blevesearch/bleve/v2/index/scorch"

	"github.com/dateline-search/dateline/index/alias"
	"github.com/dateline-search/dateline/index/schema"
	"github.com/dateline-search/dateline/search"
)

// generation is what is kept in memory for one index: the values of the facets,
// numbered once for all its segments, and the columns of each segment.
type generation struct {
	index  *scorch.Scorch
	values map[string]*dictionary // by Keyword field
	// periods are those of schema.Mentions.
	periods periods

	mu      sync.Mutex
	columns map[uint64]*building // by Bleve's id of the segment
	latest  *snapshot
	merged  *alias.Table // whose names unions numbers
	unions  unions
}

// building is the columns of one segment, or the work on them.
type building struct {
	ready   chan struct{}
	columns *columns
	err     error
}

// snapshot is one view of the index. It is shared by the searches that see the
// same one; each has a lease of its own.
type snapshot struct {
	raw      *scorch.IndexSnapshot
	gen      *generation
	segments []*segment
	live     int
	lengths  [3]float64 // average tokens of title, subtitle, body, where there are any

	mu     sync.Mutex
	shared map[uint64]struct{} // groups of near-duplicates; nil until asked for
	all    map[scaleKey][]int  // all articles by bucket; searches mostly span the same time
}

// lease is a snapshot for the time of one search.
type lease struct {
	*snapshot
	close func()
}

// open takes the present view of the index.
func (e *Engine) open(ctx context.Context) (*lease, error) {
	idx, release, err := e.acquire()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", search.ErrUnavailable, err)
	}
	raw, err := read(idx)
	if err != nil {
		release()
		return nil, fmt.Errorf("%w: %w", search.ErrUnavailable, err)
	}
	closeAll := func() {
		_ = raw.Close() // gives a reference back; there is nothing to lose
		release()
	}
	s, err := e.prepare(ctx, e.generation(idx), raw)
	if err != nil {
		closeAll()
		return nil, err
	}
	return &lease{snapshot: s, close: closeAll}, nil
}

// read opens Bleve's snapshot.
func read(idx *scorch.Scorch) (*scorch.IndexSnapshot, error) {
	reader, err := idx.Reader()
	if err != nil {
		return nil, err
	}
	raw, ok := reader.(*scorch.IndexSnapshot)
	if !ok || raw == nil {
		return nil, fmt.Errorf("reader of type %T", reader)
	}
	return raw, nil
}

// generation finds what is kept for an index. The one before the latest is kept
// too, for searches that began before a swap.
func (e *Engine) generation(index *scorch.Scorch) *generation {
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, g := range e.generations {
		if g.index == index {
			return g
		}
	}
	g := &generation{index: index, values: map[string]*dictionary{}, columns: map[uint64]*building{}}
	for _, f := range schema.Fields() {
		if f.Kind == schema.Keyword && f.Name != schema.URL {
			g.values[f.Name] = newDictionary()
		}
	}
	e.generations = append([]*generation{g}, e.generations[:min(1, len(e.generations))]...)
	return g
}

// prepare makes a snapshot ready, unless it is the same as the last.
func (e *Engine) prepare(ctx context.Context, g *generation, raw *scorch.IndexSnapshot) (*snapshot, error) {
	g.mu.Lock()
	if g.latest != nil && g.latest.raw == raw {
		defer g.mu.Unlock()
		return g.latest, nil
	}
	g.mu.Unlock()

	s := &snapshot{raw: raw, gen: g, segments: make([]*segment, len(raw.Segments()))}
	err := e.pool.each(ctx, e.opts.Workers, len(s.segments), func(_, i int) error {
		c, err := g.columnsOf(ctx, raw.Segments()[i])
		if err == nil {
			s.segments[i] = newSegment(raw.Segments()[i], c)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	// The largest are searched first: one that came last would keep a single worker
	// busy while the others wait.
	slices.SortStableFunc(s.segments, func(a, b *segment) int { return cmp.Compare(b.raw.FullSize(), a.raw.FullSize()) })
	s.sum()
	g.keep(s)
	return s, nil
}

// columnsOf makes the columns of a segment, or waits for who makes them.
func (g *generation) columnsOf(ctx context.Context, raw *scorch.SegmentSnapshot) (*columns, error) {
	g.mu.Lock()
	b, begun := g.columns[raw.Id()]
	if !begun {
		b = &building{ready: make(chan struct{})}
		g.columns[raw.Id()] = b
	}
	g.mu.Unlock()
	if !begun {
		g.build(raw, b)
		return b.columns, b.err
	}
	select {
	case <-b.ready:
		return b.columns, b.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// build makes columns for all who wait for them; what failed is forgotten, so
// that the next search tries again.
func (g *generation) build(raw *scorch.SegmentSnapshot, b *building) {
	defer close(b.ready)
	b.err = fmt.Errorf("%w: segment %d cannot be read", search.ErrUnavailable, raw.Id()) // where the reader panics
	defer func() {
		if b.err != nil {
			g.mu.Lock()
			delete(g.columns, raw.Id())
			g.mu.Unlock()
		}
	}()
	b.columns, b.err = readColumns(raw, g.values)
}

// keep remembers the snapshot, and drops the columns of segments that are gone.
// A search with an older view has its columns already.
func (g *generation) keep(s *snapshot) {
	there := make(map[uint64]bool, len(s.segments))
	for _, seg := range s.segments {
		there[seg.raw.Id()] = true
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	for id, b := range g.columns {
		if !there[id] && b.done() {
			delete(g.columns, id)
		}
	}
	g.latest = s
}

func (b *building) done() bool {
	select {
	case <-b.ready:
		return true
	default:
		return false
	}
}

// sum counts what statistics need.
func (s *snapshot) sum() {
	var tokens, texts [3]int
	for _, seg := range s.segments {
		s.live += int(seg.live.GetCardinality())
		for i := range tokens {
			n, of := seg.lengths(i)
			tokens[i] += n
			texts[i] += of
		}
	}
	for i := range tokens {
		s.lengths[i] = 1
		if texts[i] > 0 {
			s.lengths[i] = float64(tokens[i]) / float64(texts[i])
		}
	}
}
