package blevesearch

import (
	"math"
	"time"

	"github.com/dateline-search/dateline/search/query"
)

// calendar is where the days of a search begin.
type calendar struct{ zone *time.Location }

// period bounds dates of publication: instants in Unix seconds, and calendar dates
// as their midnights in UTC. Lower bounds are in, upper ones out.
type period struct {
	fixedFrom, fixedTo       int64
	floatingFrom, floatingTo int64
}

// open reports whether nothing is bounded.
func open(p query.Published) bool { return p.From.Time.IsZero() && p.To.Time.IsZero() }

func (c calendar) period(p query.Published) *period {
	s := period{fixedFrom: math.MinInt64, floatingFrom: math.MinInt64, fixedTo: math.MaxInt64, floatingTo: math.MaxInt64}
	if !p.From.Time.IsZero() {
		s.fixedFrom, s.floatingFrom = c.bound(p.From)
	}
	if !p.To.Time.IsZero() {
		s.fixedTo, s.floatingTo = c.bound(p.To)
	}
	return &s
}

// bound gives the first instant and the first calendar date that are not before
// a bound.
func (c calendar) bound(b query.Bound) (instant, date int64) {
	if b.Floating {
		at := b.Time.UTC()
		return c.midnight(at.Date()).Unix(), at.Unix()
	}
	at := b.Time
	if at.Nanosecond() > 0 {
		at = at.Truncate(time.Second).Add(time.Second)
	}
	return at.Unix(), c.dateFrom(at)
}

// has reports whether a date of publication is within the bounds.
func (s *period) has(published int64, how dating) bool {
	switch how {
	case fixed:
		return s.fixedFrom <= published && published < s.fixedTo
	case floating:
		return s.floatingFrom <= published && published < s.floatingTo
	}
	return false
}

// midnight is the first instant of a calendar date. Where clocks are put forward
// at midnight that is later than 0:00; where they are put back over it, it is
// the first of two.
func (c calendar) midnight(year int, month time.Month, day int) time.Time {
	t := time.Date(year, month, day, 0, 0, 0, 0, c.zone)
	want := time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Day()
	if t.Day() != want {
		return t.Add(untilMidnight(t))
	}
	if before := t.Add(-time.Hour); before.Day() == want {
		return before
	}
	return t
}

func untilMidnight(t time.Time) time.Duration {
	return 24*time.Hour - time.Duration(t.Hour())*time.Hour - time.Duration(t.Minute())*time.Minute -
		time.Duration(t.Second())*time.Second
}

// dateFrom is the first calendar date that does not begin before an instant, as
// its midnight in UTC.
func (c calendar) dateFrom(t time.Time) int64 {
	year, month, day := t.In(c.zone).Date()
	if c.midnight(year, month, day).Before(t) {
		day++
	}
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix()
}

// instant is when a date of publication begins in the zone.
func (c calendar) instant(published int64, how dating) time.Time {
	if how == floating {
		return c.midnight(time.Unix(published, 0).UTC().Date())
	}
	return time.Unix(published, 0).In(c.zone)
}
