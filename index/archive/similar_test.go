package archive_test

import (
	"bytes"
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index/archive"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/similar"
)

func TestSignatures(t *testing.T) {
	a := open(t, t.TempDir(), archive.Options{})
	ctx := t.Context()
	var articles []news.Article
	for _, id := range []string{"a", "b", "c", "d"} {
		articles = append(articles, news.Article{ID: id, Title: id, Body: id})
	}
	if _, err := a.Put(ctx, articles); err != nil {
		t.Fatal(err)
	}
	signature := func(b byte) []byte { return bytes.Repeat([]byte{b}, similar.Size) }
	first := []similar.Row{
		{ID: "b", Version: 1, Group: 1<<63 + 7, Signature: signature(2)},
		{ID: "a", Version: 1, Group: 1<<63 + 7, Signature: signature(1)},
		{ID: "c", Version: 1, Group: 5, Signature: signature(3)},
		{ID: "nobody", Version: 1, Group: 5, Signature: signature(4)},
	}
	if err := a.PutSignatures(ctx, first); err != nil {
		t.Fatal(err)
	}
	check := func(what string, want ...similar.Row) {
		t.Helper()
		var got []similar.Row
		if err := a.Signatures(ctx, func(r similar.Row) error { got = append(got, r); return nil }); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", what, diff)
		}
	}
	check("first", first[1], first[0], first[2])
	if got, err := a.Similar(ctx, "a", 10); err != nil || !slices.Equal(got, []string{"b"}) {
		t.Errorf("similar to a: %q, %v", got, err)
	}
	counts := func() map[string]int {
		t.Helper()
		got, err := a.SimilarCounts(ctx, []string{"a", "b", "c", "d", "nobody", "a"})
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	if diff := cmp.Diff(map[string]int{"a": 1, "b": 1}, counts()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}

	moved := similar.Row{ID: "c", Version: 2, Group: 1<<63 + 7, Signature: signature(9)}
	if err := a.PutSignatures(ctx, []similar.Row{moved, {ID: "a", Version: 2}}); err != nil {
		t.Fatal(err)
	}
	check("one moved, one dropped", first[0], moved)
	if _, err := a.Delete(ctx, "b"); err != nil {
		t.Fatal(err)
	}
	if got := counts(); len(got) != 0 {
		t.Errorf("with one deleted, not yet dropped: %v", got)
	}
	stop := errors.New("stop")
	if err := a.Signatures(ctx, func(similar.Row) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("got %v", err)
	}
	if got, err := a.Similar(ctx, "nobody", 10); err != nil || len(got) != 0 {
		t.Errorf("similar to nobody: %q, %v", got, err)
	}
}
