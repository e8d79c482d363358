package archive_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/archive"
	"github.com/dateline-search/dateline/index/news"
)

func TestFull(t *testing.T) {
	dir := t.TempDir()
	a := open(t, dir, archive.Options{})
	put(t, a, batch(0, 10))
	if err := a.LimitPages(t.Context(), 20); err != nil {
		t.Fatal(err)
	}
	stored, err := fill(a, 10)
	wantFull(t, err, dir)
	wantStored(t, a, stored)

	// What was refused left no trace, and a batch is all or none.
	if _, err := a.Put(t.Context(), batch(stored, 1000)); !errors.Is(err, index.ErrFull) {
		t.Errorf("put again: %v", err)
	}
	if err := a.PutSetting(t.Context(), "key", make([]byte, 1<<20)); !errors.Is(err, index.ErrFull) {
		t.Errorf("put a setting: %v", err)
	}
	wantStored(t, a, stored)

	if err := a.LimitPages(t.Context(), -1); err != nil {
		t.Fatal(err)
	}
	outcomes := put(t, a, batch(stored, 1000))
	if outcomes[0].Seq != uint64(stored+1) {
		t.Errorf("went on at %d, want %d: a number was lost or given twice", outcomes[0].Seq, stored+1)
	}
	wantStored(t, a, stored+1000)
}

// fill puts articles one by one, from number from on, until one is refused.
func fill(a *archive.Archive, from int) (stored int, err error) {
	for n := from; n < from+1_000_000; n++ {
		if _, err := a.Put(context.Background(), []news.Article{article(n)}); err != nil {
			return n, err
		}
	}
	return 0, errors.New("it never became full")
}

func wantFull(t *testing.T, err error, dir string) {
	t.Helper()
	if !errors.Is(err, index.ErrFull) {
		t.Fatalf("error %v, want %v", err, index.ErrFull)
	}
	for _, part := range []string{dir, "free some space and try again"} {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("error %q does not say %q", err, part)
		}
	}
}

// wantStored checks that the articles from 0 on are there, so many, each once,
// and the file in order.
func wantStored(t *testing.T, a *archive.Archive, want int) {
	t.Helper()
	ctx := context.Background()
	if err := a.Check(ctx); err != nil {
		t.Fatal(err)
	}
	records, err := a.Since(ctx, 0, want+10)
	if err != nil {
		t.Fatal(err)
	}
	if len(records) != want {
		t.Errorf("%d articles are there, want %d", len(records), want)
	}
	for n, r := range records {
		if r.ID != id(n) || r.Seq != uint64(n+1) || r.Title != article(n).Title {
			t.Errorf("article %d is %s with number %d", n, r.ID, r.Seq)
		}
	}
}
