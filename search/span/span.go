package span

import (
	"cmp"
	"errors"
	"slices"
	"sort"
	"sync/atomic"

	"github.com/dateline-search/dateline/search/query"
)

// Span is a part of a text, from its first word up to before End.
type Span struct {
	Start, End int
	// Parts are the words and phrases that it is made of, where Finder.Parts asks
	// for them.
	Parts []Span
}

// Text is one text, with its words counted from any number.
type Text interface {
	// Positions are where a word of the query stands, ascending.
	Positions(word int) []int
	// Unit is the sentence or paragraph that a position is in, half-open.
	Unit(u query.Unit, position int) (from, to int)
}

// ErrTooMany is an expression whose parts can be combined in so many ways that
// nobody would wait for it.
var ErrTooMany = errors.New("the parts stand close together in too many ways")

const (
	// maxSteps is how many combinations are tried in one text: a few milliseconds.
	maxSteps = 1 << 16
	// maxTotal is how many are tried in all texts of a search: about half a second.
	maxTotal = 1 << 23
	// evenShare is how many spans are looked at in the time of one combination where
	// there are two sides, and the spans of each have one length.
	evenShare = 8
)

// Budget bounds what the finders of one search try together. It is safe for use
// by many goroutines.
type Budget struct{ tried atomic.Int64 }

// Finder finds the spans of an expression in one text after the other. The zero
// value is ready.
type Finder struct {
	Parts  bool
	Budget *Budget // nil bounds each text by itself
	Once   bool    // Times may stop at the first: whether there is any is enough
	steps  int
	merged map[*Expr][]int // used again for each text
}

// Find gives all spans of e in t by their starts and ends, each once. It fails
// with ErrTooMany.
func (f *Finder) Find(e *Expr, t Text) ([]Span, error) {
	f.steps = 0
	spans := f.spans(e, t)
	return spans, f.spent()
}

// spent adds what was tried in one text to what was tried before.
func (f *Finder) spent() error {
	if f.steps > maxSteps || f.Budget != nil && f.Budget.tried.Add(int64(f.steps)) > maxTotal {
		return ErrTooMany
	}
	return nil
}

// Times is how often e stands in t; those that overlap count once. It fails with
// ErrTooMany.
func (f *Finder) Times(e *Expr, t Text) (int, error) {
	f.steps = 0
	if p, ok := f.places(e, t); ok {
		return p.times(), nil
	}
	if e.op == opNear && len(e.kids) == 2 {
		left, even := f.places(e.kids[0], t)
		right, evenToo := f.places(e.kids[1], t)
		if even && evenToo {
			f.steps += 1 + (len(left.starts)+len(right.starts))/evenShare
			return f.pairs(e, t, left, right), f.spent()
		}
	}
	return times(f.spans(e, t)), f.spent()
}

func (f *Finder) spans(e *Expr, t Text) []Span {
	switch e.op {
	case opWord:
		return f.words(t.Positions(e.word), 1)
	case opPhrase:
		return f.words(phrase(e.kids, t), len(e.kids))
	case opOr:
		var all []Span
		for _, kid := range e.kids {
			all = append(all, f.spans(kid, t)...)
		}
		return f.ordered(all)
	}
	return f.near(e, t)
}

// words makes spans of the places where something begins.
func (f *Finder) words(starts []int, length int) []Span {
	spans := make([]Span, len(starts))
	for i, at := range starts {
		spans[i] = Span{Start: at, End: at + length}
		if f.Parts {
			spans[i].Parts = []Span{spans[i]}
		}
	}
	return spans
}

// phrase gives where the words begin to stand side by side.
func phrase(words []*Expr, t Text) []int {
	starts := slices.Clone(t.Positions(words[0].word))
	for i, w := range words[1:] {
		at := t.Positions(w.word)
		starts = slices.DeleteFunc(starts, func(start int) bool {
			_, there := slices.BinarySearch(at, start+i+1)
			return !there
		})
	}
	return starts
}

// ordered sorts spans, and makes one of those that are the same.
func (f *Finder) ordered(spans []Span) []Span {
	slices.SortFunc(spans, compare)
	kept := spans[:0]
	for _, s := range spans {
		if n := len(kept) - 1; n >= 0 && kept[n].Start == s.Start && kept[n].End == s.End {
			kept[n].Parts = append(kept[n].Parts, s.Parts...)
			continue
		}
		kept = append(kept, s)
	}
	return kept
}

func compare(a, b Span) int {
	return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
}

// near combines the spans of all sides.
func (f *Finder) near(e *Expr, t Text) []Span {
	c := combiner{finder: f, expr: e, text: t, chosen: make([]Span, len(e.kids))}
	for _, kid := range e.kids {
		spans := f.spans(kid, t)
		if f.steps += len(spans); len(spans) == 0 {
			return nil
		}
		longest := 0
		for _, s := range spans {
			longest = max(longest, s.End-s.Start)
		}
		c.sides = append(c.sides, side{spans, longest})
		c.reach += longest
	}
	c.reach += e.distance - 1
	c.combine(0, 0)
	return f.ordered(c.found)
}

// side is the spans of one side, and the length of the longest.
type side struct {
	spans   []Span
	longest int
}

// combiner chooses a span of each side, one side after the other.
type combiner struct {
	finder *Finder
	expr   *Expr
	text   Text
	sides  []side
	reach  int // how long a whole can be
	chosen []Span
	found  []Span
}

// combine chooses a span of side i, when those before it are chosen, of which
// length is the sum of the lengths.
func (c *combiner) combine(i, length int) {
	if i == len(c.sides) {
		c.take(length)
		return
	}
	from, to := c.window(i)
	spans := c.sides[i].spans
	first := sort.Search(len(spans), func(j int) bool { return spans[j].Start >= from-c.sides[i].longest })
	for _, s := range spans[first:] {
		if s.Start >= to || c.finder.steps > maxSteps {
			return
		}
		c.finder.steps++
		if s.End <= from || !c.fits(s, i) {
			continue
		}
		c.chosen[i] = s
		c.combine(i+1, length+s.End-s.Start)
	}
}

// window is where a span of side i may be, if it is to be close to the first.
func (c *combiner) window(i int) (from, to int) {
	const everywhere = 1 << 40
	if i == 0 {
		return -everywhere, everywhere
	}
	first := c.chosen[0]
	if c.expr.unit != query.Words {
		return c.text.Unit(c.expr.unit, first.Start)
	}
	return first.End - c.reach, first.Start + c.reach
}

// fits reports whether a span stands beside those chosen before, and behind them
// where the order counts.
func (c *combiner) fits(s Span, i int) bool {
	for _, other := range c.chosen[:i] {
		if s.Start < other.End && (c.expr.ordered || s.End > other.Start) {
			return false
		}
	}
	return true
}

// take adds what is chosen, if it is close enough.
func (c *combiner) take(length int) {
	whole := Span{Start: c.chosen[0].Start, End: c.chosen[0].End}
	for _, s := range c.chosen[1:] {
		whole.Start, whole.End = min(whole.Start, s.Start), max(whole.End, s.End)
	}
	if c.expr.unit == query.Words {
		if whole.End-whole.Start-length >= c.expr.distance {
			return
		}
	} else if _, to := c.text.Unit(c.expr.unit, whole.Start); whole.End > to {
		return
	}
	if c.finder.Parts {
		for _, s := range c.chosen {
			whole.Parts = append(whole.Parts, s.Parts...)
		}
	}
	c.found = append(c.found, whole)
}
