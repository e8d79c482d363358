package span

import (
	"cmp"
	"slices"

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

// places are spans of one length, by where they begin, ascending.
type places struct {
	starts []int
	length int
}

// places gives the spans of e where that says that all have the same length: of a
// word, of a phrase, or of any of some words.
func (f *Finder) places(e *Expr, t Text) (p places, ok bool) {
	switch {
	case e.op == opWord:
		return places{t.Positions(e.word), 1}, true
	case e.op == opPhrase:
		return places{phrase(e.kids, t), len(e.kids)}, true
	case e.op == opOr && !slices.ContainsFunc(e.kids, func(kid *Expr) bool { return kid.op != opWord }):
		return places{f.anyOf(e, t), 1}, true
	}
	return p, false
}

// anyOf gives where any of some words stands.
func (f *Finder) anyOf(e *Expr, t Text) []int {
	all := f.merged[e][:0]
	for _, kid := range e.kids {
		all = append(all, t.Positions(kid.word)...)
	}
	slices.Sort(all)
	if f.merged == nil {
		f.merged = map[*Expr][]int{}
	}
	f.merged[e] = all
	return slices.Compact(all)
}

// times counts those that do not overlap.
func (p places) times() int {
	n, free := 0, -1<<40
	for _, start := range p.starts {
		if start >= free {
			n, free = n+1, start+p.length
		}
	}
	return n
}

// before gives the last of the first so many that ends at a place or before it.
func (p places) before(at, among int) (start int, ok bool) {
	for i := among - 1; i >= 0; i-- {
		if p.starts[i]+p.length <= at {
			return p.starts[i], true
		}
	}
	return 0, false
}

// pairs counts two sides that stand as close together as e asks. Of all that end
// at a place the pair that begins last is looked at alone: what it overlaps, a
// longer one overlaps too.
func (f *Finder) pairs(e *Expr, t Text, left, right places) int {
	n, free := 0, -1<<40
	for i, j := 0, 0; i < len(left.starts) || j < len(right.starts); {
		second, first, among := right, left, i
		leftEnds := i < len(left.starts) && (j == len(right.starts) || left.starts[i]+left.length <= right.starts[j]+right.length)
		at := 0
		if leftEnds {
			second, first, among, at, i = left, right, j, left.starts[i], i+1
		} else {
			at, j = right.starts[j], j+1
		}
		start, ok := first.before(at, among)
		if !ok || leftEnds && e.ordered || start < free || !isClose(e, t, start, start+first.length, at, at+second.length) {
			continue
		}
		if n, free = n+1, at+second.length; f.Once {
			break
		}
	}
	return n
}

// isClose reports whether two spans, the first before the second, are as close as
// e asks.
func isClose(e *Expr, t Text, start, end, at, to int) bool {
	if e.unit == query.Words {
		return at-end < e.distance
	}
	_, unitEnd := t.Unit(e.unit, start)
	return to <= unitEnd
}
