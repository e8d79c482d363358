package blevesearch

import (
	"slices"

	"github.com/RoaringBitmap/roaring/v2"

	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/index/schema"
	"github.com/dateline-search/dateline/search/query"
	"github.com/dateline-search/dateline/search/span"
)

// shortcut is how a phrase with common words is found without reading the places
// of these, of which there are most: a word knows which common words stand beside
// it, and two of these side by side have a term of their own.
type shortcut struct {
	parts   []step
	implied []int // the words that are not read themselves
}

// step is a word of a phrase that is read, or a pair of words.
type step struct {
	first         int // the word, or the first of the pair
	pair          bool
	before, after int // the numbers of the common words that must stand beside it; 0 is any
}

// newShortcut finds the least to read of a phrase; nil where no word of it is
// common.
func newShortcut(e *span.Expr, words []query.Word) *shortcut {
	if !e.Phrase() {
		return nil
	}
	common := make([]int, len(words)+2) // word i is common[i+1]
	for i, w := range words {
		common[i+1] = plain(w)
	}
	s := &shortcut{}
	covered := make([]bool, len(words)+2)
	for i := range words {
		if common[i+1] == 0 {
			s.parts = append(s.parts, step{first: i, before: common[i], after: common[i+2]})
			covered[i], covered[i+1], covered[i+2] = true, true, true
		}
	}
	for i := range words {
		if !covered[i+1] {
			s.parts = append(s.parts, s.cover(i, common, covered))
		}
	}
	s.imply(common[1 : len(words)+1])
	if len(s.implied) == 0 {
		return nil
	}
	slices.SortFunc(s.parts, func(a, b step) int { return a.first - b.first })
	return s
}

// cover finds how to read a common word that no other word stands beside.
func (s *shortcut) cover(i int, common []int, covered []bool) step {
	switch before, own, after := common[i], common[i+1], common[i+2]; {
	case after > 0 && after != own:
		covered[i+1], covered[i+2] = true, true
		return step{first: i, pair: true}
	case before > 0 && before != own:
		covered[i+1] = true
		return step{first: i - 1, pair: true}
	default: // the same word again
		covered[i], covered[i+1], covered[i+2] = true, true, true
		return step{first: i, before: before, after: after}
	}
}

// imply lists the common words that are not read themselves.
func (s *shortcut) imply(common []int) {
	for i, number := range common {
		read := slices.ContainsFunc(s.parts, func(p step) bool { return p.first == i && !p.pair })
		if number > 0 && !read {
			s.implied = append(s.implied, i)
		}
	}
}

// plain is the number of a common word that is asked for in any case.
func plain(w query.Word) int {
	if w.Caps || w.Cased || w.Expands() {
		return 0
	}
	return analysis.Common(w.Term)
}

// lookPairs looks up the pairs of a phrase, and leaves in ff.docs those that have
// them. Common words are read as they are asked for: documents that have another
// form of one are left in too, and told apart.
func (h *hunt) lookPairs(l *leaf, ff *foundField) error {
	if l.short == nil {
		return nil
	}
	ff.odd = roaring.New()
	for _, i := range l.short.implied {
		if other := ff.words[i].other; other != nil {
			ff.odd.Or(other)
		}
	}
	ff.pairs = make([]postings, len(l.short.parts))
	for i, s := range l.short.parts {
		if !s.pair {
			continue
		}
		a, b := l.words[s.first], l.words[s.first+1]
		p, err := h.terms.postings(ff.name, string(schema.AppendPair(nil, a.Term, b.Term)))
		if err != nil {
			return err
		}
		ff.pairs[i] = p
		ff.docs = roaring.And(ff.docs, roaring.Or(p.docs, ff.odd))
	}
	return nil
}

// isPair reports whether a phrase of two words has a term of its own, so that
// whoever has the term has the phrase.
func (s *shortcut) isPair(words []query.Word) bool {
	return s != nil && len(words) == 2 && s.parts[0].pair
}

// part is a step of a shortcut being read, or a word of a phrase.
type part struct {
	stream
	first int
}

// parts reads a phrase by its shortcut, in candidates that have the implied words
// as they are asked for.
func (ff *foundField) parts(t *terms, l *leaf, candidates *roaring.Bitmap) []part {
	all := make([]part, len(l.short.parts))
	for i, s := range l.short.parts {
		switch {
		case l.short.isPair(l.words): // its places need not be known
			all[i] = part{t.counter([]form{{postings: ff.pairs[i]}}, candidates), s.first}
		case s.pair:
			all[i] = part{t.stream([]form{{postings: ff.pairs[i]}}, query.Word{}, candidates), s.first}
		default:
			all[i] = part{t.stream(ff.words[s.first].forms, l.words[s.first], candidates), s.first}
			all[i].before, all[i].after = s.before, s.after
		}
	}
	return all
}
