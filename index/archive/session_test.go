package archive_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index/access"
	"github.com/dateline-search/dateline/index/archive"
)

func TestSessions(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	a := open(t, dir, archive.Options{})
	now := time.Date(2025, 6, 1, 12, 0, 0, 1000, time.UTC)
	one, token := access.NewSession("abcdefgh", now)
	if err := a.PutSession(ctx, one); err != nil {
		t.Fatal(err)
	}
	b := open(t, dir, archive.Options{}) // it outlives a restart
	got, found, err := b.FindSession(ctx, access.HashOf(token))
	if diff := cmp.Diff(one, got); diff != "" || !found || err != nil {
		t.Errorf("found %v, %v (-want +got):\n%s", found, err, diff)
	}
	if _, found, err := b.FindSession(ctx, access.HashOf(token+"x")); found || err != nil {
		t.Errorf("a session of another token: %v, %v", found, err)
	}
	two, _ := access.NewSession("abcdefgh", one.Ends.Add(time.Second))
	if err := a.PutSession(ctx, two); err != nil {
		t.Fatal(err)
	}
	if _, found, _ := a.FindSession(ctx, one.Hash); found {
		t.Error("a session that has ended is kept")
	}
	for range 2 { // ending it again does nothing
		if err := a.EndSession(ctx, two.Hash); err != nil {
			t.Fatal(err)
		}
	}
	if _, found, _ := a.FindSession(ctx, two.Hash); found {
		t.Error("a session that was ended is found")
	}
}
