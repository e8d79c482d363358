package bleveindex_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index"
)

// numbered is an article as the archive gives it.
func numbered(id string, seq uint64, version int) index.Document {
	d := article(id, "text of "+id)
	d.Seq, d.Version, d.Group = seq, version, 1<<63+seq%2
	return d
}

func TestEntriesSayWhichTextIsHeld(t *testing.T) {
	s := open(t, t.TempDir())
	g := s.Current()
	write(t, g, 3, numbered("a", 1, 1), numbered("b", 2, 1), numbered("c", 3, 1))
	write(t, g, 1<<40, numbered("a", 1<<40, 2000), deleted("b"))
	got := map[string]index.State{}
	mark, err := g.Entries(t.Context(), func(e index.Entry) error {
		got[e.ID] = e.State
		return nil
	})
	want := map[string]index.State{"a": {Seq: 1 << 40, Version: 2000}, "c": {Seq: 3, Version: 1}}
	if diff := cmp.Diff(want, got); diff != "" || err != nil || mark != 1<<40 {
		t.Errorf("watermark %d, %v (-want +got):\n%s", mark, err, diff)
	}
}

func TestEntriesFail(t *testing.T) {
	s := open(t, t.TempDir())
	g := s.Current()
	write(t, g, 1, numbered("a", 1, 1))
	enough := errors.New("enough")
	if _, err := g.Entries(t.Context(), func(index.Entry) error { return enough }); !errors.Is(err, enough) {
		t.Errorf("error %v, want that of the callback", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := g.Entries(ctx, func(index.Entry) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want the context's", err)
	}
}
