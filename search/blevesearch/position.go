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
		s := t.stream([]form{{p, 1}}, query.Word{}, candidates)
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
		} else {
			r.starts = beside(r.starts, at, parts[i].first)
		}
		if len(r.starts) == 0 {
			return 0, nil
		}
	}
	return apart(r.starts, r.length), nil
}

// beside keeps the starts that have one of the positions so far behind them. Both
// ascend.
func beside(starts, at []int, behind int) []int {
	kept := starts[:0]
	for _, start := range starts {
		for len(at) > 0 && at[0] < start+behind {
			at = at[1:]
		}
		if len(at) > 0 && at[0] == start+behind {
			kept = append(kept, start)
		}
	}
	return kept
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
