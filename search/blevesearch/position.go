package blevesearch

import (
	"errors"
	"fmt"
	"slices"
	"sort"

	"github.com/RoaringBitmap/roaring/v2"
	segmentapi "github.com/blevesearch/scorch_segment_api/v2"

	"github.com/dateline-search/dateline/index/schema"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/search/query"
	"github.com/dateline-search/dateline/search/span"
)

// reader reads what a leaf asks for in one document after the other. It is their
// span.Text.
type reader struct {
	expr   *span.Expr
	length int    // of a phrase
	words  []part // of the documents of odd
	odd    *roaring.Bitmap
	parts  []part // of a phrase with a shortcut, for the other documents
	starts []int  // of a phrase, where it is looked for
	units  [query.Paragraph + 1]*stream
	finder span.Finder
	doc    uint32
	err    error
}

// addUnits reads where sentences or paragraphs begin as well, if it is asked for.
func (r *reader) addUnits(t *terms, field string, candidates *roaring.Bitmap) error {
	for unit, term := range map[query.Unit]string{query.Sentence: schema.SentenceTerm, query.Paragraph: schema.ParagraphTerm} {
		if !r.expr.Uses(unit) {
			continue
		}
		p, err := t.postings(field, term)
		if err != nil {
			return err
		}
		s := newStream([]form{{p, 1}}, query.Word{}, candidates)
		r.units[unit] = &s
	}
	return nil
}

// times is how often the leaf's expression stands in a document.
func (r *reader) times(doc uint32) (int, error) {
	r.doc = doc
	switch {
	case r.parts != nil && !r.odd.Contains(doc):
		return r.together(r.parts, doc)
	case r.expr.Phrase():
		return r.together(r.words, doc)
	}
	times, err := r.finder.Times(r.expr, r)
	if errors.Is(err, span.ErrTooMany) {
		err = fmt.Errorf("%w: %w; ask for a smaller distance or for rarer words", search.ErrTooCostly, err)
	}
	if r.err != nil {
		err = r.err
	}
	return times, err
}

// Positions are where a word stands in the document.
func (r *reader) Positions(word int) []int {
	at, err := r.words[word].positions(r.doc)
	if err != nil {
		r.err = err
	}
	return at
}

// Unit is the sentence or paragraph around a position. What stands before the
// first mark begins with the text.
func (r *reader) Unit(u query.Unit, position int) (from, to int) {
	const end = 1 << 40
	starts, err := r.units[u].positions(r.doc)
	if err != nil {
		r.err = err
	}
	next := sort.SearchInts(starts, position+1)
	if to = end; next < len(starts) {
		to = starts[next]
	}
	if next > 0 {
		from = starts[next-1]
	}
	return from, to
}

// together counts how often the parts of a phrase of so many words stand side by
// side in a document.
func (r *reader) together(parts []part, doc uint32) (int, error) {
	if parts[0].counts {
		return parts[0].times(doc)
	}
	r.starts = r.starts[:0]
	for i := range parts {
		at, err := parts[i].positions(doc)
		if err != nil {
			return 0, err
		}
		if i == 0 {
			for _, position := range at {
				r.starts = append(r.starts, position-parts[0].first)
			}
			continue
		}
		r.starts = slices.DeleteFunc(r.starts, func(start int) bool {
			_, there := slices.BinarySearch(at, start+parts[i].first)
			return !there
		})
	}
	return apart(r.starts, r.length), nil
}

// apart counts places of the same length; those that overlap count once.
func apart(starts []int, length int) int {
	times, free := 0, 0
	for _, start := range starts {
		if start >= free {
			times, free = times+1, start+length
		}
	}
	return times
}

// stream gives the positions of one word, document by document, ascending.
type stream struct {
	word          query.Word
	before, after int  // see step
	counts        bool // how often is known, and not where

	forms []formStream
	doc   int // that buf is of; -1 before the first
	buf   []int
}

type formStream struct {
	it   segmentapi.PostingsIterator
	at   segmentapi.Posting // nil before the first and after the last
	done bool
}

func newStream(forms []form, word query.Word, candidates *roaring.Bitmap) stream {
	s := stream{word: word, doc: -1}
	for _, p := range forms {
		if docs := p.among(candidates); !docs.IsEmpty() {
			s.forms = append(s.forms, formStream{it: p.iterator(docs, true, nil)})
		}
	}
	return s
}

// newCounter makes a stream that tells how often alone, which is read faster.
func newCounter(p postings, candidates *roaring.Bitmap) stream {
	return stream{counts: true, forms: []formStream{{it: p.iterator(p.among(candidates), false, nil)}}}
}

// positions gives where the word stands in doc, ascending. The result holds until
// another document is asked for.
func (s *stream) positions(doc uint32) ([]int, error) {
	if s.doc == int(doc) {
		return s.buf, nil
	}
	s.doc, s.buf = int(doc), s.buf[:0]
	for i := range s.forms {
		f := &s.forms[i]
		if err := f.advance(doc); err != nil {
			return nil, err
		}
		if f.done || f.at.Number() != uint64(doc) {
			continue
		}
		for _, loc := range f.at.Locations() {
			if s.fits(schema.SpotOf(loc.Start(), loc.End())) {
				s.buf = append(s.buf, int(loc.Pos()))
			}
		}
	}
	if len(s.forms) > 1 {
		slices.Sort(s.buf)
	}
	return s.buf, nil
}

// fits reports whether a word stands at a spot as it is asked for.
func (s *stream) fits(at schema.Spot) bool {
	return (!s.word.Cased || at.Capitals == s.word.Capitals) &&
		(s.before == 0 || at.Before == s.before) && (s.after == 0 || at.After == s.after)
}

// times is how often the word stands in doc. A pair cannot overlap itself.
func (s *stream) times(doc uint32) (times int, err error) {
	for i := range s.forms {
		f := &s.forms[i]
		if err := f.advance(doc); err != nil {
			return 0, err
		}
		if !f.done && f.at.Number() == uint64(doc) {
			times += int(f.at.Frequency())
		}
	}
	return times, nil
}

// advance moves to the first posting that is not before doc.
func (f *formStream) advance(doc uint32) (err error) {
	for !f.done && (f.at == nil || f.at.Number() < uint64(doc)) {
		f.at, err = f.it.Next()
		if err != nil {
			return err
		}
		f.done = f.at == nil
	}
	return nil
}
