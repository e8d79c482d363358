package index

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/schema"
)

var (
	_ Archive     = (*memArchive)(nil)
	_ Generation  = (*memGeneration)(nil)
	_ Generations = (*memGenerations)(nil)
	_ Tagger      = memTagger("")
)

// memArchive is an archive that keeps the newest text of each article.
type memArchive struct {
	mu      sync.Mutex
	seq     uint64
	records map[string]news.Record
	puts    int           // transactions
	slow    time.Duration // a transaction's length
	err     error         // what Put answers
}

func newMemArchive() *memArchive { return &memArchive{records: map[string]news.Record{}} }

// fail makes every Put from now on answer with err; one may be under way.
func (m *memArchive) fail(err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.err = err
}

func (m *memArchive) Put(_ context.Context, articles []news.Article) ([]Outcome, error) {
	time.Sleep(m.slow)
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.puts++; m.err != nil {
		return nil, m.err
	}
	var outcomes []Outcome
	for _, a := range articles {
		old, known := m.records[a.ID]
		status := Created
		switch {
		case known && old.Body == a.Body:
			outcomes = append(outcomes, Outcome{ID: a.ID, Status: Unchanged, Seq: old.Seq, Version: old.Version})
			continue
		case known:
			status = Updated
		}
		m.seq++
		m.records[a.ID] = news.Record{Article: a, Seq: m.seq, Version: old.Version + 1}
		outcomes = append(outcomes, Outcome{ID: a.ID, Status: status, Seq: m.seq, Version: old.Version + 1})
	}
	return outcomes, nil
}

func (m *memArchive) Delete(_ context.Context, id string) (Outcome, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	r, known := m.records[id]
	if !known {
		return Outcome{}, ErrNotFound
	}
	m.seq++
	m.records[id] = news.Record{Article: news.Article{ID: id}, Seq: m.seq, Version: r.Version, Deleted: true}
	return Outcome{ID: id, Status: Deleted, Seq: m.seq}, nil
}

func (m *memArchive) Since(_ context.Context, seq uint64, limit int) ([]news.Record, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var later []news.Record
	for _, r := range m.records {
		if r.Seq > seq {
			later = append(later, r)
		}
	}
	slices.SortFunc(later, func(a, b news.Record) int { return int(a.Seq) - int(b.Seq) })
	return later[:min(limit, len(later))], nil
}

func (m *memArchive) Buried(ctx context.Context, seq uint64, limit int) ([]news.Record, error) {
	records, err := m.Since(ctx, seq, 1<<30)
	records = slices.DeleteFunc(records, func(r news.Record) bool { return !r.Deleted })
	return records[:min(limit, len(records))], err
}

func (m *memArchive) Last(context.Context) (uint64, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.seq, nil
}

// texts is what a complete index holds: the body by id.
func (m *memArchive) texts() map[string]string {
	m.mu.Lock()
	defer m.mu.Unlock()
	texts := map[string]string{}
	for id, r := range m.records {
		if !r.Deleted {
			texts[id] = r.Body
		}
	}
	return texts
}

// memGeneration is an index that takes a while to write, so that batches end in
// any order.
type memGeneration struct {
	mu     sync.Mutex
	mark   uint64
	texts  map[string]string
	seqs   map[string]uint64
	tagged map[string]string

	versions map[string]int

	tag    string
	schema int
	jitter time.Duration
	gate   chan struct{} // nil, or what a write waits for
	err    error
	check  func(*memGeneration) // called after every write, locked
}

func newMemGeneration(tag string) *memGeneration {
	return &memGeneration{
		texts: map[string]string{}, seqs: map[string]uint64{}, versions: map[string]int{}, tagged: map[string]string{},
		tag: tag, schema: schema.Version,
	}
}

func (g *memGeneration) Watermark() (uint64, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.mark, nil
}

func (g *memGeneration) Write(_ context.Context, docs []Document, mark uint64) error {
	if g.gate != nil {
		<-g.gate
	}
	if g.jitter > 0 {
		time.Sleep(rand.N(g.jitter))
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.err != nil {
		return g.err
	}
	for _, d := range docs {
		g.put(d)
	}
	g.mark = mark
	if g.check != nil {
		g.check(g)
	}
	return nil
}

func (g *memGeneration) put(d Document) {
	g.seqs[d.ID], g.versions[d.ID] = d.Seq, d.Version
	if d.Deleted {
		delete(g.texts, d.ID)
		return
	}
	g.texts[d.ID] = d.Body
	if len(d.Tags.Entities) > 0 {
		g.tagged[d.ID] = d.Tags.Entities[0].Name
	}
}

func (g *memGeneration) Made() Versions { return Versions{Schema: g.schema, Tag: g.tag} }

func (g *memGeneration) Entries(_ context.Context, do func(Entry) error) (uint64, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for id := range g.texts {
		if err := do(Entry{ID: id, State: State{Seq: g.seqs[id], Version: g.versions[id]}}); err != nil {
			return 0, err
		}
	}
	return g.mark, nil
}

func (g *memGeneration) holds() map[string]string {
	g.mu.Lock()
	defer g.mu.Unlock()
	return maps.Clone(g.texts)
}

// memGenerations is a line of memGenerations.
type memGenerations struct {
	mu            sync.Mutex
	current, next *memGeneration
	make          func() *memGeneration
	swaps         int
}

func (g *memGenerations) Current() Generation {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.current
}

func (g *memGenerations) Next(tag string) (Generation, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.next = g.make()
	g.next.tag = tag
	return g.next, nil
}

func (g *memGenerations) Swap() error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.next == nil {
		return errors.New("nothing to swap")
	}
	g.current, g.next = g.next, nil
	g.swaps++
	return nil
}

func (g *memGenerations) serving() *memGeneration {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.current
}

// memTagger names its version as the one entity of every article, and panics on
// a text that says so.
type memTagger string

func (t memTagger) Version() string { return string(t) }

func (t memTagger) Changed(former string) string { return "the tagger " + former }

func (t memTagger) Tag(a *news.Record) news.Tags {
	if strings.Contains(a.Body, "panic") {
		panic("text that the tagger cannot bear")
	}
	return news.Tags{Entities: []news.Entity{{Type: news.Org, Name: string(t)}}}
}

func article(id, body string) news.Article {
	return news.Article{ID: id, Title: "Title of " + id, Body: body}
}

func articles(n int, body string) []news.Article {
	all := make([]news.Article, n)
	for i := range all {
		all[i] = article(fmt.Sprintf("a%04d", i), body)
	}
	return all
}
