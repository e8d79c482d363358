package blevesearch_test

import (
	"encoding/json"
	"fmt"
	"runtime"
	"testing"
	"time"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/bleveindex"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/search/blevesearch"
	"github.com/dateline-search/dateline/search/query"
)

// BenchmarkFind searches Reuters-21578, 21,578 stories, each time for 20 hits
// with all facets and a timeline. An operation is one Find.
func BenchmarkFind(b *testing.B) {
	store := loaded(b)
	engine := blevesearch.New(store.Acquire, blevesearch.Options{})
	words := func(terms ...string) (nodes []query.Node) {
		for _, term := range terms {
			nodes = append(nodes, query.Word{Term: term})
		}
		return nodes
	}
	phrase := query.Phrase{Words: []query.Word{{Term: "of"}, {Term: "the"}}}
	for _, bench := range []struct {
		name  string
		query query.Node
		sort  search.Sort
	}{
		{"word", query.Word{Term: "trade"}, search.Relevance},
		{"common word", query.Word{Term: "the"}, search.Relevance},
		{"and", query.And{Nodes: words("oil", "prices", "opec")}, search.Relevance},
		{"or", query.Or{Nodes: words("oil", "wheat", "dollar")}, search.Relevance},
		{"phrase", query.Phrase{Words: []query.Word{{Term: "interest"}, {Term: "rates"}}}, search.Relevance},
		{"common phrase", phrase, search.Relevance},
		{"prefix", query.Word{Term: "econom", Prefix: true}, search.Relevance},
		{"pattern", query.Word{Term: "*port*", Wildcard: true}, search.Relevance},
		{"fuzzy", query.Word{Term: "guvernment", Fuzzy: 2}, search.Relevance},
		{"near", query.Near{Nodes: words("oil", "prices"), Distance: 5}, search.Relevance},
		{"near common", query.Near{Nodes: words("the", "of"), Distance: 3}, search.Relevance},
		{"sentence", query.Near{Nodes: words("oil", "opec"), Unit: query.Sentence}, search.Relevance},
		{"at least", query.AtLeast{Min: 3, Node: query.Word{Term: "trade"}}, search.Relevance},
		{"word by date", query.Word{Term: "trade"}, search.Newest},
		{"everything by date", query.All{}, search.Newest},
	} {
		b.Run(bench.name, func(b *testing.B) {
			var total int
			for b.Loop() {
				a, err := engine.Find(b.Context(), full(bench.query, bench.sort))
				if err != nil {
					b.Fatal(err)
				}
				total = a.Total
			}
			b.ReportMetric(b.Elapsed().Seconds()*1000/float64(b.N), "ms/op")
			b.ReportMetric(float64(total), "matches")
		})
	}
}

// loaded is an index of the collection.
func loaded(b *testing.B) *bleveindex.Store {
	b.Helper()
	store := open(b)
	docs := reuters(b)
	for ; len(docs) > 0; docs = docs[min(1000, len(docs)):] {
		write(b, store, docs[:min(1000, len(docs))])
	}
	return store
}

func story(b *testing.B, line []byte) index.Document {
	b.Helper()
	var s struct {
		ID                   int
		Title, Body, Date    string
		Places, People, Orgs []string
	}
	if err := json.Unmarshal(line, &s); err != nil {
		b.Fatal(err)
	}
	var d index.Document
	d.ID, d.Title, d.Body, d.Lang, d.Source = fmt.Sprint(s.ID), s.Title, s.Body, "en", "Reuters"
	if at, err := time.Parse("2006-01-02T15:04:05", s.Date); err == nil {
		d.Published = news.Date{Time: at, Precision: news.Second}
	}
	for of, names := range map[news.EntityType][]string{news.Place: s.Places, news.Person: s.People, news.Org: s.Orgs} {
		for _, name := range names {
			d.Tags.Entities = append(d.Tags.Entities, news.Entity{Type: of, Name: name})
		}
	}
	return d
}

// BenchmarkColumns opens an index of many stories: what the columns take of
// memory, by article, and how long the first search waits for them.
func BenchmarkColumns(b *testing.B) {
	docs := asMany(b)
	store := filed(b, docs)
	for b.Loop() {
		before := heap()
		engine := blevesearch.New(store.Acquire, blevesearch.Options{})
		start := time.Now()
		if _, err := engine.Count(b.Context()); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(time.Since(start).Seconds()*1000, "ms")
		b.ReportMetric((float64(heap())-float64(before))/float64(docs.len()), "bytes/article")
		runtime.KeepAlive(engine)
	}
}

// filed is an index that lies in files alone: what has just been written takes
// memory of its own.
func filed(b *testing.B, docs stories) *bleveindex.Store {
	b.Helper()
	dir := b.TempDir()
	store, err := bleveindex.Open(dir, bleveindex.Options{})
	if err != nil {
		b.Fatal(err)
	}
	docs.eachBatch(func(batch []index.Document) { write(b, store, batch) })
	if err := store.Close(); err != nil {
		b.Fatal(err)
	}
	return openIn(b, dir)
}

// heap is what is in use. What pools hold goes with the second collection.
func heap() uint64 {
	for range 3 {
		runtime.GC()
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
