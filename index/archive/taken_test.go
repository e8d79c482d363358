package archive_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index/archive"
	"github.com/dateline-search/dateline/index/intake"
)

func TestTakenFiles(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	a := open(t, dir, archive.Options{})
	now := time.Date(2025, 6, 1, 12, 0, 0, 0, time.UTC)
	files := []intake.File{
		{Path: "/in/a.json", Size: 7, Modified: now.Add(123), Taken: now, Articles: 2},
		{Path: "/in/b.json", Size: 9, Modified: now, Taken: now, Rejected: 1, Error: "/in/b.json:1: is no text"},
	}
	if err := a.PutTaken(ctx, files); err != nil {
		t.Fatal(err)
	}
	files[0].Size, files[0].Modified = 8, now.Add(456)
	if err := a.PutTaken(ctx, files[:1]); err != nil {
		t.Fatal(err)
	}
	got, err := open(t, dir, archive.Options{}).Taken(ctx)
	if diff := cmp.Diff(files, got); err != nil || diff != "" {
		t.Errorf("%v\n%s", err, diff)
	}
}

// Of a folder counts what lies in it and below, and nothing of its neighbours.
func TestTakenFrom(t *testing.T) {
	ctx := t.Context()
	a := open(t, t.TempDir(), archive.Options{})
	now := time.Date(2025, 6, 1, 12, 0, 0, 0, time.UTC)
	var files []intake.File
	for i, path := range []string{"/in/a.json", "/in/below/b.json", "/in2/c.json", "/in-3/d.json", "/in", "/x/in/e.json"} {
		files = append(files, intake.File{Path: path, Modified: now, Taken: now.Add(time.Duration(i) * time.Hour), Articles: 10, Rejected: 1})
	}
	if err := a.PutTaken(ctx, files); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]intake.Watched{
		"/in":    {Path: "/in", Files: 2, Articles: 20, Rejected: 2, Taken: now.Add(time.Hour)},
		"/":      {Path: "/", Files: 6, Articles: 60, Rejected: 6, Taken: now.Add(5 * time.Hour)},
		"/empty": {Path: "/empty"},
	} {
		got, err := a.TakenFrom(ctx, path)
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Errorf("%s: %v\n%s", path, err, diff)
		}
	}
}

func TestFolders(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	a := open(t, dir, archive.Options{})
	for i, path := range []string{"/in", "/a wire", "/in"} {
		if created, err := a.PutFolder(ctx, path); err != nil || created != (i < 2) {
			t.Errorf("%s: created %v, %v", path, created, err)
		}
	}
	b := open(t, dir, archive.Options{})
	if got, err := b.Folders(ctx); err != nil || !slices.Equal(got, []string{"/in", "/a wire"}) {
		t.Errorf("%q, %v", got, err)
	}
	if err := b.RemoveFolder(ctx, "/in"); err != nil {
		t.Error(err)
	}
	if err := a.RemoveFolder(ctx, "/in"); !errors.Is(err, intake.ErrNoFolder) {
		t.Errorf("removed again: %v", err)
	}
	if got, err := a.Folders(ctx); err != nil || !slices.Equal(got, []string{"/a wire"}) {
		t.Errorf("%q, %v", got, err)
	}
}

// What was rejected of a file is forgotten when it is taken again, and nothing else:
// not what is rejected now, nor what another file held.
func TestATakenFileSupersedesItself(t *testing.T) {
	ctx := t.Context()
	a := open(t, t.TempDir(), archive.Options{})
	now := time.Date(2025, 6, 1, 12, 0, 0, 0, time.UTC)
	take := func(at time.Time, rejected ...string) {
		t.Helper()
		j, err := a.BeginJob(ctx, intake.Job{Kind: intake.Folder, Began: at})
		if err != nil {
			t.Fatal(err)
		}
		var list []intake.Rejected
		for _, file := range rejected {
			list = append(list, intake.Rejected{At: at, File: file, Reason: "is broken"})
		}
		if err := a.SaveJob(ctx, j, list); err != nil {
			t.Fatal(err)
		}
		file := intake.File{Path: "/in/a.zip", Modified: at, Taken: at.Add(time.Second), Rejected: len(rejected)}
		if err := a.PutTaken(ctx, []intake.File{file}); err != nil {
			t.Fatal(err)
		}
	}
	holds := func(want ...string) {
		t.Helper()
		list, err := a.Rejected(ctx, 0, 10)
		var got []string
		for _, r := range list {
			got = append(got, r.File)
		}
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%q are left, %v, want %q", got, err, want)
		}
	}
	take(now, "/in/a.zip", "/in/a.zip/b.json", "/in/a.zip2", "/in/c.json")
	holds("/in/c.json", "/in/a.zip2", "/in/a.zip/b.json", "/in/a.zip")
	take(now.Add(time.Minute), "/in/a.zip/d.json")
	holds("/in/a.zip/d.json", "/in/c.json", "/in/a.zip2")
	take(now.Add(2 * time.Minute))
	holds("/in/c.json", "/in/a.zip2")
	take(now.Add(3 * time.Minute))
	holds("/in/c.json", "/in/a.zip2")
}

// Of files that are gone it is known that they were taken as they were, and what they
// held still counts.
func TestFilesThatAreGone(t *testing.T) {
	ctx := t.Context()
	a := open(t, t.TempDir(), archive.Options{})
	now := time.Date(2025, 6, 1, 12, 0, 0, 0, time.UTC)
	var files []intake.File
	for i, path := range []string{"/in/a.json", "/in/below/b.json", "/in/below/c.json", "/in2/d.json", "/in/e.json"} {
		files = append(files, intake.File{Path: path, Size: 7, Modified: now, Taken: now.Add(time.Duration(i) * time.Hour), Articles: 10, Rejected: i / 4})
	}
	if err := a.PutTaken(ctx, files); err != nil {
		t.Fatal(err)
	}
	j, err := a.BeginJob(ctx, intake.Job{Kind: intake.Folder, Began: now})
	if err != nil {
		t.Fatal(err)
	}
	if err := a.SaveJob(ctx, j, []intake.Rejected{{At: now, File: "/in/e.json", Reason: "x"}}); err != nil {
		t.Fatal(err)
	}
	before, err := a.TakenFrom(ctx, "/in")
	if err != nil {
		t.Fatal(err)
	}
	changed := files[3]
	changed.Size = 8 // since it was looked at
	gone, err := a.ForgetTaken(ctx, append(slices.Clone(files[:3]), changed, files[4]))
	if diff := cmp.Diff(files[:3], gone); err != nil || diff != "" {
		t.Fatalf("%v\n%s", err, diff)
	}
	after, err := a.TakenFrom(ctx, "/in")
	if diff := cmp.Diff(before, after); err != nil || diff != "" || after.Files != 4 {
		t.Errorf("%v\n%s", err, diff)
	}
	left, err := a.Taken(ctx)
	if diff := cmp.Diff([]intake.File{files[4], files[3]}, left); err != nil || diff != "" {
		t.Errorf("%v\n%s", err, diff)
	}
	if was, err := a.WasTaken(ctx, files[3:]); err != nil || !was[0] || !was[1] {
		t.Errorf("of what is not forgotten: %v, %v", was, err)
	}
	other := files[0]
	other.Modified = now.Add(1)
	was, err := a.WasTaken(ctx, []intake.File{files[0], files[2], other, changed, {Path: "/in/new.json", Size: 7, Modified: now}})
	if diff := cmp.Diff([]bool{true, true, false, false, false}, was); err != nil || diff != "" {
		t.Errorf("%v\n%s", err, diff)
	}
	if all, err := a.TakenFrom(ctx, "/"); err != nil || all.Files != 5 {
		t.Errorf("%+v, %v", all, err)
	}
}
