package blevesearch_test

import (
	"errors"
	"fmt"
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
	var docs []index.Document
	for i := range 40 {
		d := article(i, 0)
		d.Body = fmt.Sprintf("%c%c%c", 'a'+i/10, 'a'+i%10, 'z')
		docs = append(docs, d)
	}
	inBatches(docs, func(batch []index.Document) { write(t, store, batch) })
	engine := blevesearch.New(store.Acquire, blevesearch.Options{MaxTerms: 9})
	for _, c := range []struct {
		prefixes []string
		refused  bool
	}{
		{[]string{"aa", "ab", "ba", "bb", "ca", "cb", "da", "db"}, false},
		{[]string{"a"}, true}, // ten
		{[]string{"a?z", "b?z"}, true},
		{[]string{"?az", "?bz", "?cz", "?dz", "?ez", "?fz", "?gz", "?hz", "?iz"}, false}, // 36
		{[]string{"?az", "?bz", "?cz", "?dz", "?ez", "?fz", "?gz", "?hz", "?iz", "?jz"}, true},
		{[]string{"?az", "?bz", "?cz", "?dz", "?ez", "?fz", "?gz", "?hz", "?iz", "?iz", "?az"}, false},
	} {
		var any query.Or
		for _, p := range c.prefixes {
			any.Nodes = append(any.Nodes, query.Word{Term: p, Wildcard: p[len(p)-1] == 'z', Prefix: p[len(p)-1] != 'z'})
		}
		_, err := engine.Find(t.Context(), full(any, search.Newest))
		if errors.Is(err, search.ErrTooCostly) != c.refused || !c.refused && err != nil {
			t.Errorf("%v: error %v, refused should be %v", c.prefixes, err, c.refused)
		}
	}
}
