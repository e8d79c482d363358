package journal_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/intake"
	"github.com/dateline-search/dateline/index/journal"
)

// A rebuild is a job with how far it is; one that fails again and again for one
// reason is one job, and one that is interrupted says so.
func TestRebuilds(t *testing.T) {
	ctx, store, c := t.Context(), openStore(t), &clock{began}
	r := journal.NewRebuilds(journal.RebuildOptions{
		Store: store, Now: c.read,
		Last:  func(context.Context) (uint64, error) { return 200, nil },
		Count: func(context.Context) (int, error) { return 150, nil },
	})
	r.End(ctx, nil) // before any has begun
	r.Reached(ctx, 7)

	r.Begin(ctx, "it was asked for")
	c.pass(3 * time.Second)
	r.Reached(ctx, 50)
	if jobs := jobsOf(t, store); len(jobs) != 1 || !jobs[0].Running() || jobs[0].Done != 50 || jobs[0].Total != 200 {
		t.Fatalf("%+v", jobs)
	}
	r.Reached(ctx, 210) // more came meanwhile
	r.End(ctx, nil)
	r.End(ctx, context.Canceled) // it has ended

	for range 20 {
		r.Begin(ctx, "the list of names changed")
		c.pass(2 * time.Second)
		r.Reached(ctx, 10)
		r.End(ctx, errors.Join(errors.New("write"), index.ErrFull))
	}
	r.Begin(ctx, "the list of names changed")
	r.End(ctx, nil)

	r.Begin(ctx, "it was asked for")
	stopped, cancel := context.WithCancel(ctx)
	cancel()
	r.End(stopped, stopped.Err())

	at := func(s int) time.Time { return began.Add(time.Duration(s) * time.Second) }
	want := []intake.Job{
		{ID: 1, Kind: intake.Rebuild, Name: "it was asked for", Began: began, Ended: at(3), Report: index.Report{Read: 150}, Done: 210, Total: 210},
		{ID: 2, Kind: intake.Rebuild, Name: "the list of names changed", Began: at(3), Ended: at(43), Report: index.Report{Read: 150}, Done: 200, Total: 200},
		{ID: 3, Kind: intake.Rebuild, Name: "it was asked for", Began: at(43), Ended: at(43), Total: 200, Error: "it was interrupted"},
	}
	if diff := cmp.Diff(want, jobsOf(t, store)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
