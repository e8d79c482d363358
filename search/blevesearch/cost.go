package blevesearch

import (
	"fmt"

	"github.com/RoaringBitmap/roaring/v2"

	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/search/query"
)

const (
	// often is how many times dearer it is to read where a common word stands, which
	// does so many times in an article.
	often = 3
	// counting is how many times cheaper it is to read how often a word stands in an
	// article than where.
	counting = 8
	// manyLeaves is from how many words, phrases and values on what was found of them
	// in a segment is not kept, but found again: that takes a third more time, and of
	// memory as much as one segment's. All segments of a million articles have a
	// hundred megabytes for 500 words.
	manyLeaves = 64
)

// toRead adds to what a search will have to read, and fails where that is too much.
func (f *find) toRead(n int) error {
	if f.prog.reads.Add(int64(n)) <= int64(f.engine.opts.MaxReads*f.engine.opts.Workers) {
		return nil
	}
	return fmt.Errorf("%w: the words of its phrases, or near each other, stand in too many articles; ask for rarer or fewer ones, or for a shorter time",
		search.ErrTooCostly)
}

// cost is about how often it must be read where a word stands in a document.
func (h *hunt) cost() (reads int) {
	universe := h.nearly()
	for i := range h.found {
		l, f := &h.prog.leaves[i], &h.found[i]
		if f.exact || l.lifts { // what lifts is bounded by itself
			continue
		}
		for j := range f.fields {
			reads += h.costOf(l, &f.fields[j], universe)
		}
	}
	return reads
}

// costOf is the cost of a leaf in a field.
func (h *hunt) costOf(l *leaf, ff *foundField, universe *roaring.Bitmap) (reads int) {
	among := ff.docs.AndCardinality(universe)
	if among == 0 || h.seg.verified.knows(verifiedKey{l.asked, ff.name}, ff.docs, universe) {
		return 0
	}
	read := func(docs *roaring.Bitmap, price int) { reads += price * int(min(among, docs.GetCardinality())) }
	if l.short != nil {
		for i, s := range l.short.parts {
			if s.pair {
				read(ff.pairs[i].docs, 1)
			} else {
				read(ff.words[s.first].docs, price(l.words[s.first]))
			}
		}
		return reads
	}
	for i, w := range ff.words {
		read(w.docs, price(l.words[i]))
	}
	if _, one := l.expr.Word(); one && !l.words[0].Cased {
		reads /= counting
	}
	return reads
}

// price is how dear it is to read where a word stands in an article.
func price(w query.Word) int {
	if analysis.Common(w.Term) > 0 {
		return often
	}
	return 1
}
