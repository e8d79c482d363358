package blevesearch_test

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/source"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/testdata/demo"
)

func TestMain(m *testing.M) {
	flag.Bool("update", false, "write what is there now as what is wanted")
	flag.Parse()
	os.Exit(m.Run())
}

// TestRankingOfTheDemo holds what the demo archive answers first, so that a
// change of the ranking shows as a difference that one can judge:
//
//	go test ./search/blevesearch -run RankingOfTheDemo -update
func TestRankingOfTheDemo(t *testing.T) {
	const golden = "testdata/ranking.txt"
	wanted, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	s := demoSearcher(t)
	var got strings.Builder
	for line := range strings.Lines(string(wanted)) {
		if q, is := strings.CutPrefix(line, "? "); is {
			got.WriteString(ranking(t, s, strings.TrimSpace(q)))
		}
	}
	if got.Len() == 0 {
		t.Fatalf("%s holds no query: a line that begins with a question mark", golden)
	}
	if flag.Lookup("update").Value.String() == "true" {
		if err := os.WriteFile(filepath.Clean(golden), []byte(got.String()), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(wanted), got.String()); diff != "" {
		t.Error(diff)
	}
}

// ranking writes a query and its first hits.
func ranking(t *testing.T, s *search.Searcher, q string) string {
	t.Helper()
	const first = 8
	result, err := s.Search(t.Context(), search.Request{Q: q, Size: new(int(first)), Facets: []string{}, NoHighlight: true})
	if err != nil {
		t.Fatalf("%s: %v", q, err)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "? %s\n  %s: %d\n", q, result.Query.Parsed, result.Total)
	for i, h := range result.Hits {
		fmt.Fprintf(&b, "%3d %6.2f  %s  %.10s  %s\n", i+1, *h.Score, h.ID, h.Published, h.Title)
	}
	return b.String() + "\n"
}

// demoSearcher searches the demo archive as it was in the summer of 2025.
func demoSearcher(t *testing.T) *search.Searcher {
	t.Helper()
	store, all := open(t), texts{}
	now := time.Date(2025, 7, 1, 0, 0, 0, 0, time.UTC)
	names, err := fs.Glob(demo.Files, "*")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		var docs []index.Document
		for _, a := range demoArticles(t, name) {
			docs = append(docs, index.Document{Record: news.Record{Article: a, FirstSeen: now}})
		}
		for i := range docs {
			all[docs[i].ID] = &docs[i]
		}
		write(t, store, docs)
	}
	return newSearcherAt(store, all, now)
}

func demoArticles(t *testing.T, name string) (all []news.Article) {
	t.Helper()
	file, err := demo.Files.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	src, err := source.NewReader(t.Context(), name, file, source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for {
		a, err := src.Next()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		a.Normalize()
		all = append(all, a)
	}
}
