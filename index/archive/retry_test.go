package archive_test

import (
	"bytes"
	"errors"
	"testing"
	"time"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/archive"
	"github.com/dateline-search/dateline/index/intake"
)

// The latest items are kept, up to the bound of all together; older ones keep
// their reasons.
func TestRejectedItemsAreBounded(t *testing.T) {
	ctx := t.Context()
	a := open(t, t.TempDir(), archive.Options{})
	j, err := a.BeginJob(ctx, intake.Job{Kind: intake.Ingest, Began: time.Unix(1000, 0)})
	if err != nil {
		t.Fatal(err)
	}
	const bound, size, all = 64 << 20, index.MaxItem, 300
	item := index.NewItem(index.FormFile, bytes.Repeat([]byte("x"), size)).Called("text/html; charset=koi8-r")
	for range all / 50 {
		var list []intake.Rejected
		for range 50 {
			list = append(list, intake.Rejected{At: time.Unix(1000, 0), File: "a", Reason: "is broken", Item: item})
		}
		if err := a.SaveJob(ctx, j, list); err != nil {
			t.Fatal(err)
		}
	}
	rejected, err := a.Rejected(ctx, 0, 2*all)
	if err != nil || len(rejected) != all {
		t.Fatalf("%d, %v", len(rejected), err)
	}
	for i, r := range rejected {
		if r.Kept != (i < bound/size) {
			t.Fatalf("item %d from the end: kept is %t", i, r.Kept)
		}
	}
	if r, err := a.RejectedItem(ctx, rejected[0].ID); err != nil || !bytes.Equal(r.Item.Bytes, item.Bytes) || r.Item.Form != index.FormFile || r.Item.ContentType != item.ContentType {
		t.Errorf("%d bytes, %v", len(r.Item.Bytes), err)
	}
	if r, err := a.RejectedItem(ctx, rejected[all-1].ID); err != nil || r.Kept || r.Item.Form != "" || r.Reason != "is broken" {
		t.Errorf("%+v, %v", r, err)
	}
}

func TestSaveRetry(t *testing.T) {
	ctx := t.Context()
	a := open(t, t.TempDir(), archive.Options{})
	j, err := a.BeginJob(ctx, intake.Job{Kind: intake.Ingest, Began: time.Unix(1000, 0)})
	if err != nil {
		t.Fatal(err)
	}
	item := index.NewItem(index.FormObject, []byte(`{}`))
	if err := a.SaveJob(ctx, j, []intake.Rejected{{Reason: "first", Item: item}}); err != nil {
		t.Fatal(err)
	}
	again := intake.Rejected{ID: 1, Retried: time.Unix(2000, 0), Reason: "second"}
	if err := a.SaveRetry(ctx, again); err != nil {
		t.Fatal(err)
	}
	if r, err := a.RejectedItem(ctx, 1); err != nil || r.Solved || !r.Kept || r.Reason != "second" || !r.Retried.Equal(time.Unix(2000, 0)) {
		t.Errorf("%+v, %v", r, err)
	}
	again.Solved = true
	if err := a.SaveRetry(ctx, again); err != nil {
		t.Fatal(err)
	}
	if list, err := a.Rejected(ctx, 0, 10); err != nil || len(list) != 0 {
		t.Errorf("what was taken in is listed still: %+v, %v", list, err)
	}
	if err := a.SaveRetry(ctx, intake.Rejected{ID: 2}); !errors.Is(err, intake.ErrNoRejected) {
		t.Errorf("got %v", err)
	}
	if _, err := a.RejectedItem(ctx, 2); !errors.Is(err, intake.ErrNoRejected) {
		t.Errorf("got %v", err)
	}
}

// One thing is dismissed, or all of one job and nothing of another.
func TestDismiss(t *testing.T) {
	ctx := t.Context()
	a := open(t, t.TempDir(), archive.Options{})
	for range 2 {
		j, err := a.BeginJob(ctx, intake.Job{Kind: intake.Ingest, Began: time.Unix(1000, 0)})
		if err != nil {
			t.Fatal(err)
		}
		if err := a.SaveJob(ctx, j, []intake.Rejected{{Reason: "a"}, {Reason: "b"}, {Reason: "c"}}); err != nil {
			t.Fatal(err)
		}
	}
	if err := a.Dismiss(ctx, 1); err != nil {
		t.Fatal(err)
	}
	if err := a.Dismiss(ctx, 1); !errors.Is(err, intake.ErrNoRejected) {
		t.Errorf("twice: got %v", err)
	}
	if n, err := a.DismissAll(ctx, 1); err != nil || n != 2 {
		t.Errorf("%d dismissed, %v", n, err)
	}
	if list, err := a.Rejected(ctx, 0, 10); err != nil || len(list) != 3 || list[0].Job != 2 {
		t.Errorf("%+v, %v", list, err)
	}
}
