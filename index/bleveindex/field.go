package bleveindex

import (
	"slices"

	bleveindex "github.com/blevesearch/bleve_index_api"

	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/index/bleveindex/zap"
	"github.com/dateline-search/dateline/index/schema"
)

// term is a word or value at one of its places.
type term = zap.Term

var (
	_ zap.Field = (*textField)(nil)
	_ zap.Field = (*keywordField)(nil)
	_ zap.Field = (*metaField)(nil)
)

// unstored is what our fields have in common: no text is kept, there is one
// value, and nothing is counted towards Bleve's statistics.
type unstored struct {
	terms []term
}

func (unstored) ArrayPositions() []uint64  { return nil }
func (unstored) Value() []byte             { return nil }
func (unstored) NumPlainTextBytes() uint64 { return 0 }
func (unstored) EncodedFieldType() byte    { return 't' }

// AnalyzedLength is 1: real lengths are in Meta, and Bleve cannot encode 0.
func (unstored) AnalyzedLength() int { return 1 }

// Terms are what Analyze found.
func (u *unstored) Terms() []term { return u.terms }

// textField is a text as package analysis splits it, with positions and, where
// Bleve has the bytes of a word, its schema.Spot. A word in capitals stands twice at its position, folded and as it is; the terms of
// package schema mark where sentences and paragraphs begin.
type textField struct {
	unstored
	name   string
	text   string
	maker  *maker
	length int // tokens, those in capitals counted once
}

func (f *textField) Name() string { return f.name }

func (f *textField) Options() bleveindex.FieldIndexingOptions {
	return bleveindex.IndexField | bleveindex.IncludeTermVectors
}

// Analyze splits the text. Bleve calls it once, from a worker of its own.
func (f *textField) Analyze() {
	s := f.maker.borrow()
	s.tokens = analysis.Append(s.tokens[:0], f.text)
	f.length = len(s.tokens)
	s.list(f.text)
	f.terms = slices.Clone(s.terms)
	clear(s.tokens)
	clear(s.terms)
	f.maker.giveBack(s)
	f.text = ""
}

func (f *textField) AnalyzedTokenFrequencies() bleveindex.TokenFrequencies {
	return zap.Frequencies(f)
}

// list makes terms of the tokens.
func (s *scratch) list(text string) {
	s.terms = s.terms[:0]
	before, common, after := 0, 0, s.common(0)
	for i := range s.tokens {
		before, common, after = common, after, s.common(i+1)
		t := &s.tokens[i]
		spot := schema.Spot{Capitals: analysis.Capitals(text[t.Start:t.End]), Before: before, After: after}
		s.add(t.Term, t.Position, spot)
		if t.Caps != "" {
			s.add(t.Caps, t.Position, spot)
		}
		if common > 0 && after > 0 && common != after { // of three alike, the second would be in two pairs
			s.add(s.pair(common, after, i), t.Position, schema.Spot{})
		}
		if i > 0 {
			s.addBreak(analysis.BreakBefore(text, s.tokens, i), t.Position)
		}
	}
}

// addBreak marks where a sentence begins, and a paragraph with it.
func (s *scratch) addBreak(b analysis.Break, position int) {
	if b == analysis.ParagraphBreak {
		s.add(schema.ParagraphTerm, position, schema.Spot{})
	}
	if b != analysis.NoBreak {
		s.add(schema.SentenceTerm, position, schema.Spot{})
	}
}

// common is the number of token i as a common word; 0 where there is none.
func (s *scratch) common(i int) int {
	if i >= len(s.tokens) {
		return 0
	}
	return analysis.Common(s.tokens[i].Term)
}

// pair is the term of the common words i and i+1, given their numbers. There are
// few, which stand often.
func (s *scratch) pair(first, second, i int) string {
	numbers := [2]uint8{uint8(first), uint8(second)}
	pair, known := s.pairs[numbers]
	if !known {
		if s.pairs == nil {
			s.pairs = map[[2]uint8]string{}
		}
		pair = string(schema.AppendPair(nil, s.tokens[i].Term, s.tokens[i+1].Term))
		s.pairs[numbers] = pair
	}
	return pair
}

func (s *scratch) add(word string, position int, spot schema.Spot) {
	start, end := spot.Numbers()
	s.terms = append(s.terms, term{Text: word, Position: uint32(position), Start: start, End: uint32(end)})
}

// keywordField holds whole values, each one term.
type keywordField struct {
	unstored
	name   string
	column bool
	values []string
}

func (f *keywordField) Name() string { return f.name }

func (f *keywordField) Options() bleveindex.FieldIndexingOptions {
	if f.column {
		return bleveindex.IndexField | bleveindex.DocValues
	}
	return bleveindex.IndexField
}

// Analyze makes a term of each value.
func (f *keywordField) Analyze() {
	f.terms = make([]term, len(f.values))
	for i, v := range f.values {
		f.terms[i].Text = v
	}
}

func (f *keywordField) AnalyzedTokenFrequencies() bleveindex.TokenFrequencies {
	return zap.Frequencies(f)
}

// metaField is schema.Meta: one term that holds an article's facts. It must
// stand behind the texts in its document, whose lengths it takes.
type metaField struct {
	unstored
	facts schema.Facts
	texts [3]*textField // nil where the text is empty
}

func (f *metaField) Name() string { return schema.Meta }

func (f *metaField) Options() bleveindex.FieldIndexingOptions {
	return bleveindex.IndexField | bleveindex.DocValues
}

// Analyze packs the facts.
func (f *metaField) Analyze() {
	for i, text := range f.texts {
		if text != nil {
			f.facts.Lengths[i] = uint32(text.length)
		}
	}
	f.terms = []term{{Text: string(f.facts.AppendPacked(nil))}}
}

func (f *metaField) AnalyzedTokenFrequencies() bleveindex.TokenFrequencies {
	return zap.Frequencies(f)
}
