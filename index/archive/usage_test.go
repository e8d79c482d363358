package archive_test

import (
	"errors"
	"testing"
	"time"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/archive"
	"github.com/dateline-search/dateline/index/news"
)

// An embargo ends by the clock alone, also where nobody was there to see it.
func TestEmbargoEnds(t *testing.T) {
	dir := t.TempDir()
	now := time.Date(2026, 5, 9, 11, 59, 59, 0, time.UTC)
	clock := archive.Options{Now: func() time.Time { return now }}
	noon := now.Add(time.Second)
	first, second := article(1), article(2)
	first.Usage.Embargo, second.Usage.Embargo = noon, noon.Add(time.Hour)

	a, err := archive.Open(t.Context(), dir, clock)
	if err != nil {
		t.Fatal(err)
	}
	put(t, a, []news.Article{first, second, article(3)})
	expectRelease(t, a, 0)
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}

	now = noon
	a = open(t, dir, clock)
	var held *index.HeldError
	if _, err := a.Get(t.Context(), first.ID); !errors.As(err, &held) || !held.Until.Equal(noon) {
		t.Errorf("before the release: got %v, want held until %v", err, noon)
	}
	expectRelease(t, a, 1)
	expectRelease(t, a, 0)
	record, err := a.Get(t.Context(), first.ID)
	if err != nil || record.Title != first.Title || record.Seq != 4 || record.Version != 1 {
		t.Errorf("after the release: got %+v, %v", record, err)
	}
	records, err := a.Since(t.Context(), 3, 10)
	if err != nil || len(records) != 1 || records[0].ID != first.ID || records[0].Deleted {
		t.Errorf("Since: got %+v, %v", records, err)
	}
	if count, err := a.Count(t.Context()); err != nil || count != 2 {
		t.Errorf("Count: got %d, %v, want 2", count, err)
	}
	if o := put(t, a, []news.Article{first}); o[0].Status != index.Unchanged {
		t.Errorf("the same again: got %+v", o)
	}
	if err := a.Check(t.Context()); err != nil {
		t.Error(err)
	}
}

func expectRelease(t *testing.T, a *archive.Archive, want int) {
	t.Helper()
	if n, err := a.Release(t.Context()); err != nil || n != want {
		t.Errorf("released %d, %v, want %d", n, err, want)
	}
}
