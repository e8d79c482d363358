package journal_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/archive"
	"github.com/dateline-search/dateline/index/intake"
	"github.com/dateline-search/dateline/index/journal"
	"github.com/dateline-search/dateline/index/source"
)

const stories = `{"id":"1","title":"Quay opens","body":"On Monday."}
{"id":"2","title":"Ferry runs"}
broken
`

// failing takes some articles in and then fails.
type failing struct{}

func (failing) Load(context.Context, index.Source, index.Watch) (index.Report, error) {
	return index.Report{Read: 7}, errors.New("no space left")
}

func TestJournal(t *testing.T) {
	ctx := t.Context()
	store, err := archive.Open(ctx, t.TempDir(), archive.Options{})
	if err != nil {
		t.Fatal(err)
	}
	in := index.NewIngester(ctx, store, nil)
	defer func() {
		in.Close()
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	}()
	now := time.Date(2025, 6, 1, 12, 0, 0, 0, time.UTC)
	load := func(ctx context.Context, o journal.Options, name string) error {
		t.Helper()
		o.Store, o.Now = store, func() time.Time { return now }
		if o.Ingester == nil {
			o.Ingester = in
		}
		src, err := source.NewReader(t.Context(), name, strings.NewReader(stories), source.Options{Format: source.NDJSON})
		if err != nil {
			t.Fatal(err)
		}
		_, err = journal.New(o).Load(ctx, src, index.Watch{})
		return err
	}
	if err := load(ctx, journal.Options{Kind: intake.Ingest, Name: "stories and more"}, "stories.jsonl"); err != nil {
		t.Fatal(err)
	}
	if err := load(ctx, journal.Options{Kind: intake.Folder}, "again.jsonl"); err != nil {
		t.Fatal(err)
	}
	if err := load(ctx, journal.Options{Kind: intake.Poll, Ingester: failing{}}, ""); err == nil {
		t.Error("a run that failed is told as done")
	}
	jobs, err := store.Jobs(ctx, 10)
	if err != nil {
		t.Fatal(err)
	}
	want := []intake.Job{
		{ID: 3, Kind: intake.Poll, Began: now, Ended: now, Report: index.Report{Read: 7}, Error: "no space left"},
		{ID: 2, Kind: intake.Folder, Name: "again.jsonl", Began: now, Ended: now, Report: index.Report{Read: 3, Unchanged: 1, Rejected: 2}},
		{ID: 1, Kind: intake.Ingest, Name: "stories and more", Began: now, Ended: now, Report: index.Report{Read: 3, New: 1, Rejected: 2}},
	}
	if diff := cmp.Diff(want, jobs); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	rejected, err := store.Rejected(ctx, 1, 10)
	if err != nil || len(rejected) != 2 {
		t.Fatalf("%+v, %v", rejected, err)
	}
	reasons := map[int]string{}
	for _, r := range rejected {
		reasons[r.Line] = r.Reason
	}
	if !strings.Contains(reasons[2], "body is missing") || !strings.Contains(reasons[3], "must be a JSON object") && !strings.Contains(reasons[3], "not JSON") {
		t.Errorf("%+v", rejected)
	}
	if all, err := store.Rejected(ctx, 0, 3); err != nil || len(all) != 3 || all[0].Job != 2 {
		t.Errorf("%+v, %v", all, err)
	}
}

// How far a file was read is known of files.
func TestProgress(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	store, err := archive.Open(ctx, dir, archive.Options{})
	if err != nil {
		t.Fatal(err)
	}
	in := index.NewIngester(ctx, store, nil)
	defer func() {
		in.Close()
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	}()
	file := filepath.Join(dir, "a.jsonl")
	if err := os.WriteFile(file, []byte(stories), 0o600); err != nil {
		t.Fatal(err)
	}
	w := source.Walk(ctx, []string{file}, source.Options{})
	if _, err := journal.New(journal.Options{Store: store, Ingester: in, Kind: intake.Ingest}).Load(ctx, w, index.Watch{}); err != nil {
		t.Fatal(err)
	}
	stopped, cancel := context.WithCancel(ctx)
	cancel()
	w = source.Walk(stopped, []string{file}, source.Options{})
	if _, err := journal.New(journal.Options{Store: store, Ingester: in, Kind: intake.Ingest, Name: "a"}).Load(ctx, w, index.Watch{}); err == nil {
		t.Error("what was stopped ends without a word")
	}
	jobs, err := store.Jobs(ctx, 10)
	if err != nil || len(jobs) != 2 {
		t.Fatalf("%+v, %v", jobs, err)
	}
	if whole := jobs[1]; whole.Done != int64(len(stories)) || whole.Total != int64(len(stories)) {
		t.Errorf("%+v", whole)
	}
	if stopped := jobs[0]; stopped.Done != 0 || stopped.Error != "it was interrupted" {
		t.Errorf("%+v", stopped)
	}
}

// A poll without news leaves no trace.
func TestIdleJobsAreForgotten(t *testing.T) {
	ctx := t.Context()
	store, err := archive.Open(ctx, t.TempDir(), archive.Options{})
	if err != nil {
		t.Fatal(err)
	}
	in := index.NewIngester(ctx, store, nil)
	defer func() {
		in.Close()
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	}()
	for range 3 {
		src, err := source.NewReader(ctx, "a", strings.NewReader(strings.SplitAfter(stories, "\n")[0]), source.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := journal.New(journal.Options{Store: store, Ingester: in, Kind: intake.Poll, Idle: true}).Load(ctx, src, index.Watch{}); err != nil {
			t.Fatal(err)
		}
	}
	if jobs, err := store.Jobs(ctx, 10); err != nil || len(jobs) != 1 || jobs[0].New != 1 {
		t.Errorf("%+v, %v", jobs, err)
	}
}
