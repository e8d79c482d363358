package blevesearch

import (
	"testing"
	"time"

	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/search/query"
)

func in(t *testing.T, name string) calendar {
	t.Helper()
	zone, err := time.LoadLocation(name)
	if err != nil {
		t.Skipf("no zone data: %v", err)
	}
	return calendar{zone}
}

// Some zones change their clocks at midnight, or leave out a day.
func TestMidnight(t *testing.T) {
	tests := []struct{ zone, date, want string }{
		{"UTC", "2025-05-09", "2025-05-09T00:00:00Z"},
		{"Europe/Berlin", "2025-03-30", "2025-03-30T00:00:00+01:00"},
		{"Europe/Berlin", "2025-03-31", "2025-03-31T00:00:00+02:00"},
		{"America/Sao_Paulo", "2018-11-04", "2018-11-04T01:00:00-02:00"}, // put forward at midnight
		{"America/Sao_Paulo", "2018-02-18", "2018-02-18T00:00:00-03:00"}, // put back at midnight, to the day before
		{"America/Havana", "2025-11-02", "2025-11-02T00:00:00-04:00"},    // put back at one, to midnight
		{"America/Havana", "2025-03-09", "2025-03-09T01:00:00-04:00"},
		{"Asia/Beirut", "2022-03-27", "2022-03-27T01:00:00+03:00"},
	}
	for _, tt := range tests {
		date, err := time.Parse(time.DateOnly, tt.date)
		if err != nil {
			t.Fatal(err)
		}
		if got := in(t, tt.zone).midnight(date.Date()).Format(time.RFC3339); got != tt.want {
			t.Errorf("%s in %s begins at %s, want %s", tt.date, tt.zone, got, tt.want)
		}
	}
}

func TestBucketsFollowEachOther(t *testing.T) {
	from, to := time.Date(2018, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2019, 3, 1, 0, 0, 0, 0, time.UTC)
	for _, zone := range []string{"UTC", "America/Sao_Paulo", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia"} {
		for _, asked := range []search.Interval{
			search.IntervalDay, search.IntervalWeek, search.IntervalMonth, search.IntervalYear,
		} {
			s := in(t, zone).scale(from, to, asked)
			for i := 1; i < len(s.starts); i++ {
				if s.instants[i] <= s.instants[i-1] || s.dates[i] <= s.dates[i-1] {
					t.Fatalf("%s by %s: %v is not after %v", zone, asked, s.starts[i], s.starts[i-1])
				}
			}
			if s.starts[0].After(from) || !s.starts[len(s.starts)-1].After(to) {
				t.Errorf("%s by %s: from %v to %v", zone, asked, s.starts[0], s.starts[len(s.starts)-1])
			}
		}
	}
}

// Every instant and every date is in the bucket that it is after the start of.
func TestBucketHoldsWhatBeginsInIt(t *testing.T) {
	from := time.Date(2018, 10, 30, 0, 0, 0, 0, time.UTC)
	for _, zone := range []string{"UTC", "America/Sao_Paulo", "Australia/Lord_Howe"} {
		c := in(t, zone)
		for _, asked := range []search.Interval{search.IntervalHour, search.IntervalDay, search.IntervalWeek} {
			s := c.scale(from, from.AddDate(0, 0, 20), asked)
			for at := from; at.Before(from.AddDate(0, 0, 20)); at = at.Add(25 * time.Minute) {
				if i := s.bucket(at.Unix(), fixed); at.Before(s.starts[i]) || !at.Before(s.starts[i+1]) {
					t.Fatalf("%s by %s: %v is in the bucket from %v", zone, asked, at, s.starts[i])
				}
			}
			for date := from.AddDate(0, 0, 1); date.Before(from.AddDate(0, 0, 19)); date = date.AddDate(0, 0, 1) {
				begins := c.midnight(date.Date())
				if i := s.bucket(date.Unix(), floating); begins.Before(s.starts[i]) || !begins.Before(s.starts[i+1]) {
					t.Fatalf("%s by %s: %v is in the bucket from %v", zone, asked, date, s.starts[i])
				}
			}
		}
	}
}

func TestBoundsOfASecond(t *testing.T) {
	c := calendar{time.UTC}
	half := query.Bound{Time: time.Unix(100, 5e8)}
	s := c.period(query.Published{From: half})
	if s.has(100, fixed) || !s.has(101, fixed) {
		t.Error("from the middle of a second takes in its beginning")
	}
	s = c.period(query.Published{To: half})
	if !s.has(100, fixed) || s.has(101, fixed) || s.has(100, undated) {
		t.Error("to the middle of a second leaves out its beginning")
	}
}
