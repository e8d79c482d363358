package blevesearch_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/search/blevesearch"
	"github.com/dateline-search/dateline/search/relevance"
)

// TestRelevance ranks public collections of judged queries, which are not ours to
// ship. A plain BM25 without stemming gives 0.751 and 0.342.
func TestRelevance(t *testing.T) {
	for _, c := range []struct {
		name  string
		least float64 // nDCG@10
	}{
		{"time", 0.77},
		{"cranfield", 0.37},
	} {
		t.Run(c.name, func(t *testing.T) {
			collection, err := relevance.Open(filepath.Join(os.Getenv("DATELINE_TESTDATA"), c.name))
			if err != nil {
				t.Skipf("DATELINE_TESTDATA names no folder with the collection %s: %v", c.name, err)
			}
			s := searcherOf(t, collection)
			ndcg, precision := 0.0, 0.0
			for _, q := range collection.Queries {
				ranked := rank(t, s, strings.ToLower(q.Text)) // TIME is in capitals, where OR is an operator
				ndcg += relevance.NDCG(q.Gains, ranked, 10) / float64(len(collection.Queries))
				precision += relevance.AveragePrecision(q.Gains, ranked) / float64(len(collection.Queries))
			}
			t.Logf("nDCG@10 %.3f, MAP of the first 100 %.3f, %d queries", ndcg, precision, len(collection.Queries))
			if ndcg < c.least {
				t.Errorf("nDCG@10 %.3f, want at least %.3f", ndcg, c.least)
			}
		})
	}
}

func searcherOf(t *testing.T, c relevance.Collection) *search.Searcher {
	t.Helper()
	var docs []index.Document
	for _, d := range c.Documents {
		docs = append(docs, index.Document{Record: news.Record{Article: news.Article{ID: d.ID, Title: d.Title, Body: d.Body, Lang: "en"}}})
	}
	store := open(t)
	write(t, store, docs)
	engine := blevesearch.New(store.Acquire, blevesearch.Options{})
	return search.New(search.Options{Backend: engine, Articles: textless{}, Key: make([]byte, 32)})
}

// textless knows of every article nothing but its id.
type textless struct{}

func (textless) GetMany(_ context.Context, ids []string) ([]news.Record, error) {
	records := make([]news.Record, len(ids))
	for i, id := range ids {
		records[i].ID = id
	}
	return records, nil
}

// rank gives the first hits of any of a query's words.
func rank(t *testing.T, s *search.Searcher, text string) []string {
	t.Helper()
	size := search.MaxSize
	r, err := s.Search(t.Context(), search.Request{Q: text, Match: search.MatchAny, Size: &size, NoRecency: true, NoHighlight: true})
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	var ids []string
	for _, h := range r.Hits {
		ids = append(ids, h.ID)
	}
	return ids
}
