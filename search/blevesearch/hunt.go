package blevesearch

import (
	"github.com/RoaringBitmap/roaring/v2"
	segmentapi "github.com/blevesearch/scorch_segment_api/v2"

	"github.com/dateline-search/dateline/index/schema"
	"github.com/dateline-search/dateline/search/span"
)

// hunt is a search in one segment. One goroutine works on it at a time.
type hunt struct {
	seg   *segment
	terms *terms
	prog  *program
	langs []language
	found []found // by leaf
	words map[wordKey]foundWord

	base    *roaring.Bitmap            // what query and dates match, filters aside
	passing []*roaring.Bitmap          // what each filter lets through
	matches *roaring.Bitmap            // what all of the plan matches
	others  map[string]*roaring.Bitmap // what all but this facet's own filter matches

	restOf, rest *roaring.Bitmap // see leftOut

	walked segmentapi.PostingsIterator // used again
}

// language is a language that has inflection, and the articles in it.
type language struct {
	name string
	docs *roaring.Bitmap
}

// found is what a leaf is in a segment.
type found struct {
	docs   *roaring.Bitmap // live; where positions are not verified, a superset
	exact  bool
	fields []foundField // of words
	counts []int        // by unit of the leaf: the live documents that have it in any field
	size   int          // of what lifts: how many documents may have to be read for it
}

// foundField is what a leaf's words are in one text field.
type foundField struct {
	textField
	words []foundWord
	docs  *roaring.Bitmap // those that have the words
	pairs []postings      // by step of the leaf's shortcut that is one
	odd   *roaring.Bitmap // those that have an implied word of it in another form

	verified bool     // whether docs are those in which the words stand as they must
	times    []uint32 // how often then, by each of docs
}

// look looks up all leaves.
func (h *hunt) look(gen *generation, maxTerms int) error {
	h.langs = nil
	if err := h.findLanguages(gen); err != nil {
		return err
	}
	h.found, h.words = make([]found, len(h.prog.leaves)), map[wordKey]foundWord{}
	for i := range h.prog.leaves {
		if err := h.lookLeaf(&h.prog.leaves[i], &h.found[i], maxTerms); err != nil {
			return err
		}
	}
	return nil
}

// forget gives up all that was looked up but the counts, and what the matches are
// found with.
func (h *hunt) forget() {
	for i := range h.found {
		h.found[i] = found{counts: h.found[i].counts, size: h.found[i].size}
	}
	h.words, h.base, h.passing, h.others, h.restOf, h.rest = nil, nil, nil, nil, nil, nil
}

// findLanguages lists the languages of the segment's articles whose inflection
// is known, and those that have none, which package analysis reads as one.
func (h *hunt) findLanguages(gen *generation) error {
	names, _ := gen.values[schema.Lang].view()
	for _, name := range names {
		if !stemmed(name) {
			continue
		}
		p, err := h.terms.postings(schema.Lang, name)
		if err != nil {
			return err
		}
		if !p.docs.IsEmpty() {
			h.langs = append(h.langs, language{name, p.docs})
		}
	}
	if docs := h.seg.silent; !docs.IsEmpty() {
		h.langs = append(h.langs, language{"", docs})
	}
	return nil
}

func (h *hunt) lookLeaf(l *leaf, f *found, maxTerms int) (err error) {
	switch f.exact = !l.positional(); {
	case l.value != nil:
		f.docs, err = h.valueDocs(l.value)
	case l.when != nil:
		f.docs = h.within(h.seg.live, l.when)
	default:
		err = h.lookText(l, f, maxTerms)
	}
	return err
}

// lookText finds words in each of their fields.
func (h *hunt) lookText(l *leaf, f *found, maxTerms int) error {
	var docs []*roaring.Bitmap
	for _, field := range l.fields {
		ff := foundField{textField: field}
		for _, w := range l.words {
			fw, err := h.lookWord(w, field.name, maxTerms)
			if err != nil {
				return err
			}
			ff.words = append(ff.words, fw)
		}
		ff.docs = span.Fold(l.expr, func(w int) *roaring.Bitmap { return ff.words[w].docs }, roaring.FastAnd, roaring.FastOr)
		if err := h.lookPairs(l, &ff); err != nil {
			return err
		}
		docs = append(docs, ff.docs)
		f.fields = append(f.fields, ff)
	}
	f.docs = roaring.FastOr(docs...)
	if l.lifts {
		f.size = int(f.docs.GetCardinality())
	}
	if !h.prog.scores {
		return nil
	}
	for _, unit := range l.units {
		f.counts = append(f.counts, f.countAny(unit))
	}
	return nil
}

// countAny counts the documents that have one of the words in any field.
func (f *found) countAny(words []int) int {
	var docs []*roaring.Bitmap
	for _, ff := range f.fields {
		for _, w := range words {
			docs = append(docs, ff.words[w].docs)
		}
	}
	return int(roaring.FastOr(docs...).GetCardinality())
}

// alive leaves out deleted documents.
func (h *hunt) alive(docs *roaring.Bitmap) *roaring.Bitmap {
	if deleted := h.seg.raw.Deleted(); deleted != nil {
		return roaring.AndNot(docs, deleted)
	}
	return docs
}

// within keeps the documents that were published in a span.
func (h *hunt) within(docs *roaring.Bitmap, s *period) *roaring.Bitmap {
	kept := roaring.New()
	var block, out [blockSize]uint32
	for it := docs.ManyIterator(); ; {
		n := it.NextMany(block[:])
		if n == 0 {
			return kept
		}
		to := out[:0]
		for _, doc := range block[:n] {
			if s.has(h.seg.published[doc], h.seg.dating[doc]) {
				to = append(to, doc)
			}
		}
		kept.AddMany(to)
	}
}

// blockSize is how many documents are taken from a bitmap at a time.
const blockSize = 1024
