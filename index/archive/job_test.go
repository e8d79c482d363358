package archive_test

import (
	"testing"
	"time"

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
	if done, broken := jobs[0], jobs[1]; done.Error != "" || broken.Error != "was interrupted" || broken.Ended.IsZero() {
		t.Errorf("%+v", jobs)
	}
}
