package page

import (
	"cmp"
	"slices"
	"time"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/web/param"
)

// span is when an article was published: at from at the earliest, before to; the
// zero span is unknown.
type span struct{ from, to time.Time }

// What a date without a zone may mean, against UTC: zones reach from 12 hours
// behind to 14 hours ahead.
const (
	behind = 12 * time.Hour
	ahead  = 14 * time.Hour
)

// stated is when an article was published as its date says, read in UTC where it
// names no zone; anywhere is that in whatever zone it may be.
func stated(date, precision string) span {
	from, to, ok := param.Period(date)
	if !ok {
		return span{}
	}
	if precision == news.Minute.String() {
		to = from.Add(time.Minute)
	}
	return span{from, to}
}

func (s span) anywhere(precision, zone string) span {
	timed := precision == news.Minute.String() || precision == news.Second.String()
	if s.to.IsZero() || timed && zone == "" {
		return s
	}
	return span{s.from.Add(-ahead), s.to.Add(behind)}
}

// before reports whether one was certainly published before another.
func (s span) before(other span) bool {
	return !s.to.IsZero() && !other.to.IsZero() && !s.to.After(other.from)
}

// firstTold is which of several articles on one story was published first: its
// id, empty where that cannot be told. Certain is that in whatever zone their
// dates are; else it is so as the dates are written.
type firstTold struct {
	id      string
	certain bool
}

// inOrder sorts the copies of an article by when they were published, as far as
// that is known, and tells which was first of all, the article itself included.
func inOrder(copies []search.Hit, own *news.Record) (sorted []search.Hit, first firstTold) {
	asStated, sure := map[string]span{}, map[string]span{}
	add := func(id, date, precision, zone string) {
		asStated[id] = stated(date, precision)
		sure[id] = asStated[id].anywhere(precision, zone)
	}
	add(own.ID, own.Published.String(), own.Published.Precision.String(), own.Published.Zone())
	for i := range copies {
		add(copies[i].ID, copies[i].Published, copies[i].PublishedPrecision, copies[i].PublishedZone)
	}
	sorted = slices.Clone(copies)
	slices.SortStableFunc(sorted, func(a, b search.Hit) int {
		x, y := asStated[a.ID], asStated[b.ID]
		if x.to.IsZero() != y.to.IsZero() { // what has no date comes last
			return cmp.Compare(y.to.Unix(), x.to.Unix())
		}
		return cmp.Or(x.from.Compare(y.from), x.to.Compare(y.to))
	})
	if id := earliest(sure); id != "" {
		return sorted, firstTold{id, true}
	}
	return sorted, firstTold{earliest(asStated), false}
}

// earliest is the article that was published before all others; empty for none.
func earliest(spans map[string]span) string {
	for id, s := range spans {
		first := len(spans) > 1
		for other, t := range spans {
			first = first && (other == id || s.before(t))
		}
		if first {
			return id
		}
	}
	return ""
}
