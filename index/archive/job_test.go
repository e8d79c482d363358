package archive_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/archive"
	"github.com/dateline-search/dateline/index/intake"
)

// A job that a crash left running is ended by who opens the archive next.
func TestEndJobs(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	a := open(t, dir, archive.Options{})
	for range 2 {
		j, err := a.BeginJob(ctx, intake.Job{Kind: intake.Ingest, Name: "a.jsonl", Began: time.Unix(1000, 0)})
		if err != nil {
			t.Fatal(err)
		}
		if j.ID == 2 {
			j.Ended = time.Unix(2000, 0)
			if err := a.SaveJob(ctx, j, nil); err != nil {
				t.Fatal(err)
			}
		}
	}
	b := open(t, dir, archive.Options{})
	if err := b.EndJobs(ctx); err != nil {
		t.Fatal(err)
	}
	jobs, err := b.Jobs(ctx, 10)
	if err != nil || len(jobs) != 2 {
		t.Fatalf("%+v, %v", jobs, err)
	}
	if done, broken := jobs[0], jobs[1]; done.Error != "" || broken.Error != "it was interrupted" || broken.Ended.IsZero() {
		t.Errorf("%+v", jobs)
	}
}

// Everything that is known of a job comes back.
func TestSaveJob(t *testing.T) {
	ctx := t.Context()
	a := open(t, t.TempDir(), archive.Options{})
	j, err := a.BeginJob(ctx, intake.Job{Kind: intake.Rebuild, Name: "x", Began: time.Unix(1000, 0).UTC()})
	if err != nil {
		t.Fatal(err)
	}
	j.Report = index.Report{Read: 1, New: 2, Updated: 3, Unchanged: 4, Duplicates: 5, Deleted: 6, Rejected: 7, Unreadable: 8}
	j.Name, j.Done, j.Total, j.Error, j.Ended = "y", 9, 10, "no space left", time.Unix(2000, 0).UTC()
	if err := a.SaveJob(ctx, j, nil); err != nil {
		t.Fatal(err)
	}
	jobs, err := a.Jobs(ctx, 10)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]intake.Job{j}, jobs); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if percent, known := jobs[0].Percent(); percent != 90 || !known || jobs[0].Running() {
		t.Errorf("%d percent, known: %t, running: %t", percent, known, jobs[0].Running())
	}
}
