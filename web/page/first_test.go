package page

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/search"
)

func TestWhichCameFirst(t *testing.T) {
	at := func(date, precision, zone string) search.Hit {
		return search.Hit{ID: date + zone, Published: date, PublishedPrecision: precision, PublishedZone: zone}
	}
	own := news.Record{Article: news.Article{ID: "own"}}
	own.Published = news.Date{Time: time.Date(2025, 5, 8, 14, 0, 0, 0, time.UTC), Precision: news.Minute}
	const early, late = "2025-05-08T13:30:00Z", "2025-05-08T19:15:30+05:00" // 14:15:30 UTC
	for _, c := range []struct {
		name   string
		copies []search.Hit
		want   []string
		first  string
		sure   bool
	}{
		{"another", []search.Hit{at(late, "second", ""), at(early, "second", "")}, []string{early, late}, early, true},
		{"itself", []search.Hit{at(late, "second", "")}, []string{late}, "own", true},
		{"in the same minute", []search.Hit{at("2025-05-08T14:00:30Z", "second", "")}, []string{"2025-05-08T14:00:30Z"}, "", false},
		{"a minute apart", []search.Hit{at("2025-05-08T13:59:00Z", "minute", "")}, []string{"2025-05-08T13:59:00Z"}, "2025-05-08T13:59:00Z", true},
		{"a day alone", []search.Hit{at("2025-05-08", "day", "")}, []string{"2025-05-08"}, "", false},
		{"the day before, wherever: until 12:00 UTC", []search.Hit{at("2025-05-07", "day", "")}, []string{"2025-05-07"}, "2025-05-07", true},
		{"days before", []search.Hit{at("2025-05-06", "day", "")}, []string{"2025-05-06"}, "2025-05-06", true},
		{"the day after, by its date", []search.Hit{at("2025-05-09", "day", "")}, []string{"2025-05-09"}, "own", false},
		{"a time in no zone", []search.Hit{at("2025-05-08T13:00:00Z", "second", "unknown")}, []string{"2025-05-08T13:00:00Zunknown"}, "2025-05-08T13:00:00Zunknown", false},
		{"no date at all", []search.Hit{at("", "", ""), at(early, "second", "")}, []string{early, ""}, "", false},
		{"no copies", nil, nil, "", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			sorted, first := inOrder(c.copies, &own)
			var ids []string
			for i := range sorted {
				ids = append(ids, sorted[i].ID)
			}
			if diff := cmp.Diff(c.want, ids); diff != "" || first != (firstTold{c.first, c.sure}) {
				t.Errorf("first %+v, want %q, certain %v (-want +got):\n%s", first, c.first, c.sure, diff)
			}
		})
	}
}
