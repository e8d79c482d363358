package index

import (
	"context"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/dateline-search/dateline/index/news"
)

// compare fails the test where archive and index cannot be compared.
func (s *station) compare(t *testing.T) *Comparison {
	t.Helper()
	c, err := s.indexer.Compare(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// tamper changes the index behind the Indexer's back: a0003 is lost, a0005 stands
// in an older version, a0007, which was deleted, and ghost are there.
func (s *station) tamper(t *testing.T) []Difference {
	t.Helper()
	gen := s.gens.serving()
	gen.mu.Lock()
	defer gen.mu.Unlock()
	delete(gen.texts, "a0003")
	gen.texts["a0005"], gen.seqs["a0005"], gen.versions["a0005"] = "first", 6, 1
	gen.texts["a0007"], gen.seqs["a0007"], gen.versions["a0007"] = "first", 8, 1
	gen.texts["ghost"], gen.seqs["ghost"], gen.versions["ghost"] = "of nobody", 17, 4
	return []Difference{
		{ID: "a0003", Kind: Missing, Archive: State{Seq: 4, Version: 1}},
		{ID: "a0005", Kind: Stale, Archive: State{Seq: 96, Version: 2}, Index: State{Seq: 6, Version: 1}},
		{ID: "a0007", Kind: Superfluous, Index: State{Seq: 8, Version: 1}},
		{ID: "ghost", Kind: Superfluous, Index: State{Seq: 17, Version: 4}},
	}
}

// filled is a station that follows 95 articles, of which one has changed and one
// was deleted.
func filled(t *testing.T) *station {
	t.Helper()
	s := newStation(t, newMemGeneration("v2"))
	s.put(t, 95, "first")
	if _, err := s.in.Put(t.Context(), []news.Article{article("a0005", "second")}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.in.Delete(t.Context(), "a0007"); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestCompareFindsJustWhatDiffers(t *testing.T) {
	s := filled(t)
	s.run(t)
	s.settle(t)
	if c := s.compare(t); !c.Same() || c.Articles != 94 || c.Pending != 0 {
		t.Errorf("an index that is as it should be: %+v", c)
	}
	want := s.tamper(t)
	c := s.compare(t)
	if diff := cmp.Diff(want, c.Differences); diff != "" || c.Articles != 92 || c.Same() {
		t.Errorf("%d articles as they should be, want 92 (-want +got):\n%s", c.Articles, diff)
	}
}

// TestMendWritesJustWhatDiffers sees every document that is written.
func TestMendWritesJustWhatDiffers(t *testing.T) {
	s := filled(t)
	s.run(t)
	s.settle(t)
	s.tamper(t)
	c := s.compare(t)
	gen := s.gens.serving()
	before := map[string]uint64{}
	gen.mu.Lock()
	for id := range gen.seqs {
		before[id], gen.seqs[id] = gen.seqs[id], 0 // what is written has a number again
	}
	gen.mu.Unlock()
	if err := s.indexer.Mend(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	s.same(t)
	gen.mu.Lock()
	var written []string
	for id, seq := range gen.seqs {
		if seq != 0 {
			written = append(written, id)
		}
		gen.seqs[id] = max(seq, before[id])
	}
	gen.mu.Unlock()
	// Tombstones have no number.
	if diff := cmp.Diff([]string{"a0003", "a0005"}, written, cmpopts.SortSlices(func(a, b string) bool { return a < b })); diff != "" {
		t.Errorf("written (-want +got):\n%s", diff)
	}
	if c := s.compare(t); len(c.Differences) > 0 || s.gens.swaps > 0 {
		t.Errorf("after mending: %+v, %d rebuilds", c, s.gens.swaps)
	}
}

func TestMendFillsAnEmptyIndex(t *testing.T) {
	s := filled(t)
	s.run(t)
	s.settle(t)
	gen := s.gens.serving()
	gen.mu.Lock()
	clear(gen.texts)
	gen.mu.Unlock()
	c := s.compare(t)
	if len(c.Differences) != 94 {
		t.Fatalf("%d differences, want 94", len(c.Differences))
	}
	if err := s.indexer.Mend(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	s.same(t)
}

// What has changed since is the Indexer's business: neither does a comparison
// call it different, nor does mending bring back what was there before.
func TestMendLeavesWhatHasChangedSince(t *testing.T) {
	s := filled(t)
	if err := s.indexer.CatchUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.tamper(t)
	stale := s.compare(t)
	for _, a := range []news.Article{article("a0003", "third"), article("a0007", "back"), article("ghost", "come true")} {
		if _, err := s.archive.Put(t.Context(), []news.Article{a}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.archive.Delete(t.Context(), "a0005"); err != nil {
		t.Fatal(err)
	}
	if c := s.compare(t); len(c.Differences) > 0 || c.Pending != 4 {
		t.Errorf("what the Indexer is on its way to differs: %+v", c)
	}
	s.run(t)
	s.settle(t)
	s.same(t)
	if err := s.indexer.Mend(t.Context(), stale); err != nil {
		t.Fatal(err)
	}
	s.same(t)
}

func TestCompareWhileArticlesArrive(t *testing.T) {
	s := newStation(t, newMemGeneration("v2"))
	s.run(t)
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for i := 0; ctx.Err() == nil; i++ {
			_, _ = s.in.Put(ctx, articles(i%60, fmt.Sprint("text ", i)))
			_, _ = s.in.Delete(ctx, fmt.Sprintf("a%04d", i%60))
		}
	}()
	for range 200 {
		if c := s.compare(t); !c.Same() {
			t.Fatalf("differs while articles arrive: %+v", c.Differences)
		}
	}
	stop()
	<-ended
}

func TestAnIndexOfAnotherArchiveIsRebuilt(t *testing.T) {
	s := filled(t)
	s.run(t)
	s.settle(t)
	gen := s.gens.serving()
	gen.mu.Lock()
	gen.mark = 5000
	gen.mu.Unlock()
	c := s.compare(t)
	if !c.Ahead || c.Same() {
		t.Fatalf("an index ahead of its archive: %+v", c)
	}
	if err := s.indexer.Mend(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	s.same(t)
	if c := s.compare(t); !c.Same() || s.gens.swaps != 1 {
		t.Errorf("after %d rebuilds: %+v", s.gens.swaps, c)
	}
}
