package blevesearch

import (
	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	segmentapi "github.com/blevesearch/scorch_segment_api/v2"

	"github.com/dateline-search/dateline/search/blevesearch/zap"
)

// segment is one of Bleve's segments as a snapshot sees it.
type segment struct {
	raw  *scorch.SegmentSnapshot
	file *zap.File // nil where it is read by Bleve alone
	*columns
	live *roaring.Bitmap // documents that are not deleted
}

func newSegment(raw *scorch.SegmentSnapshot, c *columns) *segment {
	return &segment{raw: raw, file: zap.Open(raw.Segment()), columns: c, live: raw.DocNumbersLive()}
}

// lengths sums the tokens of a text field over live documents, and counts those
// that have any.
func (s *segment) lengths(text int) (tokens, filled int) {
	tokens, filled = s.tokens[text], s.filled[text]
	if deleted := s.raw.Deleted(); deleted != nil {
		for it := deleted.Iterator(); it.HasNext(); {
			if n := int(s.columns.lengths[text].of(it.Next())); n > 0 {
				tokens -= n
				filled--
			}
		}
	}
	return tokens, filled
}

// terms opens the dictionaries of a segment, for one goroutine.
type terms struct {
	seg  segmentapi.Segment
	file *zap.File
	open map[string]segmentapi.TermDictionary
	peek segmentapi.PostingsIterator // used again
}

func newTerms(s *segment) *terms {
	return &terms{seg: s.raw.Segment(), file: s.file, open: map[string]segmentapi.TermDictionary{}}
}

func (t *terms) dictionary(field string) (segmentapi.TermDictionary, error) {
	if d := t.open[field]; d != nil {
		return d, nil
	}
	d, err := t.seg.Dictionary(field)
	if err == nil {
		t.open[field] = d
	}
	return d, err
}

// postings is where a term stands: all of its documents, deleted ones too, and
// those of them that count.
type postings struct {
	list  segmentapi.PostingsList
	all   *roaring.Bitmap
	docs  *roaring.Bitmap
	field string
	term  string
}

// postings looks a term up; docs is empty where there is none.
func (t *terms) postings(field, term string) (postings, error) {
	d, err := t.dictionary(field)
	if err != nil {
		return postings{}, err
	}
	list, err := d.PostingsList([]byte(term), nil, nil)
	if err != nil {
		return postings{}, err
	}
	all := t.bitmapOf(list)
	return postings{list: list, all: all, docs: all, field: field, term: term}, nil
}

// details are those of a term in the file; ok is false where there are none.
func (t *terms) details(p postings) (d zap.Postings, ok bool) {
	if t.file == nil {
		return d, false
	}
	return t.file.Postings(p.field, p.term, p.all)
}

// bitmapOf is the bitmap of a list. It may share Bleve's memory: it must not be
// changed, and not be kept beyond the snapshot.
func (t *terms) bitmapOf(list segmentapi.PostingsList) *roaring.Bitmap {
	t.peek = list.Iterator(false, false, false, t.peek)
	it, ok := t.peek.(segmentapi.OptimizablePostingsIterator)
	if !ok {
		return roaring.New()
	}
	if doc, one := it.DocNum1Hit(); one {
		return roaring.BitmapOf(uint32(doc))
	}
	if docs := it.ActualBitmap(); docs != nil {
		return docs
	}
	return roaring.New()
}

// among gives the documents that are in a set as well. Where that is all of them
// it is docs itself: Bleve walks its own bitmap in half the time.
func (p postings) among(set *roaring.Bitmap) *roaring.Bitmap {
	if p.docs.AndCardinality(set) == p.docs.GetCardinality() {
		return p.docs
	}
	return roaring.And(p.docs, set)
}

// iterator walks the postings that are in docs, which must be among p.docs. One
// that is done with may be given to be used again, or nil.
func (p postings) iterator(docs *roaring.Bitmap, locations bool, done segmentapi.PostingsIterator) segmentapi.PostingsIterator {
	it := p.list.Iterator(true, false, locations, done)
	if o, ok := it.(segmentapi.OptimizablePostingsIterator); ok {
		if _, one := o.DocNum1Hit(); !one && docs != o.ActualBitmap() {
			o.ReplaceActual(docs)
		}
	}
	return it
}

// notInWords are bytes that the terms have which stand for pairs, sentences and
// paragraphs, and for words in capitals.
const notInWords = "\x01\x02\x03 ABCDEFGHIJKLMNOPQRSTUVWXYZ"

// each gives to do the words of a field that begin with prefix and that an
// automaton accepts (nil accepts all) until do says to stop. It leaves out most
// that are no words, but not all.
func (t *terms) each(field, prefix string, a segmentapi.Automaton, do func(term []byte) bool) error {
	if t.file != nil && t.file.Terms(field, prefix, a, notInWords, do) {
		return nil
	}
	d, err := t.dictionary(field)
	if err != nil {
		return err
	}
	return eachTerm(d, a, prefix, func(term string) bool { return do([]byte(term)) })
}

// eachTerm walks through the terms of a dictionary that begin with prefix and that
// an automaton accepts (nil accepts all) until do says to stop.
func eachTerm(d segmentapi.TermDictionary, a segmentapi.Automaton, prefix string, do func(term string) bool) error {
	it := walk(d, a, []byte(prefix), beyond(prefix))
	for {
		entry, err := it.Next()
		if err != nil || entry == nil || !do(entry.Term) {
			return err
		}
	}
}

// walk leaves out the counts where the dictionary can: each would be read.
func walk(d segmentapi.TermDictionary, a segmentapi.Automaton, start, end []byte) segmentapi.DictionaryIterator {
	type light interface {
		AutomatonIteratorOmitCount(a segmentapi.Automaton, start, end []byte) segmentapi.DictionaryIterator
	}
	if l, ok := d.(light); ok {
		return l.AutomatonIteratorOmitCount(a, start, end)
	}
	return d.AutomatonIterator(a, start, end)
}

// beyond is the first key behind those that begin with prefix; nil where there
// is none.
func beyond(prefix string) []byte {
	end := []byte(prefix)
	for i := len(end) - 1; i >= 0; i-- {
		if end[i] < 0xff {
			end[i]++
			return end[:i+1]
		}
	}
	return nil
}
