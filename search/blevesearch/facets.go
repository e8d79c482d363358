package blevesearch

import (
	"slices"
	"strings"

	"github.com/RoaringBitmap/roaring/v2"

	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/search"
)

// countFacets counts each facet over what matches but for its own filter.
func (h *hunt) countFacets(sc *scratch, asked []search.FacetRequest) error {
	for i, f := range asked {
		docs := h.matches
		if others := h.others[f.Field]; others != nil {
			docs = others
		}
		if column := h.seg.facets[f.Field]; column != nil {
			h.countFacet(sc, &sc.tallies[i], column, docs)
		}
		if err := h.uncount(&sc.tallies[i], f.Field, docs); err != nil {
			return err
		}
	}
	return nil
}

// countFacet counts a facet over docs, or over all and what docs leave out,
// whatever is less.
func (h *hunt) countFacet(sc *scratch, t *tally, column *facetColumn, docs *roaring.Bitmap) {
	rest := h.leftOut(docs)
	if rest == nil {
		t.count(column, docs, 1, sc.block[:])
		return
	}
	values, missing := column.all()
	for _, v := range values {
		t.add(v.ord, v.count)
	}
	t.missing += missing
	t.count(column, rest, -1, sc.block[:])
}

// leftOut gives the documents of the segment, deleted ones too, that are not in
// docs, where they are less than half; nil otherwise. It remembers the last.
func (h *hunt) leftOut(docs *roaring.Bitmap) *roaring.Bitmap {
	n := uint64(h.seg.raw.FullSize())
	if 2*docs.GetCardinality() <= n {
		return nil
	}
	if h.restOf != docs {
		h.restOf, h.rest = docs, roaring.Flip(docs, 0, n)
	}
	return h.rest
}

// facet makes the answer of a tally. The prefix narrows the values alone:
// Distinct and Missing speak of the whole facet.
func facet(t *tally, d *dictionary, asked search.FacetRequest, named []string) search.FacetCounts {
	t.settle()
	r := ranking{tally: t, size: asked.Size}
	r.values, r.folded = d.view()
	prefix := analysis.Fold(asked.Prefix)
	also := d.ordinals(asked.Also)
	for _, ord := range t.touched {
		if asked.Wants(r.folded[ord], prefix) || also[ord] {
			r.offer(ord)
		}
	}
	counts := search.FacetCounts{Field: asked.Field, Distinct: len(t.touched), Missing: t.missing, Values: []search.Count{}}
	for _, ord := range r.best {
		counts.Values = append(counts.Values, search.Count{Value: r.values[ord], Count: int(t.counts[ord])})
	}
	for _, value := range named {
		counts.Values = nameToo(counts.Values, value, t.countOf(d, value))
	}
	slices.SortFunc(counts.Values, func(a, b search.Count) int {
		if a.Count != b.Count {
			return b.Count - a.Count
		}
		return strings.Compare(a.Value, b.Value)
	})
	return counts
}

// nameToo adds a value that is not among them.
func nameToo(values []search.Count, value string, count int) []search.Count {
	if slices.ContainsFunc(values, func(c search.Count) bool { return c.Value == value }) {
		return values
	}
	return append(values, search.Count{Value: value, Count: count})
}

func (t *tally) countOf(d *dictionary, value string) int {
	if ord, known := d.ordinal(value); known && int(ord) < len(t.counts) {
		return int(t.counts[ord])
	}
	return 0
}

// ranking keeps the most frequent values, in order.
type ranking struct {
	*tally
	values, folded []string
	size           int
	best           []uint32
}

func (r *ranking) before(a, b uint32) bool {
	if r.counts[a] != r.counts[b] {
		return r.counts[a] > r.counts[b]
	}
	return r.values[a] < r.values[b]
}

func (r *ranking) offer(ord uint32) {
	if len(r.best) == r.size {
		if r.size == 0 || !r.before(ord, r.best[r.size-1]) {
			return
		}
		r.best = r.best[:r.size-1]
	}
	at, _ := slices.BinarySearchFunc(r.best, ord, func(have, ord uint32) int {
		if r.before(have, ord) {
			return -1
		}
		return 1
	})
	r.best = slices.Insert(r.best, at, ord)
}
