package searchtest

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/search/query"
)

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Skipf("no zone data: %v", err)
	}
	return z
}

func every(i search.Interval) func(*search.Plan) { return func(p *search.Plan) { p.Timeline = i } }

// date is a calendar date as a bound.
func date(s string) query.Bound {
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic("searchtest: " + err.Error())
	}
	return query.Bound{Time: d, Floating: true}
}

func instant(s string) query.Bound {
	d, err := time.Parse(time.RFC3339, s)
	if err != nil {
		panic("searchtest: " + err.Error())
	}
	return query.Bound{Time: d}
}

// A day without a time belongs to its date in every zone; an instant to the date
// that it falls on there.
func testDates(t *testing.T, open Open) {
	b, _ := open(t, []index.Document{
		article("day", "x", at("2025-05-09")),
		article("early", "x", at("2025-05-09T01:00:00Z")),
		article("late", "x", at("2025-05-09T23:30:00Z")),
		article("month", "x", at("2025-05")),
		article("year", "x", at("2025")),
		article("undated", "x"),
	})
	day := query.Published{From: date("2025-05-09"), To: date("2025-05-10")}
	inZone := func(name string) func(*search.Plan) {
		return func(p *search.Plan) { p.Zone = zone(t, name) }
	}
	queries{
		{day, []string{"day", "early", "late"}},
		{query.Published{From: date("2025-05-10")}, nil},
		{query.Published{To: date("2025-05-09")}, []string{"month", "year"}},
		{query.Published{From: instant("2025-05-09T01:00:00Z"), To: instant("2025-05-09T23:30:00Z")}, []string{"early"}},
		{query.Published{From: instant("2025-05-09T00:00:00Z")}, []string{"day", "early", "late"}},
		{query.Not{Node: day}, []string{"month", "undated", "year"}},
		{query.Published{From: date("2025-01-01"), To: date("2025-06-01")}, []string{"day", "early", "late", "month", "year"}},
	}.check(t, b)
	queries{{day, []string{"day", "late"}}}.check(t, b, inZone("America/New_York"))
	queries{
		{day, []string{"day", "early"}},
		{query.Published{From: instant("2025-05-08T15:00:00Z"), To: instant("2025-05-09T02:00:00Z")}, []string{"day", "early"}},
		{query.Published{From: instant("2025-05-08T15:00:01Z"), To: instant("2025-05-09T02:00:00Z")}, []string{"early"}},
	}.check(t, b, inZone("Asia/Tokyo"))
	queries{
		{query.All{}, []string{"day", "late"}},
	}.check(t, b, inZone("America/New_York"), func(p *search.Plan) { p.Range = day })
}

func testTimeline(t *testing.T, open Open) {
	b, _ := open(t, []index.Document{
		article("1", "ferry", at("2025-05-01")),
		article("2", "ferry", at("2025-05-03T22:30:00Z")),
		article("3", "other", at("2025-05-03")),
		article("4", "ferry", at("2025-05-04")),
		article("5", "ferry"),
		article("6", "other", at("2024-01-01")),
	})
	day := func(d, count, all int) search.Bucket {
		return search.Bucket{Start: time.Date(2025, 5, d, 0, 0, 0, 0, time.UTC), Count: count, All: all}
	}
	a := find(t, b, plan(word("ferry"), every(search.IntervalAuto)))
	want := &search.Timeline{Interval: search.IntervalDay, Buckets: []search.Bucket{
		day(1, 1, 1), day(2, 0, 0), day(3, 1, 2), day(4, 1, 1),
	}}
	if diff := cmp.Diff(want, a.Timeline); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}

	berlin := plan(word("ferry"), every(search.IntervalDay), func(p *search.Plan) { p.Zone = zone(t, "Europe/Berlin") })
	var got []string
	for _, bucket := range find(t, b, berlin).Timeline.Buckets {
		got = append(got, fmt.Sprintf("%s %d %d", bucket.Start.Format(time.RFC3339), bucket.Count, bucket.All))
	}
	local := []string{
		"2025-05-01T00:00:00+02:00 1 1", "2025-05-02T00:00:00+02:00 0 0",
		"2025-05-03T00:00:00+02:00 0 1", "2025-05-04T00:00:00+02:00 2 2",
	}
	if diff := cmp.Diff(local, got); diff != "" {
		t.Errorf("in Berlin (-want +got):\n%s", diff)
	}

	if a := find(t, b, plan(word("ferry"))); a.Timeline != nil {
		t.Error("a timeline that nobody asked for")
	}
	none := find(t, b, plan(word("absent"), every(search.IntervalWeek))).Timeline
	if none == nil || len(none.Buckets) != 0 || none.Interval != search.IntervalWeek {
		t.Errorf("timeline of nothing: %+v", none)
	}
}

func testIntervals(t *testing.T, open Open) {
	span := func(from, to string) []index.Document {
		return []index.Document{article("1", "x", at(from)), article("2", "x", at(to))}
	}
	tests := []struct {
		from, to string
		asked    search.Interval
		want     search.Interval
		buckets  int
		start    string
	}{
		{"2025-05-09T10:20:30Z", "2025-05-10T09:00:00Z", search.IntervalAuto, search.IntervalHour, 24, "2025-05-09T10:00:00Z"},
		{"2025-05-09", "2025-06-09", search.IntervalAuto, search.IntervalDay, 32, "2025-05-09T00:00:00Z"},
		{"2025-01-01", "2025-12-31", search.IntervalAuto, search.IntervalWeek, 53, "2024-12-30T00:00:00Z"},
		{"2015-03-31", "2025-02-01", search.IntervalAuto, search.IntervalMonth, 120, "2015-03-01T00:00:00Z"},
		{"1925-06-01", "2025-06-01", search.IntervalAuto, search.IntervalYear, 101, "1925-01-01T00:00:00Z"},
		{"2024-01-01", "2025-01-01", search.IntervalYear, search.IntervalYear, 2, "2024-01-01T00:00:00Z"},
		{"2024-01-01", "2025-01-01", search.IntervalHour, search.IntervalDay, 367, "2024-01-01T00:00:00Z"},
		{"1000", "2000", search.IntervalHour, search.IntervalYear, 1001, "1000-01-01T00:00:00Z"},
		{"2025-05-11", "2025-05-12", search.IntervalWeek, search.IntervalWeek, 2, "2025-05-05T00:00:00Z"},
	}
	for _, tt := range tests {
		b, _ := open(t, span(tt.from, tt.to))
		got := find(t, b, plan(query.All{}, every(tt.asked))).Timeline
		start, sum := got.Buckets[0].Start.Format(time.RFC3339), 0
		for _, bucket := range got.Buckets {
			sum += bucket.Count
		}
		if got.Interval != tt.want || len(got.Buckets) != tt.buckets || start != tt.start || sum != 2 {
			t.Errorf("%s to %s by %s: %d buckets by %s from %s with %d, want %d by %s from %s with 2",
				tt.from, tt.to, tt.asked, len(got.Buckets), got.Interval, start, sum, tt.buckets, tt.want, tt.start)
		}
	}
}

// Days have 23 or 25 hours where clocks change.
func testClockChange(t *testing.T, open Open) {
	b, _ := open(t, []index.Document{
		article("eve", "x", at("2025-03-29")),
		article("before", "x", at("2025-03-30T03:30:00-04:00")), // in New York
		article("end", "x", at("2025-03-30T23:30:00+02:00")),    // in Berlin, 22 h after its midnight
		article("day after", "x", at("2025-03-31")),
	})
	berlin := func(p *search.Plan) { p.Zone = zone(t, "Europe/Berlin") }
	days := find(t, b, plan(query.All{}, berlin, every(search.IntervalDay))).Timeline
	var counts []int
	for _, bucket := range days.Buckets {
		counts = append(counts, bucket.Count)
		if bucket.Start.Hour() != 0 {
			t.Errorf("a day begins at %v", bucket.Start)
		}
	}
	if diff := cmp.Diff([]int{1, 2, 1}, counts); diff != "" {
		t.Errorf("days (-want +got):\n%s", diff)
	}
	hours := find(t, b, plan(query.All{}, berlin, every(search.IntervalHour))).Timeline
	if n := len(hours.Buckets); n != 24+23+1 {
		t.Errorf("%d hours over three midnights, want 48", n)
	}
}
