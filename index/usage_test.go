package index

import (
	"context"
	"sync/atomic"
	"testing"
	"time"

	"github.com/dateline-search/dateline/index/news"
)

var _ Holder = (*holdingArchive)(nil)

// holdingArchive holds one article until it is due.
type holdingArchive struct {
	*memArchive
	id  string
	due atomic.Bool
}

func (h *holdingArchive) Since(ctx context.Context, seq uint64, limit int) ([]news.Record, error) {
	records, err := h.memArchive.Since(ctx, seq, limit)
	for i, r := range records {
		if r.ID == h.id && r.Seq <= 3 {
			records[i] = news.Record{Article: news.Article{ID: r.ID}, Seq: r.Seq, Deleted: true}
		}
	}
	return records, err
}

func (h *holdingArchive) Release(context.Context) (int, error) {
	if !h.due.Swap(false) {
		return 0, nil
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.seq++
	r := h.records[h.id]
	r.Seq = h.seq
	h.records[h.id] = r
	return 1, nil
}

func TestIndexerLetsWhatIsDueBeFound(t *testing.T) {
	h := &holdingArchive{memArchive: newMemArchive(), id: "a0001"}
	gens := &memGenerations{current: newMemGeneration("v2"), make: func() *memGeneration { return newMemGeneration("v2") }}
	x := NewIndexer(h, gens, memTagger("v2"), IndexerOptions{Gather: time.Millisecond, Poll: time.Millisecond})
	if _, err := h.Put(t.Context(), articles(3, "first")); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	go x.Run(ctx)
	wait(ctx, t, x, 3)
	if _, found := gens.serving().holds()[h.id]; found {
		t.Fatal("what is held can be found")
	}
	h.due.Store(true) // nobody wakes the indexer
	wait(ctx, t, x, 4)
	if _, found := gens.serving().holds()[h.id]; !found {
		t.Error("what is due cannot be found")
	}
}

func wait(ctx context.Context, t *testing.T, x *Indexer, seq uint64) {
	t.Helper()
	if err := x.Wait(ctx, seq); err != nil {
		t.Fatal(err)
	}
}

func TestCatchUpLetsWhatIsDueBeFound(t *testing.T) {
	h := &holdingArchive{memArchive: newMemArchive(), id: "a0001"}
	gens := &memGenerations{current: newMemGeneration("v2"), make: func() *memGeneration { return newMemGeneration("v2") }}
	if _, err := h.Put(t.Context(), articles(3, "first")); err != nil {
		t.Fatal(err)
	}
	h.due.Store(true)
	if err := NewIndexer(h, gens, memTagger("v2"), IndexerOptions{}).CatchUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, found := gens.serving().holds()[h.id]; !found {
		t.Error("what is due cannot be found")
	}
}

func TestReadyNeedsOnlyTheIDOfAKill(t *testing.T) {
	kill := news.Usage{Status: news.Canceled}
	for _, tt := range []struct {
		name    string
		article news.Article
		want    string // its id; empty where it is refused
	}{
		{"an id", news.Article{ID: "x", Title: "KILL", Lang: "no language", Usage: kill}, "x"},
		{"no id", news.Article{Body: "Do not use.", Usage: kill}, ""},
		{"a title and no text, not killed", news.Article{ID: "x", Title: "Quay"}, ""},
	} {
		a := tt.article
		err := (&Ingester{now: time.Now}).ready(&a)
		if (err == nil) != (tt.want != "") || err == nil && (a.ID != tt.want || a.Title+a.Body+a.Lang != "") {
			t.Errorf("%s: got %+v, %v", tt.name, a, err)
		}
	}
	a := news.Article{URL: "https://meridian.example/n/5", Usage: kill}
	b := news.Article{URL: a.URL, Title: "Quay"}
	b.Normalize()
	if err := (&Ingester{now: time.Now}).ready(&a); err != nil || a.ID != b.ID {
		t.Errorf("the kill of a page has the id %q, %v, want %q", a.ID, err, b.ID)
	}
}
