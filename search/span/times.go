package span

import (
	"cmp"
	"slices"
	"sort"

	"github.com/dateline-search/dateline/search/query"
)

// times counts spans; those that overlap count once. To take the one that ends
// first, again and again, gives the most there can be.
func times(spans []Span) int {
	slices.SortFunc(spans, func(a, b Span) int { return cmp.Or(cmp.Compare(a.End, b.End), cmp.Compare(a.Start, b.Start)) })
	n, free := 0, -1<<40
	for _, s := range spans {
		if s.Start >= free {
			n, free = n+1, s.End
		}
	}
	return n
}

// length is the length that all spans have, 0 where they differ or there are
// none.
func length(spans []Span) int {
	if len(spans) == 0 {
		return 0
	}
	all := spans[0].End - spans[0].Start
	for _, s := range spans[1:] {
		if s.End-s.Start != all {
			return 0
		}
	}
	return all
}

// closest combines each span of one side with its neighbours of the other alone.
// That leaves out wholes that hold a smaller one, which change no count: of the
// two the smaller is taken. It asks for spans of one length on either side, or
// the neighbour that ends first might not begin first.
func closest(e *Expr, t Text, left, right []Span) []Span {
	var all []Span
	for _, l := range left {
		behind := sort.Search(len(right), func(i int) bool { return right[i].Start >= l.End })
		if behind < len(right) && isClose(e, t, l, right[behind]) {
			all = append(all, Span{Start: l.Start, End: right[behind].End})
		}
		before := sort.Search(len(right), func(i int) bool { return right[i].End > l.Start }) - 1
		if before >= 0 && !e.ordered && isClose(e, t, right[before], l) {
			all = append(all, Span{Start: right[before].Start, End: l.End})
		}
	}
	return all
}

// isClose reports whether two spans, the first before the second, are as close as
// e asks.
func isClose(e *Expr, t Text, first, second Span) bool {
	if e.unit == query.Words {
		return second.Start-first.End < e.distance
	}
	_, to := t.Unit(e.unit, first.Start)
	return second.End <= to
}
