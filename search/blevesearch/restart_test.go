package blevesearch_test

import (
	"slices"
	"testing"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/bleveindex"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/search/blevesearch"
)

// C17: whoever reads page by page sees each hit once, in one order, though the
// server is started anew after every page and articles come in meanwhile.
func TestPagesGoOnAfterARestart(t *testing.T) {
	const articles, size = 60, 7
	for _, by := range []search.Sort{search.Relevance, search.Newest, search.Oldest} {
		t.Run(string(by), func(t *testing.T) {
			dir, all := t.TempDir(), texts{}
			extend(t, dir, all, 0, articles)
			var seen []string
			cursor := ""
			for page := 0; page == 0 || cursor != ""; page++ {
				result := onePage(t, dir, all, search.Request{Q: "harbour plans", Sort: by, Size: new(int(size)), Cursor: cursor})
				for _, h := range result.Hits {
					seen = append(seen, h.ID)
				}
				cursor = result.Next
				extend(t, dir, all, articles+page, articles+page+1)
			}
			seen = slices.DeleteFunc(seen, func(id string) bool { return id >= article(articles, 0).ID })
			slices.Sort(seen)
			if whole := slices.Compact(slices.Clone(seen)); len(seen) != articles || len(whole) != articles {
				t.Errorf("%d hits, %d of them different, want %d once each", len(seen), len(whole), articles)
			}
		})
	}
}

func withStore(t *testing.T, dir string, do func(store *bleveindex.Store)) {
	t.Helper()
	store, err := bleveindex.Open(dir, bleveindex.Options{})
	if err != nil {
		t.Fatal(err)
	}
	do(store)
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
}

// extend writes the articles from one number until before another.
func extend(t *testing.T, dir string, all texts, from, to int) {
	t.Helper()
	var docs []index.Document
	for i := from; i < to; i++ {
		docs = append(docs, article(i, i%3))
	}
	for i := range docs {
		all[docs[i].ID] = &docs[i]
	}
	withStore(t, dir, func(store *bleveindex.Store) { write(t, store, docs) })
}

func onePage(t *testing.T, dir string, all texts, r search.Request) (result *search.Result) {
	t.Helper()
	withStore(t, dir, func(store *bleveindex.Store) {
		engine := blevesearch.New(store.Acquire, blevesearch.Options{})
		var err error
		result, err = search.New(search.Options{Backend: engine, Articles: all, Key: make([]byte, 32)}).Search(t.Context(), r)
		if err != nil {
			t.Fatal(err)
		}
	})
	return result
}
