package archivetest

import (
	"encoding/json"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/news"
)

func testEmpty(t *testing.T, a Archive) {
	ctx, m := t.Context(), newModel()
	outcomes, err := a.Put(ctx, nil)
	check(t, "Put", outcomes, m.put(nil), err, nil)
	last, err := a.Last(ctx)
	check(t, "Last", last, uint64(0), err, nil)
	records, err := a.Since(ctx, 0, 10)
	check(t, "Since", records, []news.Record(nil), err, nil)
	_, err = a.Get(ctx, "x")
	check(t, "Get", nil, nil, err, index.ErrNotFound)
	_, err = a.Versions(ctx, "x")
	check(t, "Versions", nil, nil, err, index.ErrNotFound)
	_, err = a.Delete(ctx, "x")
	check(t, "Delete", nil, nil, err, index.ErrNotFound)
}

func testPut(t *testing.T, a Archive) {
	for _, want := range []index.Outcome{
		{ID: "x", Status: index.Created, Seq: 1, Version: 1},
		{ID: "x", Status: index.Unchanged, Seq: 1, Version: 1},
	} {
		checkPut(t, a, []news.Article{article("x", "first")}, want)
	}
	checkPut(
		t, a,
		[]news.Article{article("y", "other"), article("x", "second"), article("y", "other")},
		index.Outcome{ID: "y", Status: index.Created, Seq: 2, Version: 1},
		index.Outcome{ID: "x", Status: index.Updated, Seq: 3, Version: 2},
		index.Outcome{ID: "y", Status: index.Unchanged, Seq: 2, Version: 1},
	)
	checkPut(
		t, a, []news.Article{article("x", "first")},
		index.Outcome{ID: "x", Status: index.Updated, Seq: 4, Version: 3},
	)
}

func testTwice(t *testing.T, a Archive) {
	checkPut(
		t, a,
		[]news.Article{article("x", "first"), article("x", "first"), article("x", "second"), article("x", "first")},
		index.Outcome{ID: "x", Status: index.Created, Seq: 1, Version: 1},
		index.Outcome{ID: "x", Status: index.Unchanged, Seq: 1, Version: 1},
		index.Outcome{ID: "x", Status: index.Updated, Seq: 2, Version: 2},
		index.Outcome{ID: "x", Status: index.Updated, Seq: 3, Version: 3},
	)
	got, err := a.GetVersion(t.Context(), "x", 2)
	check(t, "GetVersion", got, news.Record{Article: article("x", "second"), Seq: 2, Version: 2}, err, nil)
}

func testAllOrNone(t *testing.T, a Archive) {
	for _, id := range []string{"", "a\x00b", "a\xffb"} {
		_, err := a.Put(t.Context(), []news.Article{article("x", "first"), article(id, "bad")})
		check(t, fmt.Sprintf("Put %q", id), nil, nil, err, index.ErrInvalid)
	}
	// What Validate refuses cannot be stored; the one before it is not either.
	bad := article("y", "bad")
	bad.Extra = map[string]json.RawMessage{"desk": json.RawMessage(`{`)}
	if _, err := a.Put(t.Context(), []news.Article{article("x", "first"), bad}); err == nil {
		t.Error("Put took what is not JSON")
	}
	last, err := a.Last(t.Context())
	check(t, "Last", last, uint64(0), err, nil)
	checkPut(
		t, a, []news.Article{article("x", "first")},
		index.Outcome{ID: "x", Status: index.Created, Seq: 1, Version: 1},
	)
}

func testWhole(t *testing.T, a Archive) {
	whole := news.Article{
		ID: "x", URL: "https://harbour-ledger.example/a?b=%C3%BC", Title: "Ein \u201egroßer\u201c Tag \U0001F6A2",
		Subtitle: "'; DROP TABLE article; --", Body: "One.\n\nTwo \u0000 nul, \t tab.", HTML: "<p>One.</p>",
		Source: "Harbour Ledger", Section: "Local", Authors: []string{"Ada Bell", "Ö. İ"}, Lang: "de",
		Published: news.Date{Time: time.Date(2025, 5, 9, 14, 0, 0, 0, time.UTC), Precision: news.Minute, ZoneUnknown: true, Raw: "9 May, 2 pm"},
		Updated:   news.Date{Time: time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC), Precision: news.Year},
		Keywords:  []string{"harbour"}, Image: "https://harbour-ledger.example/a.jpg", Copyright: "© 2025",
		Extra: map[string]json.RawMessage{"desk": json.RawMessage(`{"n": [1, 2.50, null]}`)},
	}
	mustPut(t, a, whole)
	got, err := a.Get(t.Context(), "x")
	check(t, "Get", got, news.Record{Article: whole, Seq: 1, Version: 1}, err, nil)
}

func testTimes(t *testing.T, a Archive) {
	before := time.Now().Add(-time.Millisecond)
	mustPut(t, a, article("x", "first"))
	first := mustGet(t, a, "x")
	after := time.Now().Add(time.Millisecond)
	if first.FirstSeen.Before(before) || first.FirstSeen.After(after) || first.FirstSeen.Location() != time.UTC {
		t.Errorf("first seen %v, want a time in UTC from %v to %v", first.FirstSeen, before, after)
	}
	if !first.Changed.Equal(first.FirstSeen) {
		t.Errorf("changed %v, want %v", first.Changed, first.FirstSeen)
	}
	mustPut(t, a, article("x", "first"))
	if again := mustGet(t, a, "x"); !again.Changed.Equal(first.Changed) {
		t.Errorf("changed %v by an article that was unchanged, want %v", again.Changed, first.Changed)
	}
	mustPut(t, a, article("x", "second"))
	second := mustGet(t, a, "x")
	if !second.FirstSeen.Equal(first.FirstSeen) || second.Changed.Before(first.Changed) {
		t.Errorf("second version has %v and %v, first %v", second.FirstSeen, second.Changed, first.FirstSeen)
	}
	versions, err := a.Versions(t.Context(), "x")
	if err != nil || len(versions) != 2 || !versions[0].Stored.Equal(first.Changed) || !versions[1].Stored.Equal(second.Changed) {
		t.Errorf("versions %v, %v", versions, err)
	}
}

// testFollow has writers and one who reads what is new, as the indexer does.
func testFollow(t *testing.T, a Archive) {
	const writers, each = 3, 40
	var wg sync.WaitGroup
	for w := range writers {
		wg.Go(func() {
			for n := range each {
				if _, err := a.Put(t.Context(), []news.Article{article(fmt.Sprint(w, "-", n), "text")}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	written := make(chan struct{})
	go func() { wg.Wait(); close(written) }()

	seen := follow(t, a, written)
	for seq := uint64(1); seq <= writers*each; seq++ {
		if seen[seq] != 1 {
			t.Errorf("number %d was seen %d times", seq, seen[seq])
		}
	}
}

// follow counts the numbers it sees, until all is read that was there when
// written was closed.
func follow(t *testing.T, a Archive, written <-chan struct{}) map[uint64]int {
	t.Helper()
	seen := map[uint64]int{}
	for mark, over := uint64(0), false; ; {
		select {
		case <-written:
			over = true
		default:
		}
		records, err := a.Since(t.Context(), mark, 7)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range records {
			seen[r.Seq]++
			mark = r.Seq
		}
		if over && len(records) == 0 {
			return seen
		}
	}
}
