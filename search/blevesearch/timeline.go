package blevesearch

import (
	"context"
	"math"
	"slices"
	"time"

	"github.com/RoaringBitmap/roaring/v2"

	"github.com/dateline-search/dateline/search"
)

// extent is from when to when something was published.
type extent struct {
	fixedFrom, fixedTo       int64
	floatingFrom, floatingTo int64
}

func (x *extent) reset() {
	*x = extent{math.MaxInt64, math.MinInt64, math.MaxInt64, math.MinInt64}
}

func (x *extent) merge(y extent) {
	x.fixedFrom, x.fixedTo = min(x.fixedFrom, y.fixedFrom), max(x.fixedTo, y.fixedTo)
	x.floatingFrom, x.floatingTo = min(x.floatingFrom, y.floatingFrom), max(x.floatingTo, y.floatingTo)
}

// widenByAll takes in all documents of a segment, if all match.
func (h *hunt) widenByAll(sc *scratch) bool {
	all := h.matches.GetCardinality() == uint64(h.seg.raw.FullSize())
	if all {
		sc.extent.merge(h.seg.extent())
	}
	return all
}

// widen takes in documents.
func (h *hunt) widen(sc *scratch, docs []uint32) {
	x := sc.extent
	for _, doc := range docs {
		switch at := h.seg.published[doc]; h.seg.dating[doc] {
		case fixed:
			x.fixedFrom, x.fixedTo = min(x.fixedFrom, at), max(x.fixedTo, at)
		case floating:
			x.floatingFrom, x.floatingTo = min(x.floatingFrom, at), max(x.floatingTo, at)
		}
	}
	sc.extent = x
}

// extent is from when to when any document was published.
func (c *columns) extent() extent {
	var x extent
	x.reset()
	if n := len(c.fixed); n > 0 {
		x.fixedFrom, x.fixedTo = c.fixed[0], c.fixed[n-1]
	}
	if n := len(c.floating); n > 0 {
		x.floatingFrom, x.floatingTo = c.floating[0], c.floating[n-1]
	}
	return x
}

// ends gives the first and last instant; ok is false where nothing is dated.
func (c calendar) ends(x extent) (from, to time.Time, ok bool) {
	var at []time.Time
	if x.fixedFrom <= x.fixedTo {
		at = append(at, c.instant(x.fixedFrom, fixed), c.instant(x.fixedTo, fixed))
	}
	if x.floatingFrom <= x.floatingTo {
		at = append(at, c.instant(x.floatingFrom, floating), c.instant(x.floatingTo, floating))
	}
	if len(at) == 0 {
		return from, to, false
	}
	slices.SortFunc(at, time.Time.Compare)
	return at[0], at[len(at)-1], true
}

// countTime counts the documents of each bucket.
func (h *hunt) countTime(sc *scratch, docs *roaring.Bitmap, s *scale, counts []int, step int) {
	for it := docs.ManyIterator(); ; {
		n := it.NextMany(sc.block[:])
		if n == 0 {
			return
		}
		for _, doc := range sc.block[:n] {
			if i := s.bucket(h.seg.published[doc], h.seg.dating[doc]); i >= 0 {
				counts[i] += step
			}
		}
	}
}

// countMatches counts the matches of each bucket, or all and what is no match,
// whatever is less.
func (h *hunt) countMatches(sc *scratch, s *scale) {
	rest := h.leftOut(h.matches)
	if rest == nil {
		h.countTime(sc, h.matches, s, sc.bars, 1)
		return
	}
	addBetween(sc.bars, h.seg.fixed, s.instants)
	addBetween(sc.bars, h.seg.floating, s.dates)
	h.countTime(sc, rest, s, sc.bars, -1)
}

// countAll counts all live documents of each bucket, whatever the query: in the
// sorted dates of the segment, less those that were deleted.
func (h *hunt) countAll(sc *scratch, s *scale, counts []int) {
	addBetween(counts, h.seg.fixed, s.instants)
	addBetween(counts, h.seg.floating, s.dates)
	if deleted := h.seg.raw.Deleted(); deleted != nil {
		h.countTime(sc, deleted, s, counts, -1)
	}
}

// addBetween adds how many of sorted lie in each bucket.
func addBetween(counts []int, sorted, starts []int64) {
	for i := range counts {
		from, _ := slices.BinarySearch(sorted, starts[i])
		sorted = sorted[from:]
		to, _ := slices.BinarySearch(sorted, starts[i+1])
		counts[i] += to
	}
}

// timeline counts matches and all articles over the time of the matches.
func (f *find) timeline(ctx context.Context, x extent) (*search.Timeline, error) {
	if f.plan.Timeline == search.IntervalNone || f.plan.Timeline == "" {
		return nil, nil
	}
	c := calendar{f.plan.Zone}
	from, to, ok := c.ends(x)
	if !ok {
		return emptyTimeline(f.plan.Timeline), nil
	}
	s := c.scale(from, to, f.plan.Timeline)
	n := len(s.starts) - 1
	for _, sc := range f.workers {
		sc.bars, sc.all = make([]int, n), make([]int, n)
	}
	all, known := f.snapshot.allOf(s)
	err := f.each(ctx, func(sc *scratch, i int) error {
		f.hunts[i].countMatches(sc, s)
		if !known {
			f.hunts[i].countAll(sc, s, sc.all)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if !known {
		all = f.sumAll(n)
		f.snapshot.keepAll(s, all)
	}
	return f.bars(s, all), nil
}

// sumAll adds what the workers counted of all articles.
func (f *find) sumAll(n int) []int {
	all := make([]int, n)
	for _, sc := range f.workers {
		for i := range all {
			all[i] += sc.all[i]
		}
	}
	return all
}

func emptyTimeline(asked search.Interval) *search.Timeline {
	if asked == search.IntervalAuto {
		asked = search.IntervalDay
	}
	return &search.Timeline{Interval: asked, Buckets: []search.Bucket{}}
}

func (f *find) bars(s *scale, all []int) *search.Timeline {
	t := &search.Timeline{Interval: s.interval, Buckets: make([]search.Bucket, len(s.starts)-1)}
	for i := range t.Buckets {
		t.Buckets[i].Start, t.Buckets[i].All = s.starts[i], all[i]
		for _, sc := range f.workers {
			t.Buckets[i].Count += sc.bars[i]
		}
	}
	return t
}
