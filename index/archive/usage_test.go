package archive_test

import (
	"errors"
	"slices"
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

// A clock that is ahead shows what is under embargo; when it is put right, that is
// held again, until its time.
func TestAClockThatJumps(t *testing.T) {
	now := time.Date(2026, 5, 9, 12, 0, 0, 0, time.UTC)
	a := open(t, t.TempDir(), archive.Options{Now: func() time.Time { return now }})
	early, late := article(1), article(2)
	early.Usage.Embargo, late.Usage.Embargo = now.Add(time.Hour), now.Add(2*time.Hour)
	count := func(want int) {
		t.Helper()
		if n, err := a.Count(t.Context()); err != nil || n != want {
			t.Errorf("%d are shown, %v, want %d", n, err, want)
		}
		if err := a.Check(t.Context()); err != nil {
			t.Error(err)
		}
	}
	put(t, a, []news.Article{early})
	now = now.Add(10 * 24 * time.Hour)
	put(t, a, []news.Article{late}) // which that clock does not hold
	expectRelease(t, a, 1)
	count(2)
	now = now.Add(-10 * 24 * time.Hour)
	expectRelease(t, a, 0)
	count(0)
	var held *index.HeldError
	for _, art := range []news.Article{early, late} {
		if _, err := a.Get(t.Context(), art.ID); !errors.As(err, &held) || !held.Until.Equal(art.Usage.Embargo) {
			t.Errorf("got %v, want held until %v", err, art.Usage.Embargo)
		}
	}
	buried, err := a.Buried(t.Context(), 3, 10)
	if err != nil || len(buried) != 2 || !buried[0].Deleted || buried[0].ID != early.ID || buried[1].Seq != 5 {
		t.Errorf("buried are %+v, %v", buried, err)
	}
	now = now.Add(time.Hour)
	expectRelease(t, a, 1)
	count(1)
	now = now.Add(time.Hour)
	expectRelease(t, a, 1)
	count(2)
	expectRelease(t, a, 0)
	if buried, err := a.Buried(t.Context(), 0, 10); err != nil || len(buried) != 0 {
		t.Errorf("buried are %+v, %v", buried, err)
	}
}

// What is deleted or held is listed by itself, in its order, and above a number.
func TestBuried(t *testing.T) {
	a := open(t, t.TempDir(), archive.Options{})
	withheld := article(5)
	withheld.Usage.Status = news.Withheld
	put(t, a, append(batch(0, 5), withheld)) // 6 numbers
	for _, n := range []int{3, 1} {
		if _, err := a.Delete(t.Context(), id(n)); err != nil {
			t.Fatal(err)
		}
	}
	put(t, a, []news.Article{article(3)}) // it is there again
	for _, tt := range []struct {
		after uint64
		limit int
		want  []string
	}{{0, 10, []string{id(5), id(1)}}, {6, 10, []string{id(1)}}, {0, 1, []string{id(5)}}, {8, 10, nil}, {0, 0, nil}, {1 << 63, 10, nil}} {
		records, err := a.Buried(t.Context(), tt.after, tt.limit)
		var got []string
		for _, r := range records {
			got = append(got, r.ID)
		}
		if err != nil || !slices.Equal(got, tt.want) {
			t.Errorf("above %d: %q, %v", tt.after, got, err)
		}
	}
}

func expectRelease(t *testing.T, a *archive.Archive, want int) {
	t.Helper()
	if n, err := a.Release(t.Context()); err != nil || n != want {
		t.Errorf("released %d, %v, want %d", n, err, want)
	}
}
