package archivetest

import (
	"testing"
	"time"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/archive"
	"github.com/dateline-search/dateline/index/news"
)

// sent is an article as an agency sends it: on a day of May, with a status.
func sent(day int, status news.Status, text string) news.Article {
	a := article("x", text)
	a.Usage = news.Usage{Status: status, Sent: time.Date(2026, 5, day, 0, 0, 0, 0, time.UTC)}
	return a
}

func testKill(t *testing.T, a Archive) {
	ctx := t.Context()
	first, kill := sent(1, news.Usable, "first"), news.Article{ID: "x", Usage: sent(2, news.Canceled, "").Usage}
	mustPut(t, a, first, article("y", "stays"))
	checkPut(t, a, []news.Article{kill, kill, first},
		index.Outcome{ID: "x", Status: index.Deleted, Seq: 3, Version: 1},
		index.Outcome{ID: "x", Status: index.Unchanged, Seq: 3, Version: 1},
		index.Outcome{ID: "x", Status: index.Unchanged, Seq: 3, Version: 1}) // the killed text again
	_, err := a.Get(ctx, "x")
	check(t, "Get", nil, nil, err, index.ErrGone)
	_, err = a.GetVersion(ctx, "x", 1)
	check(t, "GetVersion", nil, nil, err, index.ErrGone)
	records, err := a.Since(ctx, 2, 10)
	check(t, "Since", records, []news.Record{{Article: news.Article{ID: "x"}, Seq: 3, Version: 1, Deleted: true}}, err, nil)

	// What says nothing of when it was sent cannot bring it back, a newer text can.
	checkPut(t, a, []news.Article{article("x", "from elsewhere"), sent(3, news.Usable, "third")},
		index.Outcome{ID: "x", Status: index.Unchanged, Seq: 3, Version: 1},
		index.Outcome{ID: "x", Status: index.Created, Seq: 4, Version: 2})
	_, err = a.GetVersion(ctx, "x", 1)
	check(t, "GetVersion", nil, nil, err, index.ErrGone)
	count, err := a.Count(ctx)
	check(t, "Count", count, 2, err, nil)
}

func testKillFirst(t *testing.T, a Archive) {
	checkPut(t, a, []news.Article{sent(2, news.Canceled, ""), sent(1, news.Usable, "first")},
		index.Outcome{ID: "x", Status: index.Deleted, Seq: 1},
		index.Outcome{ID: "x", Status: index.Unchanged, Seq: 1})
	_, err := a.Get(t.Context(), "x")
	check(t, "Get", nil, nil, err, index.ErrGone)
	count, err := a.Count(t.Context())
	check(t, "Count", count, 0, err, nil)
	checkPut(t, a, []news.Article{sent(3, news.Usable, "third")}, index.Outcome{ID: "x", Status: index.Created, Seq: 2, Version: 1})
	versions, err := a.Versions(t.Context(), "x")
	check(t, "Versions", versions, []archive.Version{{Number: 1, Current: true}}, err, nil)
}

func testHeld(t *testing.T, a Archive) {
	ctx := t.Context()
	until := time.Date(2900, 1, 1, 12, 0, 0, 0, time.UTC)
	embargoed := sent(1, news.Usable, "secret")
	embargoed.Usage.Embargo = until
	checkPut(t, a, []news.Article{embargoed}, index.Outcome{ID: "x", Status: index.Created, Seq: 1, Version: 1})

	_, err := a.Get(ctx, "x")
	check(t, "Get", nil, nil, err, &index.HeldError{Until: until})
	_, err = a.GetVersion(ctx, "x", 1)
	check(t, "GetVersion", nil, nil, err, &index.HeldError{Until: until})
	_, err = a.Versions(ctx, "x")
	check(t, "Versions", nil, nil, err, &index.HeldError{Until: until})
	many, err := a.GetMany(ctx, []string{"x"})
	check(t, "GetMany", many, []news.Record(nil), err, nil)
	count, err := a.Count(ctx)
	check(t, "Count", count, 0, err, nil)
	records, err := a.Since(ctx, 0, 10)
	check(t, "Since", records, []news.Record{{Article: news.Article{ID: "x"}, Seq: 1, Version: 1, Deleted: true}}, err, nil)
	released, err := a.Release(ctx)
	check(t, "Release", released, 0, err, nil)

	withheld, usable := sent(2, news.Withheld, "secret"), sent(3, news.Usable, "open")
	checkPut(t, a, []news.Article{withheld, withheld}, index.Outcome{ID: "x", Status: index.Updated, Seq: 2, Version: 2},
		index.Outcome{ID: "x", Status: index.Unchanged, Seq: 2, Version: 2})
	_, err = a.Get(ctx, "x")
	check(t, "Get", nil, nil, err, &index.HeldError{})
	checkPut(t, a, []news.Article{usable}, index.Outcome{ID: "x", Status: index.Updated, Seq: 3, Version: 3})
	check(t, "Get", mustGet(t, a, "x"), news.Record{Article: usable, Seq: 3, Version: 3}, nil, nil)
	count, err = a.Count(ctx)
	check(t, "Count", count, 1, err, nil)

	embargoed.Usage.Sent = sent(4, news.Usable, "").Usage.Sent // what was open is taken back
	mustPut(t, a, embargoed)
	_, err = a.Delete(ctx, "x")
	check(t, "Delete", nil, nil, err, nil)
	_, err = a.Get(ctx, "x")
	check(t, "Get", nil, nil, err, index.ErrGone)
}

func testLate(t *testing.T, a Archive) {
	third := sent(3, news.Usable, "third")
	third.Usage.Revision = 3
	second := sent(3, news.Usable, "second")
	second.Usage.Revision = 2
	checkPut(t, a, []news.Article{sent(2, news.Usable, "first"), third, second, sent(1, news.Canceled, "")},
		index.Outcome{ID: "x", Status: index.Created, Seq: 1, Version: 1},
		index.Outcome{ID: "x", Status: index.Updated, Seq: 2, Version: 2},
		index.Outcome{ID: "x", Status: index.Unchanged, Seq: 2, Version: 2},
		index.Outcome{ID: "x", Status: index.Unchanged, Seq: 2, Version: 2})

	// The same text sent anew is the newest, though nothing changed.
	again := sent(5, news.Usable, "third")
	checkPut(t, a, []news.Article{again, sent(4, news.Usable, "fourth")},
		index.Outcome{ID: "x", Status: index.Unchanged, Seq: 2, Version: 2},
		index.Outcome{ID: "x", Status: index.Unchanged, Seq: 2, Version: 2})
	// An edit by hand does not say when it was sent; it counts, and older texts
	// still come late.
	checkPut(t, a, []news.Article{article("x", "by hand"), sent(4, news.Usable, "fourth")},
		index.Outcome{ID: "x", Status: index.Updated, Seq: 3, Version: 3},
		index.Outcome{ID: "x", Status: index.Unchanged, Seq: 3, Version: 3})
}
