package blevesearch_test

import (
	"testing"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/bleveindex"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/search/blevesearch"
	"github.com/dateline-search/dateline/search/searchtest"
)

func TestEngine(t *testing.T) {
	searchtest.Run(t, func(t *testing.T, docs []index.Document) (search.Backend, searchtest.Add) {
		store := open(t)
		add := func(docs ...index.Document) { write(t, store, docs) }
		for ; len(docs) > 7; docs = docs[7:] {
			add(docs[:7]...) // several segments
		}
		add(docs...)
		return blevesearch.New(store.Acquire, blevesearch.Options{Batch: 9}), add
	})
}

func open(t testing.TB) *bleveindex.Store {
	t.Helper()
	return openIn(t, t.TempDir())
}

func openIn(t testing.TB, dir string) *bleveindex.Store {
	t.Helper()
	store, err := bleveindex.Open(dir, bleveindex.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	return store
}

func write(t testing.TB, store *bleveindex.Store, docs []index.Document) {
	t.Helper()
	if err := store.Current().Write(t.Context(), docs, 0); err != nil {
		t.Fatal(err)
	}
}
