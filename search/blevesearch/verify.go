package blevesearch

import (
	"context"

	"github.com/RoaringBitmap/roaring/v2"

	"github.com/dateline-search/dateline/search/span"
)

// verify reads the positions of all leaves that ask for them in the documents of
// universe, and leaves what they really match.
func (h *hunt) verify(ctx context.Context, universe *roaring.Bitmap) error {
	for i := range h.found {
		if h.prog.leaves[i].lifts {
			continue
		}
		if err := h.verifyLeaf(ctx, i, universe); err != nil {
			return err
		}
	}
	return nil
}

func (h *hunt) verifyLeaf(ctx context.Context, i int, universe *roaring.Bitmap) error {
	l, f := &h.prog.leaves[i], &h.found[i]
	if f.exact {
		return nil
	}
	var docs []*roaring.Bitmap
	for j := range f.fields {
		if err := h.verifyField(ctx, l, &f.fields[j], universe); err != nil {
			return err
		}
		docs = append(docs, f.fields[j].docs)
	}
	f.docs, f.exact = roaring.FastOr(docs...), true
	if l.least > 1 {
		f.docs = oftenEnough(f.fields, l.least)
	}
	return nil
}

// oftenEnough keeps the documents whose fields together have something at least
// so many times.
func oftenEnough(fields []foundField, least int) *roaring.Bitmap {
	times := map[uint32]int{}
	for _, ff := range fields {
		it := ff.docs.Iterator()
		for _, n := range ff.times {
			times[it.Next()] += int(n)
		}
	}
	docs := roaring.New()
	for doc, n := range times {
		if n >= least {
			docs.Add(doc)
		}
	}
	return docs
}

// verifyField finds where the words of a leaf stand as they must, or remembers it.
func (h *hunt) verifyField(ctx context.Context, l *leaf, ff *foundField, universe *roaring.Bitmap) error {
	key, among := verifiedKey{l.asked, ff.name}, roaring.And(ff.docs, universe)
	ff.verified = true
	candidates := among
	if known, ok := h.seg.verified.get(key, among); ok {
		if ff.docs, ff.times = known.docs, known.times; known.counted || !l.counts {
			return nil
		}
		candidates = known.docs
	}
	ff.docs, ff.times = roaring.New(), nil
	if candidates.IsEmpty() {
		return nil
	}
	if err := h.readField(ctx, l, ff, candidates); err != nil {
		return err
	}
	h.seg.verified.keep(key, standing{among, ff.docs, ff.times, l.counts})
	return nil
}

// readField reads positions document by document, in all words side by side.
func (h *hunt) readField(ctx context.Context, l *leaf, ff *foundField, candidates *roaring.Bitmap) error {
	if !l.counts && l.short.isPair(l.words) {
		candidates = ff.take(candidates)
	}
	r, err := h.reader(l, ff, candidates)
	if err != nil {
		return err
	}
	var block [blockSize]uint32
	for it := candidates.ManyIterator(); ; {
		n := it.NextMany(block[:])
		if n == 0 || ctx.Err() != nil {
			return ctx.Err()
		}
		if err := ff.readBlock(r, block[:n]); err != nil {
			return err
		}
	}
}

// readBlock reads documents, and keeps those that have what is asked for.
func (ff *foundField) readBlock(r *reader, docs []uint32) error {
	kept := docs[:0]
	for _, doc := range docs {
		times, err := r.times(doc)
		if err != nil {
			return err
		}
		if times == 0 {
			continue
		}
		kept = append(kept, doc)
		if !r.once {
			ff.times = append(ff.times, uint32(times))
		}
	}
	ff.docs.AddMany(kept)
	return nil
}

// take takes the candidates that have a phrase of a pair alone, which need not be
// read, and leaves the others.
func (ff *foundField) take(candidates *roaring.Bitmap) (rest *roaring.Bitmap) {
	ff.docs = roaring.AndNot(candidates, ff.odd)
	return roaring.And(candidates, ff.odd)
}

// reader reads a leaf in candidates.
func (h *hunt) reader(l *leaf, ff *foundField, candidates *roaring.Bitmap) (*reader, error) {
	r := &reader{expr: l.expr, length: len(l.words), once: !l.counts, finder: span.Finder{Budget: &h.prog.budget, Once: !l.counts}}
	if r.odd = candidates; l.short != nil {
		r.odd = roaring.And(candidates, ff.odd)
		r.parts = ff.parts(h.terms, l, roaring.AndNot(candidates, r.odd))
	}
	if _, one := l.expr.Word(); one && !l.words[0].Cased {
		r.words = []part{{h.terms.counter(ff.words[0].forms, candidates), 0}} // its places need not be known
		return r, nil
	}
	for i, w := range ff.words {
		r.words = append(r.words, part{h.terms.stream(w.forms, l.words[i], r.odd), i})
	}
	return r, r.addUnits(h.terms, ff.name, candidates)
}
