package blevesearch

import (
	"context"

	"github.com/RoaringBitmap/roaring/v2"
)

// near finds the documents that the plan may match: what asks for positions is
// taken for all that have its words.
func (h *hunt) near() error {
	h.base = h.eval(h.prog.root, true)
	if h.prog.when != nil {
		h.base = h.within(h.base, h.prog.when)
	}
	h.passing = make([]*roaring.Bitmap, len(h.prog.filters))
	for i, f := range h.prog.filters {
		docs, err := h.filterDocs(f)
		if err != nil {
			return err
		}
		h.passing[i] = docs
	}
	return nil
}

// match finds the documents that the plan matches. Positions are read for what is
// near to that alone.
func (h *hunt) match(ctx context.Context, facets map[string]bool) error {
	if h.prog.spans {
		universe := h.nearly()
		if err := h.verify(ctx, universe); err != nil {
			return err
		}
		h.base = roaring.And(h.eval(h.prog.root, true), universe)
	}
	h.matches = h.passAll(-1)
	h.others = map[string]*roaring.Bitmap{}
	for i, f := range h.prog.filters {
		if facets[f.field] {
			h.others[f.field] = h.passAll(i)
		}
	}
	return nil
}

// passAll keeps of base what passes all filters but one; -1 is none.
func (h *hunt) passAll(but int) *roaring.Bitmap {
	docs := h.base
	for i, p := range h.passing {
		if i != but {
			docs = roaring.And(docs, p)
		}
	}
	return docs
}

// nearly keeps of base what fails one filter at most: only that is counted
// anywhere.
func (h *hunt) nearly() *roaring.Bitmap {
	if len(h.passing) < 2 {
		return h.base
	}
	return roaring.And(h.base, atLeast(h.passing, len(h.passing)-1))
}

// filterDocs are the live documents that a filter lets through.
func (h *hunt) filterDocs(f filter) (docs *roaring.Bitmap, err error) {
	docs = h.seg.live
	if f.include != nil {
		if docs, err = h.valueDocs(f.include); err != nil {
			return nil, err
		}
	}
	if f.exclude != nil {
		out, err := h.valueDocs(f.exclude)
		if err != nil {
			return nil, err
		}
		docs = roaring.AndNot(docs, out)
	}
	return docs, nil
}

// eval gives what a node matches. Where positions are not verified yet it gives a
// superset, or, for upper false, a subset, since what a Not takes away must not
// be too much. The result may be shared: it must not be changed.
func (h *hunt) eval(n *node, upper bool) *roaring.Bitmap {
	switch n.op {
	case opLeaf:
		if f := &h.found[n.leaf]; upper || f.exact {
			return f.docs
		}
		return roaring.New()
	case opAnd:
		return h.evalAnd(n, upper)
	case opOr:
		return roaring.FastOr(h.evalAll(n.nodes, upper)...)
	case opMost:
		return atLeast(h.evalAll(n.nodes, upper), n.min)
	case opNot:
		return roaring.AndNot(h.seg.live, h.eval(n.nodes[0], !upper))
	}
	return h.seg.live
}

// evalAnd takes away at once what a Not names, rather than make all the rest.
func (h *hunt) evalAnd(n *node, upper bool) *roaring.Bitmap {
	docs := h.seg.live
	for _, kid := range n.nodes {
		if kid.op != opNot {
			docs = roaring.And(docs, h.eval(kid, upper))
		}
	}
	for _, kid := range n.nodes {
		if kid.op == opNot {
			docs = roaring.AndNot(docs, h.eval(kid.nodes[0], !upper))
		}
	}
	return docs
}

func (h *hunt) evalAll(nodes []*node, upper bool) []*roaring.Bitmap {
	sets := make([]*roaring.Bitmap, len(nodes))
	for i, n := range nodes {
		sets[i] = h.eval(n, upper)
	}
	return sets
}

// atLeast gives what is in at least k of the sets.
func atLeast(sets []*roaring.Bitmap, k int) *roaring.Bitmap {
	if k <= 1 {
		return roaring.FastOr(sets...)
	}
	if k > len(sets) {
		return roaring.New()
	}
	if k > countFrom {
		return countedIn(sets, k)
	}
	in := make([]*roaring.Bitmap, k+1) // in[j]: what is in at least j of those seen
	for j := range in {
		in[j] = roaring.New()
	}
	for _, set := range sets {
		for j := k; j > 1; j-- {
			in[j] = roaring.Or(in[j], roaring.And(in[j-1], set))
		}
		in[1] = roaring.Or(in[1], set)
	}
	return in[k]
}

// countFrom is from where to count the sets of each document is faster than to
// combine them.
const countFrom = 4

// countedIn gives what is in at least k of the sets, by counting those of each
// document.
func countedIn(sets []*roaring.Bitmap, k int) *roaring.Bitmap {
	end := uint32(0)
	for _, set := range sets {
		if !set.IsEmpty() {
			end = max(end, set.Maximum()+1)
		}
	}
	times := make([]uint16, end) // a query has fewer words than that has numbers
	for _, set := range sets {
		eachDoc(set, func(doc uint32) { times[doc]++ })
	}
	var having []uint32
	for doc, n := range times {
		if int(n) >= k {
			having = append(having, uint32(doc))
		}
	}
	return roaring.BitmapOf(having...)
}
