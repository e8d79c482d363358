package blevesearch_test

import (
	"errors"
	"testing"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/search/blevesearch"
	"github.com/dateline-search/dateline/search/query"
)

// TestReadingIsBounded holds that a search is refused before it reads where words
// stand in too many articles; what needs no reading, or was read before, is not.
func TestReadingIsBounded(t *testing.T) {
	store := open(t)
	var docs []index.Document
	for i := range 100 {
		docs = append(docs, article(i, 0))
	}
	write(t, store, docs)
	words := func(terms ...string) (nodes []query.Node) {
		for _, term := range terms {
			nodes = append(nodes, query.Word{Term: term})
		}
		return nodes
	}
	near := query.Near{Nodes: words("version", "harbour"), Distance: 9} // 200 words in 100 articles
	short := query.And{Nodes: []query.Node{near, query.Value{Field: "source", Text: "Source 3", Whole: true}}}
	for _, c := range []struct {
		name    string
		most    int
		query   query.Node
		refused bool
	}{
		{"too many", 199, near, true},
		{"as many", 200, near, false},
		{"in a fifth of them", 40, short, false},
		{"in more than a fifth", 39, short, true},
		{"excluded", 199, query.Not{Node: near}, true},
		{"words alone", 1, query.And{Nodes: words("version", "harbour", "plans")}, false},
		{"counted", 12, query.AtLeast{Min: 2, Node: query.Word{Field: "body", Term: "harbour"}}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			engine := blevesearch.New(store.Acquire, blevesearch.Options{Workers: 1, MaxReads: c.most})
			for range 2 {
				_, err := engine.Find(t.Context(), full(c.query, search.Newest))
				if errors.Is(err, search.ErrTooCostly) != c.refused || !c.refused && err != nil {
					t.Errorf("error %v, refused should be %v", err, c.refused)
				}
			}
		})
	}
}
