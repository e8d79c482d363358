package archivetest

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"sync"
	"testing"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/archive"
	"github.com/dateline-search/dateline/index/news"
)

func testDelete(t *testing.T, a Archive) {
	ctx := t.Context()
	mustPut(t, a, article("x", "first"), article("y", "stays"))
	mustPut(t, a, article("x", "second"))
	outcome, err := a.Delete(ctx, "x")
	check(t, "Delete", outcome, index.Outcome{ID: "x", Status: index.Deleted, Seq: 4, Version: 2}, err, nil)

	_, err = a.Get(ctx, "x")
	check(t, "Get", nil, nil, err, index.ErrGone)
	_, err = a.Delete(ctx, "x")
	check(t, "Delete again", nil, nil, err, index.ErrGone)
	_, err = a.Versions(ctx, "x")
	check(t, "Versions", nil, nil, err, index.ErrGone)
	for number := 1; number <= 2; number++ {
		_, err = a.GetVersion(ctx, "x", number)
		check(t, fmt.Sprint("GetVersion ", number), nil, nil, err, index.ErrGone)
	}
	count, err := a.Count(ctx)
	check(t, "Count", count, 1, err, nil)
	records, err := a.Since(ctx, 3, 10)
	tombstone := news.Record{Article: news.Article{ID: "x"}, Seq: 4, Version: 2, Deleted: true}
	check(t, "Since", records, []news.Record{tombstone}, err, nil)
}

func testRevive(t *testing.T, a Archive) {
	ctx := t.Context()
	mustPut(t, a, article("x", "taken down"))
	if _, err := a.Delete(ctx, "x"); err != nil {
		t.Fatal(err)
	}
	// The same text again is not "unchanged": there is none.
	checkPut(
		t, a, []news.Article{article("x", "taken down")},
		index.Outcome{ID: "x", Status: index.Created, Seq: 3, Version: 2},
	)
	mustPut(t, a, article("x", "third"))

	_, err := a.GetVersion(ctx, "x", 1)
	check(t, "GetVersion 1", nil, nil, err, index.ErrGone)
	versions, err := a.Versions(ctx, "x")
	check(t, "Versions", versions, []archive.Version{{Number: 2}, {Number: 3, Current: true}}, err, nil)
	count, err := a.Count(ctx)
	check(t, "Count", count, 1, err, nil)
}

func testGetMany(t *testing.T, a Archive) {
	mustPut(t, a, article("a", "1"), article("b", "2"), article("c", "3"), article("d", "4"))
	if _, err := a.Delete(t.Context(), "b"); err != nil {
		t.Fatal(err)
	}
	records, err := a.GetMany(t.Context(), []string{"d", "nothing", "a", "b", "d", "", "\xff"})
	var ids []string
	for _, r := range records {
		ids = append(ids, r.ID)
	}
	check(t, "GetMany", ids, []string{"d", "a", "d"}, err, nil)
}

func testSince(t *testing.T, a Archive) {
	mustPut(t, a, article("a", "1"), article("b", "2"), article("c", "3"))
	mustPut(t, a, article("a", "changed"))
	for _, tt := range []struct {
		name  string
		seq   uint64
		limit int
		want  []uint64
	}{
		{"all, and what changed once", 0, 10, []uint64{2, 3, 4}},
		{"a limit", 0, 2, []uint64{2, 3}},
		{"above alone", 3, 10, []uint64{4}},
		{"nothing new", 4, 10, nil},
		{"no limit is none", 0, 0, nil},
		{"below none", 0, -1, nil},
		{"far beyond", math.MaxUint64, 10, nil},
	} {
		records, err := a.Since(t.Context(), tt.seq, tt.limit)
		var got []uint64
		for _, r := range records {
			got = append(got, r.Seq)
		}
		check(t, tt.name, got, tt.want, err, nil)
	}
}

func testOddIDs(t *testing.T, a Archive) {
	ids := []string{
		"1", "1.0", "01", " ", "a b", `"quoted"`, `back\slash`, "a'b", "null", "[]", "ü", "u\u0308", "X", "x",
		"\u2028", "\U0001F6A2", "<&>", "a\nb", strings.Repeat("long", 500),
	}
	for i, id := range ids {
		checkPut(
			t, a, []news.Article{article(id, "text")},
			index.Outcome{ID: id, Status: index.Created, Seq: uint64(i + 1), Version: 1},
		)
	}
	for i, id := range ids {
		checkPut(
			t, a, []news.Article{article(id, "text")},
			index.Outcome{ID: id, Status: index.Unchanged, Seq: uint64(i + 1), Version: 1},
		)
	}
	records, err := a.GetMany(t.Context(), ids)
	check(t, "GetMany", len(records), len(ids), err, nil)
	for i, r := range records {
		check(t, "GetMany", r.ID, ids[i], nil, nil)
	}
}

func testSettings(t *testing.T, a Archive) {
	ctx := t.Context()
	value, found, err := a.Setting(ctx, "key")
	check(t, "Setting", found, false, err, nil)
	check(t, "Setting", value, []byte(nil), err, nil)
	for _, want := range [][]byte{{1, 0, 255}, []byte("text"), {}, nil} {
		if err := a.PutSetting(ctx, "key", want); err != nil {
			t.Fatal(err)
		}
		value, found, err := a.Setting(ctx, "key")
		check(t, "Setting", value, want, err, nil)
		check(t, "found", found, true, nil, nil)
	}
	last, err := a.Last(ctx)
	check(t, "Last", last, uint64(0), err, nil)
}

func testSettingOrPut(t *testing.T, a Archive) {
	refused := errors.New("no entropy")
	_, err := a.SettingOrPut(t.Context(), "key", func() ([]byte, error) { return nil, refused })
	check(t, "SettingOrPut", nil, nil, err, refused)

	var produced int // at most one produces at a time
	values := make([]string, 8)
	var wg sync.WaitGroup
	for i := range values {
		wg.Go(func() {
			value, err := a.SettingOrPut(t.Context(), "key", func() ([]byte, error) {
				produced++
				return []byte("key " + fmt.Sprint(i)), nil
			})
			if err != nil {
				t.Error(err)
			}
			values[i] = string(value)
		})
	}
	wg.Wait()
	for _, v := range values {
		if v != values[0] || produced != 1 {
			t.Errorf("values %q, produced %d times, want one value, produced once", values, produced)
		}
	}
}

func testContext(t *testing.T, a Archive) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := a.Put(ctx, []news.Article{article("x", "first")})
	check(t, "Put", nil, nil, err, context.Canceled)
	_, err = a.Delete(ctx, "x")
	check(t, "Delete", nil, nil, err, context.Canceled)
	_, err = a.Get(ctx, "x")
	check(t, "Get", nil, nil, err, context.Canceled)
	_, err = a.Since(ctx, 0, 1)
	check(t, "Since", nil, nil, err, context.Canceled)
	last, err := a.Last(t.Context())
	check(t, "Last", last, uint64(0), err, nil)
}
