package blevesearch

import (
	"math"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
	segmentapi "github.com/blevesearch/scorch_segment_api/v2"

	"github.com/dateline-search/dateline/index/schema"
	"github.com/dateline-search/dateline/search/blevesearch/zap"
	"github.com/dateline-search/dateline/search/query"
)

// stream gives the positions of one word, document by document, ascending. In one
// document they are given all together, or one by one.
type stream struct {
	word          query.Word
	before, after int  // see step
	counts        bool // how often is known, and not where

	forms  []sought
	by     *shelf   // of many forms, which of them a document has; nil: any may be there
	here   []sought // those that the document has
	doc    int      // that buf is of; -1 before the first
	buf    []int
	places []zap.Place

	at    int         // the position that from has come to
	only  *zap.Cursor // whose positions follow, where there are no others; nil: rest follows
	loose bool        // whether they do so wherever they are
	rest  []int
}

// none is behind all positions.
const none = math.MaxInt

// sought is a form of a word in the documents that it is looked for in, ascending.
type sought interface {
	// seek goes to a document, and reports whether the form is there.
	seek(doc uint32) (bool, error)
	times() int
	positions(to []int) []int
	places(to []zap.Place) []zap.Place
}

// stream reads where the forms of a word stand in candidates.
func (t *terms) stream(forms []form, word query.Word, candidates *roaring.Bitmap) stream {
	s := stream{word: word, doc: -1}
	s.forms, s.by = t.sought(forms, candidates, true)
	return s
}

// counter makes a stream that tells how often alone, which is read faster.
func (t *terms) counter(forms []form, candidates *roaring.Bitmap) stream {
	s := stream{counts: true}
	s.forms, s.by = t.sought(forms, candidates, false)
	return s
}

func (t *terms) sought(forms []form, candidates *roaring.Bitmap, places bool) (all []sought, by *shelf) {
	var having []*roaring.Bitmap
	for _, f := range forms {
		if docs := f.among(candidates); !docs.IsEmpty() {
			all, having = append(all, t.seek(f.postings, docs, places)), append(having, docs)
		}
	}
	if len(all) > manyForms {
		by = newShelf(having, candidates)
	}
	return all, by
}

// seek reads a term in the file, or else as Bleve does.
func (t *terms) seek(p postings, docs *roaring.Bitmap, places bool) sought {
	details, ok := t.details(p)
	if !ok {
		return &walked{it: p.iterator(docs, places, nil)}
	}
	f := &filed{cursor: details.Cursor(places)}
	if p.docs != p.all {
		f.only = docs
	}
	return f
}

// positions gives where the word stands in doc, ascending. The result holds until
// another document is asked for.
func (s *stream) positions(doc uint32) ([]int, error) {
	if s.doc == int(doc) {
		return s.buf, nil
	}
	if err := s.seek(doc); err != nil {
		return nil, err
	}
	s.doc = int(doc)
	s.readAll()
	return s.buf, nil
}

// seek finds the forms that a document has.
func (s *stream) seek(doc uint32) error {
	s.here = s.here[:0]
	if s.by == nil {
		return s.seekIn(s.forms, doc)
	}
	for _, i := range s.by.of(doc) {
		if err := s.seekIn(s.forms[i:i+1], doc); err != nil {
			return err
		}
	}
	return nil
}

func (s *stream) seekIn(forms []sought, doc uint32) error {
	for _, f := range forms {
		there, err := f.seek(doc)
		if err != nil {
			return err
		}
		if there {
			s.here = append(s.here, f)
		}
	}
	return nil
}

// readAll reads all positions in the document.
func (s *stream) readAll() {
	s.buf = s.buf[:0]
	for _, f := range s.here {
		if s.anywhere() {
			s.buf = f.positions(s.buf)
		} else {
			s.addFitting(f)
		}
	}
	if len(s.here) > 1 {
		slices.Sort(s.buf)
	}
}

// begin goes before the first position in a document. Only as many are read as are
// asked for, where a single form stands there.
func (s *stream) begin(doc uint32) error {
	if err := s.seek(doc); err != nil {
		return err
	}
	s.only, s.loose = nil, s.anywhere()
	if len(s.here) == 1 {
		if f, ok := s.here[0].(*filed); ok {
			s.only = f.cursor
		}
	}
	if s.only == nil {
		s.readAll()
		s.rest = s.buf
	}
	s.at = -1
	return nil
}

// from gives the first position that is not below least, or none. What is before
// it does not come again.
func (s *stream) from(least int) int {
	if s.at >= least {
		return s.at
	}
	if s.only != nil {
		if !s.loose {
			s.at = s.fittingFrom(least)
			return s.at
		}
		at, ok := s.only.From(least)
		if s.at = at; !ok {
			s.at = none
		}
		return s.at
	}
	for len(s.rest) > 0 && s.rest[0] < least {
		s.rest = s.rest[1:]
	}
	if s.at = none; len(s.rest) > 0 {
		s.at = s.rest[0]
	}
	return s.at
}

// fittingFrom gives the first position from least on where the word stands as it is
// asked for.
func (s *stream) fittingFrom(least int) int {
	for {
		at, ok := s.only.Next()
		switch {
		case !ok:
			return none
		case at.Position >= least && s.fits(schema.SpotOf(at.Start, at.End)):
			return at.Position
		}
	}
}

// anywhere reports whether it is the same as what and beside what the word stands.
func (s *stream) anywhere() bool { return !s.word.Cased && s.before == 0 && s.after == 0 }

// addFitting adds where a form stands as the word is asked for.
func (s *stream) addFitting(f sought) {
	s.places = f.places(s.places[:0])
	for _, at := range s.places {
		if s.fits(schema.SpotOf(at.Start, at.End)) {
			s.buf = append(s.buf, at.Position)
		}
	}
}

// fits reports whether a word stands at a spot as it is asked for.
func (s *stream) fits(at schema.Spot) bool {
	return (!s.word.Cased || at.Capitals == s.word.Capitals) &&
		(s.before == 0 || at.Before == s.before) && (s.after == 0 || at.After == s.after)
}

// times is how often the word stands in doc. A pair cannot overlap itself.
func (s *stream) times(doc uint32) (times int, err error) {
	err = s.seek(doc)
	for _, f := range s.here {
		times += f.times()
	}
	return times, err
}

// filed is a form that is read in the segment's file.
type filed struct {
	cursor *zap.Cursor
	only   *roaring.Bitmap // where it counts in these alone; nil for any
}

func (f *filed) seek(doc uint32) (bool, error) {
	return (f.only == nil || f.only.Contains(doc)) && f.cursor.Seek(doc), nil
}

func (f *filed) times() int { return f.cursor.Times() }

func (f *filed) positions(to []int) []int { return f.cursor.Positions(to) }

func (f *filed) places(to []zap.Place) []zap.Place { return f.cursor.Places(to) }

// walked is a form that Bleve reads.
type walked struct {
	it   segmentapi.PostingsIterator
	at   segmentapi.Posting // nil before the first and after the last
	done bool
}

func (w *walked) seek(doc uint32) (_ bool, err error) {
	for !w.done && (w.at == nil || w.at.Number() < uint64(doc)) {
		if w.at, err = w.it.Next(); err != nil {
			return false, err
		}
		w.done = w.at == nil
	}
	return !w.done && w.at.Number() == uint64(doc), nil
}

func (w *walked) times() int { return int(w.at.Frequency()) }

func (w *walked) positions(to []int) []int {
	for _, l := range w.at.Locations() {
		to = append(to, int(l.Pos()))
	}
	return to
}

func (w *walked) places(to []zap.Place) []zap.Place {
	for _, l := range w.at.Locations() {
		to = append(to, zap.Place{Position: int(l.Pos()), Start: l.Start(), End: l.End()})
	}
	return to
}
