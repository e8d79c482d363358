package blevesearch_test

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/bleveindex"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/schema"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/search/blevesearch"
)

// peerStories is how many stories BenchmarkPeer searches, unless DATELINE_STORIES
// says otherwise: as many as are indexed twice in a minute.
const peerStories = 50_000

// BenchmarkPeer asks 200 queries of Dateline and of Bleve as it comes, in turns,
// each for 20 hits with fragments of the body, six facets and a timeline. It
// tells the median and the 99th percentile of both, and their ratios. The files
// of both have been read before, and each search begins without the garbage of
// the one before. By date it is asked of an engine of its own, and neither engine
// remembers anything of what was asked to have the files read.
func BenchmarkPeer(b *testing.B) {
	docs := asMany(b)
	peer, store := openPeer(b, docs), storeWith(b, docs)
	ours, oursByDate := newSearcher(store, docs), newSearcher(store, docs)
	queries := questions(docs, 1)
	readAll(b, peer, newSearcher(store, docs), queries)
	first := asked{kind: "word", words: []string{"the"}} // it makes the columns
	ask(b, ours, first, search.Relevance)
	ask(b, oursByDate, first, search.Newest)
	b.ResetTimer()
	var theirTimes, ourTimes, byDate []time.Duration
	slowest := map[string]time.Duration{}
	for b.Loop() {
		for _, a := range queries {
			theirTimes = append(theirTimes, timed(func() { peer.search(b, a) }))
			took := timed(func() { ask(b, ours, a, search.Relevance) })
			ourTimes, slowest[a.kind] = append(ourTimes, took), max(slowest[a.kind], took)
			byDate = append(byDate, timed(func() { ask(b, oursByDate, a, search.Newest) }))
		}
	}
	report(b, "bleve", theirTimes)
	report(b, "ours", ourTimes)
	report(b, "ours-by-date", byDate)
	b.ReportMetric(percentile(theirTimes, 50)/percentile(ourTimes, 50), "ratio-p50")
	b.ReportMetric(percentile(theirTimes, 99)/percentile(ourTimes, 99), "ratio-p99")
	b.Logf("the slowest of each kind: %v", slowest)
}

// readAll has the files read that the queries need.
func readAll(b *testing.B, peer peer, ours *search.Searcher, queries []asked) {
	b.Helper()
	for _, a := range queries {
		peer.search(b, a)
		ask(b, ours, a, search.Relevance)
	}
}

// BenchmarkAsk asks the same of Dateline alone, and what Bleve has nothing like,
// kind by kind.
func BenchmarkAsk(b *testing.B) {
	docs := asMany(b)
	ours := newSearcher(storeWith(b, docs), docs)
	byKind := map[string][]asked{}
	for _, a := range slices.Concat(questions(docs, 1), own(docs, 1)) {
		byKind[a.kind] = append(byKind[a.kind], a)
	}
	for _, kind := range slices.Sorted(maps.Keys(byKind)) {
		b.Run(strings.ReplaceAll(kind, " ", "-"), func(b *testing.B) {
			var times []time.Duration
			for b.Loop() {
				for _, a := range byKind[kind] {
					times = append(times, timed(func() { ask(b, ours, a, search.Relevance) }))
				}
			}
			report(b, "ours", times)
		})
	}
}

// kept is the folder of an index of n stories. Where DATELINE_INDEXES names a
// folder it is in there and stays, and made says whether a run before has filled
// it: to index a million stories takes minutes.
func kept(b *testing.B, name string, n int) (dir string, made bool) {
	b.Helper()
	root := os.Getenv("DATELINE_INDEXES")
	if root == "" {
		return filepath.Join(b.TempDir(), name), false
	}
	dir = filepath.Join(root, fmt.Sprintf("%s-%d-schema%d", name, n, schema.Version))
	if _, err := os.Stat(dir + filled); err == nil {
		return dir, true
	}
	if err := os.RemoveAll(dir); err != nil { // it was not finished
		b.Fatal(err)
	}
	return dir, false
}

// filled is the end of the name of a file that says that a kept index has all its
// stories.
const filled = ".filled"

func markFilled(b *testing.B, dir string) {
	b.Helper()
	if err := os.WriteFile(dir+filled, nil, 0o600); err != nil {
		b.Fatal(err)
	}
}

// asMany are as many as DATELINE_STORIES asks for.
func asMany(b *testing.B) stories {
	b.Helper()
	n := peerStories
	if s := os.Getenv("DATELINE_STORIES"); s != "" {
		var err error
		if n, err = strconv.Atoi(s); err != nil {
			b.Fatalf("DATELINE_STORIES: %v", err)
		}
	}
	return synthesise(reuters(b), n, 1)
}

func report(b *testing.B, who string, times []time.Duration) {
	b.Helper()
	b.ReportMetric(percentile(times, 50), who+"-p50-ms")
	b.ReportMetric(percentile(times, 99), who+"-p99-ms")
}

// percentile is in milliseconds.
func percentile(times []time.Duration, p int) float64 {
	sorted := slices.Sorted(slices.Values(times))
	return sorted[min(len(sorted)*p/100, len(sorted)-1)].Seconds() * 1000
}

func timed(do func()) time.Duration {
	runtime.GC()
	start := time.Now()
	do()
	return time.Since(start)
}

// texts gives articles as the archive would.
type texts map[string]*index.Document

func (t texts) GetMany(_ context.Context, ids []string) ([]news.Record, error) {
	var records []news.Record
	for _, id := range ids {
		if d := t[id]; d != nil {
			records = append(records, d.Record)
		}
	}
	return records, nil
}

func storeWith(b *testing.B, docs stories) *bleveindex.Store {
	b.Helper()
	dir, made := kept(b, "ours", docs.len())
	store := openIn(b, dir)
	if !made {
		docs.eachBatch(func(batch []index.Document) { write(b, store, batch) })
		markFilled(b, dir)
	}
	return store
}

func newSearcher(store *bleveindex.Store, all search.Articles) *search.Searcher {
	return newSearcherAt(store, all, time.Now())
}

func newSearcherAt(store *bleveindex.Store, all search.Articles, now time.Time) *search.Searcher {
	engine := blevesearch.New(store.Acquire, blevesearch.Options{})
	return search.New(search.Options{
		Backend: engine, Articles: all, Key: make([]byte, 32), Now: func() time.Time { return now },
	})
}

// ask asks as the page does.
func ask(b *testing.B, s *search.Searcher, a asked, order search.Sort) (total int) {
	b.Helper()
	r := search.Request{
		Q: ourQuery(a), Sort: order, Match: search.MatchAll,
		Facets: []string{schema.Person, schema.Org, schema.Place, schema.Source, schema.Author, schema.Lang},
	}
	if a.month > 0 {
		r.From, r.To = monthStart(a.month).Format(time.DateOnly), monthStart(a.month+1).AddDate(0, 0, -1).Format(time.DateOnly)
		r.Filters = map[string][]string{schema.Place: {a.place}}
	}
	result, err := s.Search(b.Context(), r)
	if err != nil {
		b.Fatalf("%s: %v", a, err)
	}
	return result.Total
}

func ourQuery(a asked) string {
	switch a.kind {
	case "phrase":
		return `"` + a.words[0] + " " + a.words[1] + `"`
	case "prefix":
		return a.words[0] + "*"
	case "fuzzy":
		return a.words[0] + "~1"
	case "exact":
		return "=" + a.words[0]
	case "NEAR":
		return a.words[0] + " NEAR/5 " + a.words[1]
	}
	joined := a.words[0]
	for _, w := range a.words[1:] {
		if a.kind == "OR" {
			joined += " OR"
		}
		joined += " " + w
	}
	return joined
}
