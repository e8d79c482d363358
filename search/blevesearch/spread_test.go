package blevesearch_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/search/blevesearch"
	"github.com/dateline-search/dateline/search/query"
)

// TestExpressionsAreBoundedTogether holds that many expressions that each stand
// for few words are refused where all together stand for too many, and that one
// that is written twice counts once.
func TestExpressionsAreBoundedTogether(t *testing.T) {
	store := open(t)
	docs := []index.Document{article(0, 0), article(1, 0)}
	docs[0].Body = fourLetters()
	write(t, store, docs)
	engine := blevesearch.New(store.Acquire, blevesearch.Options{MaxTerms: 1000})
	for _, c := range []struct {
		patterns []string
		refused  bool
	}{
		{[]string{"a???"}, false}, // 1,000
		{[]string{"????"}, true},
		{[]string{"a???", "b???", "c???", "d???"}, false},
		{[]string{"a???", "b???", "c???", "d???", "e0??"}, true}, // 4,100
		{[]string{"a???", "b???", "c???", "d???", "e00?"}, false},
		{[]string{"a???", "b???", "c???", "d???", "d???", "a???"}, false},
	} {
		var any query.Or
		for _, p := range c.patterns {
			any.Nodes = append(any.Nodes, query.Word{Term: p, Wildcard: true})
		}
		_, err := engine.Find(t.Context(), full(any, search.Newest))
		if errors.Is(err, search.ErrTooCostly) != c.refused || !c.refused && err != nil {
			t.Errorf("%v: error %v, refused should be %v", c.patterns, err, c.refused)
		}
	}
}

// fourLetters is a000 to e999: a thousand words for each first letter.
func fourLetters() string {
	var b strings.Builder
	for i := range 5000 {
		fmt.Fprintf(&b, "%c%03d ", 'a'+i/1000, i%1000)
	}
	return b.String()
}
