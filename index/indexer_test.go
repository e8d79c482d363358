package index

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index/news"
)

// station is an archive with an indexer that follows it.
type station struct {
	archive *memArchive
	gens    *memGenerations
	indexer *Indexer
	in      *Ingester
}

func newStation(t *testing.T, current *memGeneration) *station {
	t.Helper()
	s := &station{archive: newMemArchive()}
	s.gens = &memGenerations{current: current, make: func() *memGeneration { return newMemGeneration("v2") }}
	s.indexer = NewIndexer(s.archive, s.gens, memTagger("v2"), IndexerOptions{
		Workers: 4, Batch: 10, Gather: time.Millisecond, Poll: 5 * time.Millisecond,
	})
	s.in = NewIngester(context.Background(), s.archive, s.indexer)
	t.Cleanup(s.in.Close)
	return s
}

// run starts the indexer for the length of the test.
func (s *station) run(t *testing.T) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() { defer close(ended); s.indexer.Run(ctx) }()
	t.Cleanup(func() { cancel(); <-ended })
}

func (s *station) put(t *testing.T, n int, body string) {
	t.Helper()
	if _, err := s.in.Put(t.Context(), articles(n, body)); err != nil {
		t.Fatal(err)
	}
}

// settle waits until the index has what the archive has.
func (s *station) settle(t *testing.T) {
	t.Helper()
	last, _ := s.archive.Last(t.Context())
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	if err := s.indexer.Wait(ctx, last); err != nil {
		t.Fatal(err)
	}
	// All can be found; the last word of the watermark may follow by itself.
	for mark := uint64(0); mark < last; time.Sleep(time.Millisecond) {
		if mark, _ = s.gens.serving().Watermark(); ctx.Err() != nil {
			t.Fatalf("watermark %d, want %d", mark, last)
		}
	}
}

func (s *station) same(t *testing.T) {
	t.Helper()
	if diff := cmp.Diff(s.archive.texts(), s.gens.serving().holds()); diff != "" {
		t.Errorf("index (+) is not the archive (-):\n%s", diff)
	}
}

// rebuilt waits until another generation than this one serves.
func (s *station) rebuilt(t *testing.T, old *memGeneration) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); s.gens.serving() == old; time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("the index is not rebuilt")
		}
	}
}

func TestIndexerFollowsTheArchive(t *testing.T) {
	s := newStation(t, newMemGeneration("v2"))
	s.put(t, 95, "first")
	s.run(t)
	s.settle(t)
	s.same(t)
	s.put(t, 40, "second")
	if _, err := s.in.Delete(t.Context(), "a0007"); err != nil {
		t.Fatal(err)
	}
	s.settle(t)
	s.same(t)
}

func TestIndexerSeesWhatAnotherProcessStored(t *testing.T) {
	s := newStation(t, newMemGeneration("v2"))
	s.run(t)
	if _, err := s.archive.Put(t.Context(), articles(3, "from elsewhere")); err != nil {
		t.Fatal(err)
	}
	s.settle(t)
	s.same(t)
}

// TestFollowerNeverClaimsTooMuch lets batches end in any order while articles
// change, and checks after each write that everything below the watermark is in
// the index: a crash at that moment would lose nothing.
func TestFollowerNeverClaimsTooMuch(t *testing.T) {
	gen := newMemGeneration("v2")
	gen.jitter = 2 * time.Millisecond
	s := newStation(t, gen)
	gen.check = func(g *memGeneration) {
		records, _ := s.archive.Since(context.Background(), 0, 1<<30)
		for _, r := range records {
			if r.Seq <= g.mark && g.seqs[r.ID] != r.Seq {
				t.Errorf("watermark %d, but %s of %d is in the index as of %d", g.mark, r.ID, r.Seq, g.seqs[r.ID])
			}
		}
	}
	s.run(t)
	for i := range 40 {
		body := fmt.Sprint("text ", i)
		s.put(t, 1+rand.IntN(60), body)
		if rand.IntN(4) == 0 {
			_, _ = s.in.Delete(t.Context(), fmt.Sprintf("a%04d", rand.IntN(60)))
		}
	}
	s.settle(t)
	s.same(t)
	last, _ := s.archive.Last(t.Context())
	for range 1000 { // the last watermark follows the last articles
		if mark, _ := gen.Watermark(); mark == last {
			return
		}
		time.Sleep(time.Millisecond)
	}
	t.Errorf("the index does not end with the archive's watermark %d", last)
}

// movingTagger becomes another while it works.
type movingTagger struct{ version atomic.Value }

func (m *movingTagger) Version() string { return m.version.Load().(string) }

func (m *movingTagger) Changed(former string) string { return memTagger("").Changed(former) }

func (m *movingTagger) Tag(r *news.Record) news.Tags { return memTagger(m.Version()).Tag(r) }

func TestIndexerRebuildsWhenTheTaggerChanges(t *testing.T) {
	s := newStation(t, newMemGeneration("v2"))
	tagger := new(movingTagger)
	tagger.version.Store("v2")
	s.indexer.tagger = tagger
	s.gens.make = func() *memGeneration {
		g := newMemGeneration("")
		g.jitter = 2 * time.Millisecond
		return g
	}
	s.put(t, 30, "text")
	s.run(t)
	s.settle(t)
	tagger.version.Store("v3")
	s.put(t, 40, "more") // found while the rebuild runs
	s.settle(t)
	s.same(t)
	tagger.version.Store("v4")
	for end := time.Now().Add(10 * time.Second); s.gens.serving().tag != "v4"; time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("the index is not rebuilt")
		}
	}
	s.settle(t)
	s.same(t)
	if got := s.gens.serving().tagged["a0003"]; got != "v4" {
		t.Errorf("tagged by %q, want the last tagger", got)
	}
}

func TestIndexerRebuildsOnDemandWhileItServes(t *testing.T) {
	s := newStation(t, newMemGeneration("v2"))
	s.gens.make = func() *memGeneration {
		g := newMemGeneration("v2")
		g.jitter = 4 * time.Millisecond
		return g
	}
	s.put(t, 200, "text")
	s.run(t)
	s.settle(t)
	first := s.gens.serving()
	rebuilt := make(chan error)
	var reached uint64
	go func() { rebuilt <- s.indexer.Rebuild(t.Context(), func(seq uint64) { reached = seq }) }()
	for i := 0; ; i++ {
		s.put(t, 5, fmt.Sprint("while rebuilding ", i))
		s.settle(t)
		select {
		case err := <-rebuilt:
			if err != nil {
				t.Fatal(err)
			}
			s.same(t)
			if s.gens.serving() == first || reached < 200 {
				t.Errorf("not rebuilt: progress %d", reached)
			}
			return
		default:
		}
	}
}

func TestIndexerCatchesUpOnce(t *testing.T) {
	for _, version := range []string{"v1", "v2"} {
		s := newStation(t, newMemGeneration(version))
		s.put(t, 25, "text")
		if err := s.indexer.CatchUp(t.Context()); err != nil {
			t.Fatal(err)
		}
		s.same(t)
		if got := s.indexer.Watermark(); got != 25 {
			t.Errorf("made by %s: watermark %d, want 25", version, got)
		}
	}
}

// watching notes how an indexer stands whenever its rebuild comes on.
type watching struct {
	nobody
	indexer *Indexer
	seen    *[]Progress
}

func (w watching) Reached(context.Context, uint64) {
	if p := w.indexer.Standing().Rebuild; p != nil {
		*w.seen = append(*w.seen, *p)
	}
}

// Who waits for an index that is made anew can be told why, and how far it is.
func TestCatchingUpAnewIsToldOf(t *testing.T) {
	s := newStation(t, newMemGeneration("v1"))
	s.put(t, 25, "text")
	var seen []Progress
	s.indexer.opts.Rebuilds = watching{indexer: s.indexer, seen: &seen}
	if err := s.indexer.CatchUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	if len(seen) == 0 || seen[len(seen)-1] != (Progress{Why: "the tagger v1 changed", Reached: 25}) {
		t.Errorf("told of %+v", seen)
	}
	if p := s.indexer.Standing().Rebuild; p != nil {
		t.Errorf("at the end: %+v", p)
	}
}

func TestIndexerSurvivesATaggerThatPanics(t *testing.T) {
	s := newStation(t, newMemGeneration("v2"))
	s.put(t, 2, "panic")
	if err := s.indexer.CatchUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.same(t)
}

func TestIndexerReportsAWriteThatFails(t *testing.T) {
	gen := newMemGeneration("v2")
	gen.err = errors.New("disk on fire")
	s := newStation(t, gen)
	s.put(t, 100, "text")
	if err := s.indexer.CatchUp(t.Context()); !errors.Is(err, gen.err) {
		t.Errorf("got %v, want %v", err, gen.err)
	}
	if s.indexer.Watermark() != 0 {
		t.Errorf("watermark %d after nothing was written", s.indexer.Watermark())
	}
	gen.err = nil
	if err := s.indexer.CatchUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.same(t)
}

func TestWaitEndsWithItsContext(t *testing.T) {
	s := newStation(t, newMemGeneration("v2"))
	ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	if err := s.indexer.Wait(ctx, 1); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v, want the deadline", err)
	}
}
