package archive_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/alert"
	"github.com/dateline-search/dateline/index/archive"
)

func TestSavedSearches(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	now := time.Date(2025, 6, 1, 12, 0, 0, 0, time.UTC)
	a := open(t, dir, archive.Options{Now: func() time.Time { return now }})
	want := alert.Search{
		ID: "s1", Owner: "k", Name: "Ferries", Params: "q=ferry", Webhook: "https://desk.example/hook", Secret: "x", Since: 7,
		Created: now, Changed: now,
	}
	if err := a.PutSearch(ctx, want); err != nil {
		t.Fatal(err)
	}
	want.Name, want.Changed = "Boats", now.Add(time.Hour)
	if err := a.PutSearch(ctx, want); err != nil {
		t.Fatal(err)
	}
	got, err := a.Search(ctx, "s1")
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	if err := a.DeleteSearch(ctx, "s1"); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Search(ctx, "s1"); !errors.Is(err, index.ErrNotFound) {
		t.Errorf("a deleted search: %v", err)
	}
	if err := a.DeleteSearch(ctx, "s1"); !errors.Is(err, index.ErrNotFound) {
		t.Errorf("deleted again: %v", err)
	}
}

func TestDeliveries(t *testing.T) {
	ctx := t.Context()
	now := time.Date(2025, 6, 1, 12, 0, 0, 0, time.UTC)
	a := open(t, t.TempDir(), archive.Options{Now: func() time.Time { return now }})
	one := alert.Delivery{ID: "d1", Search: "s", Article: "x", Version: 1, Due: now, Made: now}
	later := alert.Delivery{ID: "d2", Search: "s", Article: "x", Version: 2, Due: now.Add(time.Minute), Made: now}
	if err := a.PutMatches(ctx, nil, []alert.Delivery{one, later}, 5); err != nil {
		t.Fatal(err)
	}
	again := one
	again.ID = "d3"
	if err := a.PutMatches(ctx, nil, []alert.Delivery{again}, 6); err != nil { // the same version
		t.Fatal(err)
	}
	if seq, err := a.Percolated(ctx); seq != 6 || err != nil {
		t.Errorf("percolated up to %d, %v", seq, err)
	}
	due, err := a.Pending(ctx, now, 10)
	if diff := cmp.Diff([]alert.Delivery{one}, due); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	one.State, one.Attempts, one.Problem = alert.Dead, 8, "refused"
	if err := a.MarkDeliveries(ctx, []alert.Delivery{one}); err != nil {
		t.Fatal(err)
	}
	if due, err := a.Pending(ctx, now, 10); len(due) != 0 || err != nil {
		t.Errorf("a dead one is due: %v, %v", due, err)
	}
	dead, err := a.Deliveries(ctx, "s", alert.Dead, 10)
	if diff := cmp.Diff([]alert.Delivery{one}, dead); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	if all, err := a.Deliveries(ctx, "s", -1, 10); len(all) != 2 || all[0].ID != "d2" || err != nil {
		t.Errorf("all: %v, %v", all, err)
	}
	if _, err := a.Delivery(ctx, "d3"); !errors.Is(err, index.ErrNotFound) {
		t.Errorf("a repetition was kept: %v", err)
	}
}
