package archive_test

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index/archive"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/schema"
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
		{ID: "b", Version: 1, Published: 20, Group: 1<<63 + 7, Signature: signature(2)},
		{ID: "a", Version: 1, Published: math.MaxInt64, Group: 1<<63 + 7, Signature: signature(1)},
		{ID: "c", Version: 1, Group: 5, Signature: signature(3)},
		{ID: "nobody", Version: 1, Group: 5, Signature: signature(4)},
	}
	if err := a.PutSignatures(ctx, first, nil); err != nil {
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
	if err := a.PutSignatures(ctx, []similar.Row{moved, {ID: "a", Version: 2}}, nil); err != nil {
		t.Fatal(err)
	}
	check("one moved, one dropped", first[0], moved)
	if _, err := a.Delete(ctx, "b"); err != nil {
		t.Fatal(err)
	}
	if got := counts(); len(got) != 0 {
		t.Errorf("with one deleted, not yet dropped: %v", got)
	}
	if got, err := a.Members(ctx, []uint64{1<<63 + 7, 5, 6}); err != nil || !slices.Equal(got, []string{"b", "c"}) {
		t.Errorf("members: %q, %v", got, err)
	}
	stop := errors.New("stop")
	if err := a.Signatures(ctx, func(similar.Row) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("got %v", err)
	}
	if got, err := a.Similar(ctx, "nobody", 10); err != nil || len(got) != 0 {
		t.Errorf("similar to nobody: %q, %v", got, err)
	}
}

// An article that comes into another group is met again by those who follow the
// archive, and keeps the number of its own last change until it changes itself.
func TestMovedArticlesAreMetAgain(t *testing.T) {
	a := open(t, t.TempDir(), archive.Options{})
	ctx := t.Context()
	put := func(body string, ids ...string) (seqs []uint64) {
		t.Helper()
		for _, id := range ids {
			outcomes, err := a.Put(ctx, []news.Article{{ID: id, Title: id, Body: body}})
			if err != nil {
				t.Fatal(err)
			}
			seqs = append(seqs, outcomes[0].Seq)
		}
		return seqs
	}
	put("text", "a", "b", "c")
	rows := []similar.Row{
		{ID: "a", Version: 1, Group: 7, Published: 30, Signature: make([]byte, similar.Size)},
		{ID: "b", Version: 1, Group: 7, Published: 20, Signature: make([]byte, similar.Size)},
		{ID: "c", Version: 1, Group: 8, Published: 10, Signature: make([]byte, similar.Size)},
	}
	if err := a.PutSignatures(ctx, rows, nil); err != nil {
		t.Fatal(err)
	}
	if err := a.PutSignatures(ctx, nil, []similar.Move{{ID: "a", Group: 8}, {ID: "b", Group: 8}, {ID: "nobody", Group: 8}}); err != nil {
		t.Fatal(err)
	}
	met := func(since uint64) (all []string) {
		t.Helper()
		records, err := a.Since(ctx, since, 10)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range records {
			all = append(all, fmt.Sprintf("%s %d own %d version %d %s", r.ID, r.Seq, r.OwnSeq, r.Version, r.Body))
		}
		return all
	}
	if diff := cmp.Diff([]string{"a 4 own 1 version 1 text", "b 5 own 2 version 1 text"}, met(3)); diff != "" {
		t.Errorf("moved (-want +got):\n%s", diff)
	}
	if got, err := a.Similar(ctx, "a", 10); err != nil || !slices.Equal(got, []string{"c", "b"}) {
		t.Errorf("similar to a: %q, %v; want the earliest published first", got, err)
	}
	if got := put("text", "a", "b"); !slices.Equal(got, []uint64{1, 2}) {
		t.Errorf("unchanged articles have the numbers %d, want those of their own last change", got)
	}
	if err := a.PutSignatures(ctx, nil, []similar.Move{{ID: "a", Group: 9}}); err != nil {
		t.Fatal(err)
	}
	put("another text", "b")
	if _, err := a.Delete(ctx, "a"); err != nil {
		t.Fatal(err)
	}
	last, _ := a.Last(ctx)
	if diff := cmp.Diff([]string{
		fmt.Sprintf("b %d own 0 version 2 another text", last-1),
		fmt.Sprintf("a %d own 0 version 1 ", last),
	}, met(5)); diff != "" {
		t.Errorf("changed and deleted (-want +got):\n%s", diff)
	}
	if err := a.Check(ctx); err != nil {
		t.Error(err)
	}
}

// A story that was published earlier and comes later takes those over that came
// before it, through the archive.
func TestGroupsAreThoseOfTheArchive(t *testing.T) {
	a := open(t, t.TempDir(), archive.Options{})
	ctx := t.Context()
	text := "The ferry between Greywick and Orven sailed on Thursday for the first time in eleven weeks, after engineers passed the pier."
	done := uint64(0)
	come := func(id string, day int) (met []string) {
		t.Helper()
		at := news.Date{Time: time.Date(2025, 5, day, 0, 0, 0, 0, time.UTC), Precision: news.Day}
		if _, err := a.Put(ctx, []news.Article{{ID: id, Title: "Ferry", Body: text, Published: at}}); err != nil {
			t.Fatal(err)
		}
		g := similar.New(a) // a process of its own
		for {
			records, err := a.Since(ctx, done, 10)
			if err != nil {
				t.Fatal(err)
			}
			if len(records) == 0 {
				return met
			}
			groups, err := g.Group(ctx, records)
			if err != nil {
				t.Fatal(err)
			}
			for i, r := range records {
				met, done = append(met, fmt.Sprintf("%s %t", r.ID, groups[i] == schema.GroupOf("early"))), r.Seq
			}
		}
	}
	for _, step := range []struct {
		id   string
		day  int
		want []string
	}{
		{"late", 9, []string{"late false"}},
		{"middle", 5, []string{"middle false", "late false"}},
		{"early", 1, []string{"early false", "late true", "middle true"}},
		{"last", 20, []string{"last true"}},
	} {
		got := come(step.id, step.day)
		slices.Sort(got[1:]) // those that move, in whatever order
		if diff := cmp.Diff(step.want, got); diff != "" {
			t.Errorf("with %s (-want +got):\n%s", step.id, diff)
		}
	}
}
