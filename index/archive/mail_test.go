package archive_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index/alert"
	"github.com/dateline-search/dateline/index/archive"
)

// Of what matched a search little more is kept than can be new, but for what a
// mail is still to tell of.
func TestMatchesAreBounded(t *testing.T) {
	ctx, a := t.Context(), open(t, t.TempDir(), archive.Options{})
	now := time.Date(2025, 6, 1, 12, 0, 0, 0, time.UTC)
	for i := range 300 {
		var matches []alert.Match
		for j := range 5 {
			article := fmt.Sprint(i, "-", j)
			matches = append(matches, alert.Match{Search: "plain", Article: article, Version: 1, Made: now},
				alert.Match{Search: "mailed", Article: article, Version: 1, Made: now, Mail: true})
		}
		if err := a.PutMatches(ctx, matches, nil, uint64(i)); err != nil {
			t.Fatal(err)
		}
	}
	count := func(id string) int {
		st, err := a.Standing(ctx, alert.Search{ID: id}, 5000)
		if err != nil || st.New != alert.MostNew || st.Latest[0].Article != "299-4" {
			t.Fatalf("%s: %d new, %v, %v", id, st.New, st.Latest, err)
		}
		return len(st.Latest)
	}
	// That nothing was forgotten in the last 200 additions happens once in 400,000 runs.
	if n := count("plain"); n < alert.MostNew || n > 6*alert.MostNew {
		t.Errorf("%d matches are kept", n)
	}
	if n := count("mailed"); n != 1500 {
		t.Errorf("%d matches are kept of 1500 that a mail is to tell of", n)
	}
}

func TestMatchesAreToldOnce(t *testing.T) {
	ctx := t.Context()
	now := time.Date(2025, 6, 1, 12, 0, 0, 0, time.UTC)
	a := open(t, t.TempDir(), archive.Options{Now: func() time.Time { return now }})
	s := alert.Search{ID: "s", Name: "x", Email: "desk@news.example", Created: now, Changed: now}
	if err := a.PutSearch(ctx, s); err != nil {
		t.Fatal(err)
	}
	put := func(article string, version int) {
		t.Helper()
		m := alert.Match{Search: "s", Article: article, Version: version, Made: now, Mail: true}
		if err := a.PutMatches(ctx, []alert.Match{m}, nil, 1); err != nil {
			t.Fatal(err)
		}
	}
	untold := func(after time.Time, want ...string) {
		t.Helper()
		got, err := a.Untold(ctx, after)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("untold: %v (-want +got):\n%s", err, diff)
		}
	}
	put("a", 1)
	put("b", 1)
	put("a", 1) // the same version
	untold(now.Add(-time.Hour), "s")
	one := alert.Mail{ID: "m1", Search: "s", Address: s.Email, Due: now, Made: now}
	if err := a.PutMail(ctx, one); err != nil {
		t.Fatal(err)
	}
	put("c", 1)
	untold(now.Add(time.Hour)) // while one is to be sent there is no other
	matches, all, err := a.Mailed(ctx, "m1", 1)
	if err != nil || all != 2 || len(matches) != 1 || matches[0].Article != "b" {
		t.Errorf("the mail tells of %v out of %d, %v", matches, all, err)
	}
	if due, err := a.PendingMails(ctx, now, 10); len(due) != 1 || due[0] != one || err != nil {
		t.Errorf("due: %v, %v", due, err)
	}
	one.State, one.Attempts, one.Due = alert.Sent, 1, now
	if err := a.MarkMail(ctx, one); err != nil {
		t.Fatal(err)
	}
	untold(now.Add(-time.Second)) // too early
	untold(now, "s")
	if st, err := a.Standing(ctx, s, 10); err != nil || st.Mail != one || st.New != 3 {
		t.Errorf("standing %+v, %v", st, err)
	}
	if err := a.Looked(ctx, "s"); err != nil {
		t.Fatal(err)
	}
	if got, err := a.Search(ctx, "s"); err != nil || got.Seen == 0 {
		t.Errorf("looked: %+v, %v", got, err)
	}
	s.Email = "" // nobody wants to know any more
	if err := a.PutSearch(ctx, s); err != nil {
		t.Fatal(err)
	}
	untold(now)
}

// What was under way when a process ended is due at once in the next.
func TestResumeDeliveries(t *testing.T) {
	ctx := t.Context()
	now := time.Date(2025, 6, 1, 12, 0, 0, 0, time.UTC)
	a := open(t, t.TempDir(), archive.Options{Now: func() time.Time { return now }})
	d := alert.Delivery{ID: "d", Search: "s", Article: "x", Version: 1, Due: now, Made: now}
	if err := a.PutMatches(ctx, nil, []alert.Delivery{d}, 1); err != nil {
		t.Fatal(err)
	}
	for problem, want := range map[string]int{alert.UnderWay: 1, "the webhook answers 500": 0} {
		d.Due, d.Problem = now.Add(time.Minute), problem
		if err := a.MarkDeliveries(ctx, []alert.Delivery{d}); err != nil {
			t.Fatal(err)
		}
		if err := a.ResumeDeliveries(ctx, now); err != nil {
			t.Fatal(err)
		}
		if due, err := a.Pending(ctx, now, 10); len(due) != want || err != nil {
			t.Errorf("%s: %d due, want %d, %v", problem, len(due), want, err)
		}
	}
}
