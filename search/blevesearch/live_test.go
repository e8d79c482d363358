package blevesearch_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/schema"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/search/blevesearch"
	"github.com/dateline-search/dateline/search/query"
)

func full(q query.Node, by search.Sort) *search.Plan {
	p := &search.Plan{
		Query: q, Zone: time.UTC, Sort: by, Recency: true, Now: time.Unix(1.7e9, 0), Size: 20, Timeline: search.IntervalAuto,
	}
	for _, field := range schema.Facets() {
		p.Facets = append(p.Facets, search.FacetRequest{Field: field, Size: 10})
	}
	return p
}

func article(i, version int) index.Document {
	var d index.Document
	d.ID, d.Title, d.Lang = fmt.Sprintf("%04d", i), "The harbour plan", "en"
	d.Body = fmt.Sprintf("Version %d of the plans of harbour %d", version, i%7)
	d.Source = fmt.Sprintf("Source %d", i%5)
	d.FirstSeen = time.Unix(1.6e9+int64(i), 0)
	return d
}

// Each search sees one state of the index: every article once, with the facets
// and the total of that state, while versions come, segments merge and
// generations are swapped.
func TestSearchesWhileTheIndexChanges(t *testing.T) {
	store := open(t)
	const articles = 200
	all := func(version int) []index.Document {
		var docs []index.Document
		for i := range articles {
			docs = append(docs, article(i, version))
		}
		return docs
	}
	write(t, store, all(0))
	engine := blevesearch.New(store.Acquire, blevesearch.Options{Workers: 3})

	var stop atomic.Bool
	var searchers sync.WaitGroup
	for range 4 {
		searchers.Go(func() {
			for !stop.Load() {
				checkState(t, engine, articles)
			}
		})
	}
	for version := 1; version <= 15; version++ {
		docs := all(version)
		for i := 0; i < articles; i += 20 {
			write(t, store, docs[i:i+20])
		}
		if version%5 == 0 {
			swap(t, store, docs)
		}
	}
	stop.Store(true)
	searchers.Wait()
}

func swap(t *testing.T, store index.Generations, docs []index.Document) {
	t.Helper()
	next, err := store.Next("")
	if err == nil {
		err = next.Write(t.Context(), docs, 0)
	}
	if err == nil {
		err = store.Swap()
	}
	if err != nil {
		t.Fatal(err)
	}
}

func checkState(t *testing.T, engine search.Backend, articles int) {
	p := full(query.Phrase{Words: []query.Word{{Term: "harbours"}, {Term: "plan"}}}, search.Relevance)
	p.Size = articles
	a, err := engine.Find(t.Context(), p)
	if err != nil {
		t.Error(err)
		return
	}
	seen := map[string]bool{}
	for _, h := range a.Hits {
		seen[h.ID] = true
	}
	sum := 0
	for _, f := range a.Facets {
		if f.Field == schema.Source {
			for _, c := range f.Values {
				sum += c.Count
			}
		}
	}
	if a.Total != articles || len(seen) != articles || sum != articles || a.More {
		t.Errorf("total %d, %d hits, facets %d, more %v, want %d of each", a.Total, len(seen), sum, a.More, articles)
	}
}

func TestFindHonoursItsContext(t *testing.T) {
	store := open(t)
	write(t, store, []index.Document{article(1, 1)})
	engine := blevesearch.New(store.Acquire, blevesearch.Options{})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := engine.Find(ctx, full(query.All{}, search.Newest)); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want context.Canceled", err)
	}
}

func TestClosedIndexIsUnavailable(t *testing.T) {
	store := open(t)
	engine := blevesearch.New(store.Acquire, blevesearch.Options{})
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := engine.Find(t.Context(), full(query.All{}, search.Newest)); !errors.Is(err, search.ErrUnavailable) {
		t.Errorf("error %v, want ErrUnavailable", err)
	}
	if _, err := engine.Count(t.Context()); !errors.Is(err, search.ErrUnavailable) {
		t.Errorf("count: error %v, want ErrUnavailable", err)
	}
}
