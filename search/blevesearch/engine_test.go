package blevesearch_test

import (
	"slices"
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
		inBatches(docs, func(batch []index.Document) { write(t, store, batch) })
		return engineOn(t, store)
	})
}

// TestEngineOnFiles searches what lies in files, which are read in another way
// than what has just come.
func TestEngineOnFiles(t *testing.T) {
	searchtest.Run(t, func(t *testing.T, docs []index.Document) (search.Backend, searchtest.Add) {
		dir := t.TempDir()
		store, err := bleveindex.Open(dir, bleveindex.Options{})
		if err != nil {
			t.Fatal(err)
		}
		inBatches(docs, func(batch []index.Document) { write(t, store, batch) })
		if err := store.Close(); err != nil {
			t.Fatal(err)
		}
		return engineOn(t, openIn(t, dir))
	})
}

// inBatches makes several segments.
func inBatches(docs []index.Document, do func([]index.Document)) {
	for batch := range slices.Chunk(docs, 7) {
		do(batch)
	}
}

func engineOn(t *testing.T, store *bleveindex.Store) (search.Backend, searchtest.Add) {
	t.Helper()
	add := func(docs ...index.Document) { write(t, store, docs) }
	return blevesearch.New(store.Acquire, blevesearch.Options{Batch: 9}), add
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
