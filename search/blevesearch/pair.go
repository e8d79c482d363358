package blevesearch

import (
	"github.com/RoaringBitmap/roaring/v2"

	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/index/schema"
	"github.com/dateline-search/dateline/search/query"
	"github.com/dateline-search/dateline/search/span"
)

// pairs finds the words of a phrase that the index knows together with the one
// behind them, each word in one pair at most.
func pairs(e *span.Expr, words []query.Word) []int {
	if !e.Phrase() {
		return nil
	}
	var found []int
	for i := 0; i+1 < len(words); i++ {
		if isPlain(words[i]) && isPlain(words[i+1]) && words[i].Term != words[i+1].Term {
			found = append(found, i)
			i++
		}
	}
	return found
}

func isPlain(w query.Word) bool {
	return !w.Caps && !w.Cased && !w.Expands() && analysis.IsCommon(w.Term)
}

// lookPairs looks up the pairs of a phrase, and leaves in ff.docs those that have
// them. A pair is of the words as they are asked for: documents that have another
// form of one are left in too, and told apart.
func (h *hunt) lookPairs(l *leaf, ff *foundField) error {
	for _, first := range l.pairs {
		a, b := l.words[first], l.words[first+1]
		p, err := h.terms.postings(ff.name, string(schema.AppendPair(nil, a.Term, b.Term)))
		if err != nil {
			return err
		}
		ff.pairs = append(ff.pairs, p)
		ff.addOdd(ff.words[first].other, ff.words[first+1].other)
	}
	for _, p := range ff.pairs {
		ff.docs = roaring.And(ff.docs, roaring.Or(p.docs, ff.odd))
	}
	return nil
}

func (ff *foundField) addOdd(docs ...*roaring.Bitmap) {
	if ff.odd == nil {
		ff.odd = roaring.New()
	}
	for _, d := range docs {
		if d != nil {
			ff.odd.Or(d)
		}
	}
}

// pairStream reads a pair. Where it is all of the phrase, its places need not be
// known.
func (ff *foundField) pairStream(pair, words int, candidates *roaring.Bitmap) stream {
	if words == 2 {
		return newCounter(ff.pairs[pair], candidates)
	}
	return newStream([]form{{postings: ff.pairs[pair]}}, query.Word{}, candidates)
}

// part is a word of a phrase or a pair of them, and which word it begins with.
type part struct {
	stream
	first int
}

// parts reads a phrase by its pairs, where all documents have the words of pairs
// as they are asked for.
func (ff *foundField) parts(l *leaf, candidates *roaring.Bitmap) []part {
	var all []part
	pair := 0
	for i := 0; i < len(l.words); i++ {
		if pair < len(l.pairs) && l.pairs[pair] == i {
			all = append(all, part{ff.pairStream(pair, len(l.words), candidates), i})
			pair++
			i++
			continue
		}
		all = append(all, part{newStream(ff.words[i].forms, l.words[i], candidates), i})
	}
	return all
}
