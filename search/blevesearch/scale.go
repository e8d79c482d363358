package blevesearch

import (
	"sort"
	"time"

	"github.com/dateline-search/dateline/search"
)

// maxBuckets is how many bars a timeline may have; more cannot be seen. Where an
// interval would make more, the next coarser one is taken. Years are never more:
// dates have four digits.
const maxBuckets = 1000

// scale is a timeline's buckets: bucket i begins at starts[i] and ends where the
// next begins; the last of starts is the end of all.
type scale struct {
	interval search.Interval
	starts   []time.Time
	instants []int64 // of starts
	dates    []int64 // the first calendar date of each bucket, as midnight in UTC
	width    int64   // of every bucket in seconds; 0 where they differ
}

// scale lays out buckets from the first to the last date, in the interval asked
// for or in one that suits.
func (c calendar) scale(from, to time.Time, asked search.Interval) *scale {
	if asked == search.IntervalAuto {
		asked = suiting(to.Sub(from))
	}
	s := &scale{interval: asked}
	for !s.lay(c, from, to) {
		s.interval = coarser(s.interval)
	}
	for i, start := range s.starts {
		s.instants = append(s.instants, start.Unix())
		s.dates = append(s.dates, c.dateFrom(start))
		if i > 0 {
			s.measure(i)
		}
	}
	return s
}

// measure keeps the width as long as all buckets have the same.
func (s *scale) measure(i int) {
	width := s.instants[i] - s.instants[i-1]
	if i == 1 {
		s.width = width
	} else if s.width != width {
		s.width = 0
	}
}

// lay makes the starts; it gives up where they become too many.
func (s *scale) lay(c calendar, from, to time.Time) bool {
	s.starts = s.starts[:0]
	for start := c.floor(from, s.interval); ; {
		s.starts = append(s.starts, start)
		if start.After(to) {
			return true
		}
		if len(s.starts) > maxBuckets && s.interval != search.IntervalYear {
			return false
		}
		start = c.next(start, s.interval)
	}
}

// suiting is the interval that shows a stretch of time in 24 to 250 bars.
func suiting(d time.Duration) search.Interval {
	const day = 24 * time.Hour
	switch {
	case d <= 2*day:
		return search.IntervalHour
	case d <= 92*day:
		return search.IntervalDay
	case d <= 2*366*day:
		return search.IntervalWeek
	case d <= 20*366*day:
		return search.IntervalMonth
	}
	return search.IntervalYear
}

func coarser(i search.Interval) search.Interval {
	switch i {
	case search.IntervalHour:
		return search.IntervalDay
	case search.IntervalDay:
		return search.IntervalWeek
	case search.IntervalWeek:
		return search.IntervalMonth
	}
	return search.IntervalYear
}

// floor is when the bucket begins that holds an instant.
func (c calendar) floor(t time.Time, i search.Interval) time.Time {
	t = t.In(c.zone)
	year, month, day := t.Date()
	switch i {
	case search.IntervalHour:
		return t.Add(-time.Duration(t.Minute())*time.Minute - time.Duration(t.Second())*time.Second)
	case search.IntervalWeek:
		return c.midnight(year, month, day-sinceMonday(t))
	case search.IntervalMonth:
		return c.midnight(year, month, 1)
	case search.IntervalYear:
		return c.midnight(year, time.January, 1)
	}
	return c.midnight(year, month, day)
}

func sinceMonday(t time.Time) int { return (int(t.Weekday()) + 6) % 7 }

// next is when the bucket after the one that begins at start begins.
func (c calendar) next(start time.Time, i search.Interval) time.Time {
	year, month, day := start.Date()
	switch i {
	case search.IntervalHour:
		return c.floor(start.Add(time.Hour), i)
	case search.IntervalWeek:
		return c.midnight(year, month, day+7)
	case search.IntervalMonth:
		return c.midnight(year, month+1, 1)
	case search.IntervalYear:
		return c.midnight(year+1, time.January, 1)
	}
	return c.midnight(year, month, day+1)
}

// bucket is the bucket of a date of publication; -1 where it has none.
func (s *scale) bucket(published int64, how dating) int {
	starts := s.instants
	switch how {
	case undated:
		return -1
	case floating:
		starts = s.dates
	case fixed:
		if s.width > 0 && published >= starts[0] && published < starts[len(starts)-1] {
			return s.nth(published - starts[0])
		}
	}
	i := sort.Search(len(starts), func(i int) bool { return starts[i] > published }) - 1
	if i == len(starts)-1 {
		return -1
	}
	return i
}

// nth is the bucket of what was published so many seconds behind the first, where
// all have the same width. Short numbers are divided in a third of the time.
func (s *scale) nth(behind int64) int {
	if (behind|s.width)>>32 == 0 {
		return int(uint32(behind) / uint32(s.width))
	}
	return int(behind / s.width)
}
