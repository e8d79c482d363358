package journal_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"testing"
	"time"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/archive"
	"github.com/dateline-search/dateline/index/intake"
	"github.com/dateline-search/dateline/index/journal"
	"github.com/dateline-search/dateline/index/source"
)

// What was rejected for a field that had another name is taken in once the name
// is known; what is broken stays so, and its file is tried as a whole.
func TestRetry(t *testing.T) {
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
	for _, text := range []string{
		`{"id":"1","hed":"Quay opens","body":"On Monday."}` + "\n{broken\n", // an article and an object
		`<nitf><body>`, // a file
		`{"id":"2","title":"x","body":"` + string(bytes.Repeat([]byte("y"), index.MaxItem)) + `","published":"never"}`, // too long
	} {
		src, err := source.NewReader(ctx, "in", bytes.NewReader([]byte(text)), source.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := journal.New(journal.Options{Store: store, Ingester: in, Kind: intake.Ingest}).Load(ctx, src, index.Watch{}); err != nil {
			t.Fatal(err)
		}
	}
	list, err := store.Rejected(ctx, 0, 10)
	if err != nil {
		t.Fatal(err)
	}
	want := map[index.Form]bool{index.FormArticle: true, index.FormObject: false, index.FormFile: false, "": false}
	if len(list) != len(want) {
		t.Fatalf("%+v", list)
	}
	r := journal.Retrier{
		Rejected: store, Ingester: in, Now: func() time.Time { return now },
		Open: func(ctx context.Context, file string, item index.Item) (index.Source, error) {
			return source.NewReader(ctx, file, bytes.NewReader(bytes.Replace(item.Bytes, []byte("hed"), []byte("title"), 1)), source.Options{})
		},
	}
	for _, rejected := range list {
		full, err := store.RejectedItem(ctx, rejected.ID)
		if err != nil {
			t.Fatal(err)
		}
		solved, expected := want[full.Item.Form]
		if !expected {
			t.Fatalf("%+v", full)
		}
		delete(want, full.Item.Form)
		got, err := r.Retry(ctx, rejected.ID)
		if full.Item.Form == "" {
			if !errors.Is(err, intake.ErrNotKept) {
				t.Errorf("too long: got %v", err)
			}
			continue
		}
		if err != nil || got.Solved != solved || got.Kept == solved || !got.Retried.Equal(now) || (got.Report.New == 1) != solved || (got.Report.Rejected == 1) == solved {
			t.Errorf("%s: %+v, %v", full.Item.Form, got, err)
		}
	}
	if _, err := r.Retry(ctx, 99); !errors.Is(err, intake.ErrNoRejected) {
		t.Errorf("got %v", err)
	}
	// What could not even be opened is rejected; what failed otherwise is told.
	for _, refused := range []error{&index.Rejection{Err: errors.New("is empty")}, io.ErrClosedPipe} {
		r.Open = func(context.Context, string, index.Item) (index.Source, error) { return nil, refused }
		got, err := r.Retry(ctx, firstKept(t, store))
		if errors.Is(refused, io.ErrClosedPipe) != (err != nil) || err == nil && (got.Solved || got.Reason != "is empty") {
			t.Errorf("%+v, %v", got, err)
		}
	}
}

// All of one job is tried again: what can be read now goes, what cannot stays with
// its reason, and what another job had rejected is left alone.
func TestRetryAll(t *testing.T) {
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
	const text = `{"id":"1","hed":"Quay opens","body":"On Monday."}` + "\n{broken\n" + `{"id":"2","hed":"Ferry runs","body":"Again."}` + "\n"
	for range 2 {
		src, err := source.NewReader(ctx, "in", bytes.NewReader([]byte(text)), source.Options{Format: source.NDJSON})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := journal.New(journal.Options{Store: store, Ingester: in, Kind: intake.Ingest}).Load(ctx, src, index.Watch{}); err != nil {
			t.Fatal(err)
		}
	}
	r := journal.Retrier{Rejected: store, Ingester: in, Open: func(ctx context.Context, file string, item index.Item) (index.Source, error) {
		return source.NewReader(ctx, file, bytes.NewReader(bytes.Replace(item.Bytes, []byte("hed"), []byte("title"), 1)), source.Options{})
	}}
	if one, err := r.Item(ctx, 1); err != nil || string(one.Item.Bytes) != "{broken" {
		t.Errorf("%+v, %v", one, err)
	}
	if all, err := r.RetryAll(ctx, 1); err != nil || all != (intake.Retries{Tried: 3, Solved: 2}) {
		t.Errorf("%+v, %v", all, err)
	}
	left, err := store.Rejected(ctx, 0, 10)
	if err != nil || len(left) != 4 || left[3].Job != 1 || left[3].Line != 2 || left[3].Retried.IsZero() {
		t.Errorf("left are %+v, %v", left, err)
	}
}

// firstKept is something that can be tried again.
func firstKept(t *testing.T, store *archive.Archive) int64 {
	t.Helper()
	list, err := store.Rejected(t.Context(), 0, 10)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range list {
		if r.Kept {
			return r.ID
		}
	}
	t.Fatal("nothing is kept")
	return 0
}
