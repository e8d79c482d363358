package blevesearch

import (
	"context"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
	segmentapi "github.com/blevesearch/scorch_segment_api/v2"
)

// verify reads the positions of all phrases in the documents of universe, and
// leaves what they really match.
func (h *hunt) verify(ctx context.Context, universe *roaring.Bitmap) error {
	for i := range h.found {
		f := &h.found[i]
		if f.exact {
			continue
		}
		var docs []*roaring.Bitmap
		for j := range f.fields {
			ff := &f.fields[j]
			if err := ff.verify(ctx, universe); err != nil {
				return err
			}
			docs = append(docs, ff.docs)
		}
		f.docs, f.exact = roaring.FastOr(docs...), true
	}
	return nil
}

// verify reads positions document by document, in all words side by side.
func (ff *foundField) verify(ctx context.Context, universe *roaring.Bitmap) error {
	candidates := roaring.And(ff.docs, universe)
	ff.docs = roaring.New()
	if candidates.IsEmpty() {
		return nil
	}
	streams := make([]stream, len(ff.words))
	for i, w := range ff.words {
		streams[i] = newStream(w, candidates)
	}
	for it, n := candidates.Iterator(), 0; it.HasNext(); n++ {
		if n%blockSize == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		doc := it.Next()
		times, err := together(streams, doc)
		if err != nil {
			return err
		}
		if times > 0 {
			ff.docs.Add(doc)
			ff.times = append(ff.times, uint32(times))
		}
	}
	return nil
}

// together counts how often the words stand side by side in a document.
func together(streams []stream, doc uint32) (int, error) {
	var starts []uint64
	for i := range streams {
		at, err := streams[i].positions(doc)
		if err != nil {
			return 0, err
		}
		if i == 0 {
			starts = at
			continue
		}
		starts = slices.DeleteFunc(starts, func(start uint64) bool {
			_, there := slices.BinarySearch(at, start+uint64(i))
			return !there
		})
	}
	return len(starts), nil
}

// stream gives the positions of one word, document by document, ascending.
type stream struct {
	forms []formStream
	buf   []uint64
}

type formStream struct {
	it   segmentapi.PostingsIterator
	at   segmentapi.Posting // nil before the first and after the last
	done bool
}

func newStream(w foundWord, candidates *roaring.Bitmap) stream {
	var s stream
	for _, p := range w.forms {
		if docs := roaring.And(p.docs, candidates); !docs.IsEmpty() {
			s.forms = append(s.forms, formStream{it: p.iterator(docs, true)})
		}
	}
	return s
}

// positions gives where the word stands in doc, ascending. The result holds until
// the next call.
func (s *stream) positions(doc uint32) ([]uint64, error) {
	s.buf = s.buf[:0]
	for i := range s.forms {
		f := &s.forms[i]
		if err := f.advance(doc); err != nil {
			return nil, err
		}
		if f.done || f.at.Number() != uint64(doc) {
			continue
		}
		for _, loc := range f.at.Locations() {
			s.buf = append(s.buf, loc.Pos())
		}
	}
	if len(s.forms) > 1 {
		slices.Sort(s.buf)
	}
	return s.buf, nil
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
