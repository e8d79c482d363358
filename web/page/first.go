package page

import (
	"cmp"
	"slices"
	"time"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/web/param"
)

// span is when an article was published: at from at the earliest, before to.
type span struct{ from, to time.Time }

// What a date without a zone may mean, against UTC: zones reach from 12 hours
// behind to 14 hours before.
const (
	behind = 12 * time.Hour
	ahead  = 14 * time.Hour
)

// newSpan reads a date as an article has it; the zero span is unknown.
func newSpan(date, precision, zone string) span {
	from, to, ok := param.Period(date)
	if !ok {
		return span{}
	}
	timed := precision == news.Minute.String() || precision == news.Second.String()
	if precision == news.Minute.String() {
		to = from.Add(time.Minute)
	}
	if !timed || zone != "" {
		from, to = from.Add(-ahead), to.Add(behind)
	}
	return span{from, to}
}

// before reports whether one was certainly published before another.
func (s span) before(other span) bool {
	return !s.to.IsZero() && !other.to.IsZero() && !s.to.After(other.from)
}

// inOrder sorts the copies of a story by when they were published, as far as that
// is known, and tells which article came first of all: one of them by its id, the
// article itself by its own, or none, where it is not certain.
func inOrder(copies []search.Hit, own *news.Record) (sorted []search.Hit, first string) {
	spans := map[string]span{own.ID: newSpan(own.Published.String(), own.Published.Precision.String(), own.Published.Zone())}
	for i := range copies {
		h := &copies[i]
		spans[h.ID] = newSpan(h.Published, h.PublishedPrecision, h.PublishedZone)
	}
	sorted = slices.Clone(copies)
	slices.SortStableFunc(sorted, func(a, b search.Hit) int {
		x, y := spans[a.ID], spans[b.ID]
		if x.to.IsZero() != y.to.IsZero() { // what has no date comes last
			return cmp.Compare(y.to.Unix(), x.to.Unix())
		}
		return cmp.Or(x.from.Compare(y.from), x.to.Compare(y.to))
	})
	for id, s := range spans {
		certain := len(spans) > 1
		for other, t := range spans {
			certain = certain && (other == id || s.before(t))
		}
		if certain {
			return sorted, id
		}
	}
	return sorted, ""
}
