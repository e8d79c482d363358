package blevesearch

import (
	"errors"
	"fmt"
	"sort"

	"github.com/RoaringBitmap/roaring/v2"

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
	once   bool   // whether once in a document is enough
	words  []part // of the documents of odd
	odd    *roaring.Bitmap
	parts  []part // of a phrase with a shortcut, for the other documents
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
		s := t.stream([]form{{p, 1}}, query.Word{}, candidates)
		r.units[unit] = &s
	}
	return nil
}

// times is how often the leaf's expression stands in a document; 1 is any number
// where that is enough.
func (r *reader) times(doc uint32) (int, error) {
	r.doc = doc
	switch {
	case r.words[0].counts:
		return r.words[0].times(doc)
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
// side in a document; those that overlap count once. Each part is read as far as
// where the phrase may begin, which is never before what any part has come to.
func (r *reader) together(parts []part, doc uint32) (times int, err error) {
	if parts[0].counts {
		return parts[0].times(doc)
	}
	for i := range parts {
		if err := parts[i].begin(doc); err != nil {
			return 0, err
		}
	}
	for start := 0; ; {
		start = align(parts, start)
		if start == none {
			return times, nil
		}
		times, start = times+1, start+r.length
		if r.once {
			return times, nil
		}
	}
}

// align gives the first place, at start or behind it, at which all parts begin a
// phrase; none where there is none.
func align(parts []part, start int) int {
	for agreed, i := 0, 0; agreed < len(parts); agreed++ {
		at := parts[i].from(start + parts[i].first)
		if at == none {
			return none
		}
		if at -= parts[i].first; at > start {
			start, agreed = at, 0
		}
		if i++; i == len(parts) {
			i = 0
		}
	}
	return start
}
