package journal_test

import (
	"bytes"
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/archive"
	"github.com/dateline-search/dateline/index/intake"
	"github.com/dateline-search/dateline/index/journal"
)

// openStore opens an archive that is closed when the test ends.
func openStore(t *testing.T) *archive.Archive {
	t.Helper()
	store, err := archive.Open(t.Context(), t.TempDir(), archive.Options{})
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

// clock is a time that the test moves on.
type clock struct{ now time.Time }

func (c *clock) read() time.Time      { return c.now }
func (c *clock) pass(d time.Duration) { c.now = c.now.Add(d) }

var began = time.Date(2025, 6, 1, 12, 0, 0, 0, time.UTC)

// jobsOf are all jobs, the first first.
func jobsOf(t *testing.T, store *archive.Archive) []intake.Job {
	t.Helper()
	jobs, err := store.Jobs(t.Context(), 100)
	if err != nil {
		t.Fatal(err)
	}
	for i := range len(jobs) / 2 {
		jobs[i], jobs[len(jobs)-1-i] = jobs[len(jobs)-1-i], jobs[i]
	}
	return jobs
}

// Thousands of requests of one client are one job; another client has its own;
// and after a long break, or a very long time, begins a new one.
func TestPushesOfAClientAreOneJob(t *testing.T) {
	ctx, store, c := t.Context(), openStore(t), &clock{began}
	p := journal.NewPushes(journal.PushOptions{Store: store, Now: c.read})
	refused := []*index.Rejection{{Line: 3, Err: errors.New("body is missing"), Item: index.NewItem(index.FormObject, []byte(`{"title":"x"}`))}}
	for i := range 2000 {
		p.Pushed("agency", index.Report{Read: 2, New: 1, Unchanged: 1}, nil)
		if i%500 == 0 {
			p.Pushed("desk", index.Report{Read: 1, Rejected: 1}, refused)
			p.Write(ctx)
			c.pass(time.Minute)
		}
	}
	p.Write(ctx)
	if jobs := jobsOf(t, store); len(jobs) != 2 || jobs[0].Running() == jobs[1].Running() { // the agency sends still
		t.Fatalf("%+v", jobs)
	}
	p.Write(ctx) // nothing has come since
	want := map[string]intake.Job{
		"agency": {Kind: intake.Push, Name: "agency", Began: began, Ended: began.Add(4 * time.Minute), Report: index.Report{Read: 4000, New: 2000, Unchanged: 2000}},
		"desk":   {Kind: intake.Push, Name: "desk", Began: began, Ended: began.Add(3 * time.Minute), Report: index.Report{Read: 4, Rejected: 4}},
	}
	for _, got := range jobsOf(t, store) {
		id := got.ID
		if got.ID = 0; !cmp.Equal(want[got.Name], got) {
			t.Errorf("(-want +got)\n%s", cmp.Diff(want[got.Name], got))
		}
		list, err := store.Rejected(ctx, id, 10)
		if err != nil || len(list) != got.Rejected || got.Rejected > 0 && (list[0].Line != 3 || !list[0].Kept || list[0].Reason != "body is missing") {
			t.Errorf("%s: %+v, %v", got.Name, list, err)
		}
	}

	p.Pushed("agency", index.Report{Read: 1, Updated: 1}, nil) // after a short break
	p.Write(ctx)
	if jobs := jobsOf(t, store); len(jobs) != 2 {
		t.Errorf("a short break makes %d jobs of 2", len(jobs))
	}
	p.Write(ctx)
	c.pass(time.Hour)
	p.Write(ctx)
	p.Pushed("agency", index.Report{Read: 1, New: 1}, nil)
	p.Write(ctx)
	if jobs := jobsOf(t, store); len(jobs) != 3 {
		t.Errorf("a long break makes %d jobs of 2, want 3", len(jobs))
	}
	for range 12 * 60 { // half a day of a request each minute
		c.pass(time.Minute)
		p.Pushed("agency", index.Report{Read: 1, New: 1}, nil)
		p.Write(ctx)
	}
	jobs := jobsOf(t, store)
	if len(jobs) != 4 || jobs[2].Running() || jobs[2].Read+jobs[3].Read != 721 {
		t.Errorf("%+v", jobs)
	}
}

// What waits in memory is bounded: beyond it reasons are kept, and of those so
// many.
func TestPushesAreBounded(t *testing.T) {
	ctx, store, c := t.Context(), openStore(t), &clock{began}
	p := journal.NewPushes(journal.PushOptions{Store: store, Now: c.read})
	item := index.NewItem(index.FormObject, bytes.Repeat([]byte("x"), index.MaxItem))
	for range 1200 {
		p.Pushed("", index.Report{Read: 1, Rejected: 1}, []*index.Rejection{{Err: errors.New("is broken"), Item: item}})
	}
	p.Write(ctx)
	list, err := store.Rejected(ctx, 1, 2000)
	kept := 0
	for _, r := range list {
		if r.Kept {
			kept++
		}
	}
	if err != nil || len(list) != 1000 || kept != (4<<20)/index.MaxItem {
		t.Errorf("%d reasons and %d items, %v", len(list), kept, err)
	}
	if jobs := jobsOf(t, store); jobs[0].Rejected != 1200 {
		t.Errorf("%+v", jobs)
	}
}

// The end of the server writes down what came last.
func TestPushesEnd(t *testing.T) {
	store := openStore(t)
	p := journal.NewPushes(journal.PushOptions{Store: store})
	ctx, cancel := context.WithCancel(t.Context())
	p.Pushed("agency", index.Report{Read: 1, New: 1}, nil)
	cancel()
	p.Run(ctx)
	if jobs := jobsOf(t, store); len(jobs) != 1 || jobs[0].New != 1 || jobs[0].Running() {
		t.Errorf("%+v", jobs)
	}
}

// full is a store that cannot take anything until it is mended.
type full struct {
	*archive.Archive
	broken bool
}

func (f *full) SaveJob(ctx context.Context, j intake.Job, rejected []intake.Rejected) error {
	if f.broken {
		return index.ErrFull
	}
	return f.Archive.SaveJob(ctx, j, rejected)
}

// A job that could not be written down is written when it can be.
func TestPushesOutliveAFullDisk(t *testing.T) {
	ctx, f, c := t.Context(), &full{openStore(t), true}, &clock{began}
	p := journal.NewPushes(journal.PushOptions{Store: f, Now: c.read})
	p.Pushed("agency", index.Report{Read: 1, New: 1}, nil)
	for range 3 {
		p.Write(ctx)
	}
	f.broken = false
	p.Write(ctx)
	p.Write(ctx)
	if jobs := jobsOf(t, f.Archive); len(jobs) != 1 || jobs[0].New != 1 || jobs[0].Running() {
		t.Errorf("%+v", jobs)
	}
}
