package searchtest

import (
	"cmp"
	"slices"
	"sort"
	"time"

	"github.com/dateline-search/dateline/index/schema"
	"github.com/dateline-search/dateline/search"
)

// facet counts one facet over what matches but for its own filter.
func (r *reading) facet(asked search.FacetRequest) search.FacetCounts {
	counts := map[string]int{}
	answer := search.FacetCounts{Field: asked.Field, Values: []search.Count{}}
	for _, d := range r.matching(asked.Field) {
		values := r.values(d, asked.Field)
		if len(values) == 0 {
			answer.Missing++
		}
		for _, v := range values {
			counts[v]++
		}
	}
	answer.Distinct = len(counts)
	for v, n := range counts {
		if wants(asked, v) || slices.Contains(asked.Also, v) {
			answer.Values = append(answer.Values, search.Count{Value: v, Count: n})
		}
	}
	slices.SortFunc(answer.Values, byCount)
	answer.Values = answer.Values[:min(asked.Size, len(answer.Values))]
	for _, f := range r.plan.Filters {
		if f.Field == asked.Field {
			for _, v := range slices.Concat(f.Include, f.Exclude) {
				v = r.root(asked.Field, schema.Value(v))
				named := search.Count{Value: v, Count: counts[v]}
				if !slices.Contains(answer.Values, named) {
					answer.Values = append(answer.Values, named)
				}
			}
		}
	}
	slices.SortFunc(answer.Values, byCount)
	return answer
}

func byCount(a, b search.Count) int {
	return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value))
}

// timeline counts matches and all articles by the buckets of the matches.
func (r *reading) timeline(matches []*document) *search.Timeline {
	interval := r.plan.Timeline
	if interval == search.IntervalNone || interval == "" {
		return nil
	}
	var times []time.Time
	for _, d := range matches {
		if !d.Published.IsZero() {
			times = append(times, r.begins(d))
		}
	}
	if len(times) == 0 {
		if interval == search.IntervalAuto {
			interval = search.IntervalDay
		}
		return &search.Timeline{Interval: interval, Buckets: []search.Bucket{}}
	}
	first, last := slices.MinFunc(times, time.Time.Compare), slices.MaxFunc(times, time.Time.Compare)
	if interval == search.IntervalAuto {
		interval = suiting(last.Sub(first).Hours() / 24)
	}
	for {
		t := r.buckets(interval, first, last)
		if len(t.Buckets) <= maxBuckets || interval == search.IntervalYear {
			r.fill(t, matches)
			return t
		}
		interval = coarser(interval)
	}
}

// begins is the instant at which an article belongs to a timeline.
func (r *reading) begins(d *document) time.Time {
	if d.floats() {
		return r.midnight(d.Published.Time)
	}
	return d.Published.Time.Truncate(time.Second).In(r.plan.Zone)
}

// maxBuckets is how many buckets a timeline of an interval finer than a year may
// have.
const maxBuckets = 1000

func coarser(interval search.Interval) search.Interval {
	return map[search.Interval]search.Interval{
		search.IntervalHour:  search.IntervalDay,
		search.IntervalDay:   search.IntervalWeek,
		search.IntervalWeek:  search.IntervalMonth,
		search.IntervalMonth: search.IntervalYear,
	}[interval]
}

func suiting(days float64) search.Interval {
	switch {
	case days <= 2:
		return search.IntervalHour
	case days <= 92:
		return search.IntervalDay
	case days <= 732:
		return search.IntervalWeek
	case days <= 7320:
		return search.IntervalMonth
	}
	return search.IntervalYear
}

// buckets lays out the empty buckets from first to last.
func (r *reading) buckets(interval search.Interval, first, last time.Time) *search.Timeline {
	t := &search.Timeline{Interval: interval}
	for start := floor(first, interval); !start.After(last); start = after(start, interval) {
		t.Buckets = append(t.Buckets, search.Bucket{Start: start})
		if len(t.Buckets) > maxBuckets && interval != search.IntervalYear {
			break
		}
	}
	return t
}

func floor(t time.Time, interval search.Interval) time.Time {
	year, month, day := t.Date()
	switch interval {
	case search.IntervalHour:
		return t.Add(-time.Duration(t.Minute())*time.Minute - time.Duration(t.Second())*time.Second)
	case search.IntervalWeek:
		for t.Weekday() != time.Monday {
			day--
			t = time.Date(year, month, day, 12, 0, 0, 0, t.Location())
		}
	case search.IntervalMonth:
		day = 1
	case search.IntervalYear:
		month, day = time.January, 1
	}
	return time.Date(year, month, day, 0, 0, 0, 0, t.Location())
}

func after(t time.Time, interval search.Interval) time.Time {
	switch interval {
	case search.IntervalHour:
		return t.Add(time.Hour)
	case search.IntervalWeek:
		return t.AddDate(0, 0, 7)
	case search.IntervalMonth:
		return t.AddDate(0, 1, 0)
	case search.IntervalYear:
		return t.AddDate(1, 0, 0)
	}
	return t.AddDate(0, 0, 1)
}

// fill counts into the last bucket that does not begin after an article.
func (r *reading) fill(t *search.Timeline, matches []*document) {
	end := after(t.Buckets[len(t.Buckets)-1].Start, t.Interval)
	count := func(d *document, add func(b *search.Bucket)) {
		at := r.begins(d)
		i := sort.Search(len(t.Buckets), func(i int) bool { return t.Buckets[i].Start.After(at) }) - 1
		if i >= 0 && at.Before(end) && !d.Published.IsZero() {
			add(&t.Buckets[i])
		}
	}
	for _, d := range matches {
		count(d, func(b *search.Bucket) { b.Count++ })
	}
	for _, d := range r.docs {
		count(d, func(b *search.Bucket) { b.All++ })
	}
}
