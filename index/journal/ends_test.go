package journal_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/archive"
	"github.com/dateline-search/dateline/index/intake"
	"github.com/dateline-search/dateline/index/journal"
	"github.com/dateline-search/dateline/index/source"
)

// filling is a disk that is full from when a source was read.
type filling struct {
	*archive.Archive
	in   *index.Ingester
	full bool
}

func (f *filling) Load(ctx context.Context, src index.Source, w index.Watch) (index.Report, error) {
	r, err := f.in.Load(ctx, src, w)
	f.full = true
	return r, err
}

func (f *filling) SaveJob(ctx context.Context, j intake.Job, rejected []intake.Rejected) error {
	if f.full {
		return index.ErrFull
	}
	return f.Archive.SaveJob(ctx, j, rejected)
}

func (f *filling) DropJob(ctx context.Context, id int64) error {
	if f.full {
		return index.ErrFull
	}
	return f.Archive.DropJob(ctx, id)
}

// A job whose end could not be written down does not run for ever: it ends, with
// what it rejected, as soon as there is room, or is forgotten as it would have been.
func TestEndsAreWrittenDownLater(t *testing.T) {
	ctx := t.Context()
	store, err := archive.Open(ctx, t.TempDir(), archive.Options{})
	if err != nil {
		t.Fatal(err)
	}
	disk := &filling{Archive: store, in: index.NewIngester(ctx, store, nil)}
	defer func() {
		disk.in.Close()
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	}()
	ends := journal.NewEnds(disk)
	for _, name := range []string{"a", "again"} { // which has nothing new, and rejects nothing
		text := stories
		if name == "again" {
			text, _, _ = strings.Cut(stories, "\n")
		}
		src, err := source.NewReader(ctx, name, strings.NewReader(text), source.Options{Format: source.NDJSON})
		if err != nil {
			t.Fatal(err)
		}
		disk.full = false
		_, err = journal.New(journal.Options{Store: disk, Ingester: disk, Kind: intake.Poll, Idle: true, Ends: ends}).Load(ctx, src, index.Watch{})
		if !errors.Is(err, index.ErrFull) {
			t.Fatalf("got %v", err)
		}
	}
	check := func(jobs, running, rejected int) {
		t.Helper()
		list, err := store.Jobs(ctx, 10)
		if err != nil || len(list) != jobs {
			t.Fatalf("%+v, %v", list, err)
		}
		n := 0
		for i := range list {
			if list[i].Running() {
				n++
			}
		}
		refused, err := store.Rejected(ctx, 0, 10)
		if err != nil || n != running || len(refused) != rejected {
			t.Errorf("%d run, %d are rejected, %v", n, len(refused), err)
		}
	}
	ends.Write(ctx)
	check(2, 2, 0)
	disk.full = false
	ends.Write(ctx)
	check(1, 0, 2)
	ends.Write(ctx) // once
	check(1, 0, 2)
}
