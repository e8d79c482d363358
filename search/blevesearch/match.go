package blevesearch

import (
	"context"

	"github.com/RoaringBitmap/roaring/v2"
)

// match finds the documents that the plan matches. What asks for positions is
// taken for all that have its words first; positions are read for what is left
// then.
func (h *hunt) match(ctx context.Context, facets map[string]bool) error {
	h.base = h.eval(h.prog.root, true)
	if h.prog.when != nil {
		h.base = h.within(h.base, h.prog.when)
	}
	passing := make([]*roaring.Bitmap, len(h.prog.filters))
	for i, f := range h.prog.filters {
		docs, err := h.filterDocs(f)
		if err != nil {
			return err
		}
		passing[i] = docs
	}
	if h.prog.spans {
		universe := h.nearly(passing)
		if err := h.verify(ctx, universe); err != nil {
			return err
		}
		h.base = roaring.And(h.eval(h.prog.root, true), universe)
	}
	h.matches = h.passAll(passing, -1)
	h.others = map[string]*roaring.Bitmap{}
	for i, f := range h.prog.filters {
		if facets[f.field] {
			h.others[f.field] = h.passAll(passing, i)
		}
	}
	return nil
}

// passAll keeps of base what passes all filters but one; -1 is none.
func (h *hunt) passAll(passing []*roaring.Bitmap, but int) *roaring.Bitmap {
	docs := h.base
	for i, p := range passing {
		if i != but {
			docs = roaring.And(docs, p)
		}
	}
	return docs
}

// nearly keeps of base what fails one filter at most: only that is counted
// anywhere.
func (h *hunt) nearly(passing []*roaring.Bitmap) *roaring.Bitmap {
	if len(passing) < 2 {
		return h.base
	}
	return roaring.And(h.base, atLeast(passing, len(passing)-1))
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
