package bleveindex

import (
	"github.com/blevesearch/bleve/v2/document"
	bleveindex "github.com/blevesearch/bleve_index_api"

	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/index/schema"
)

// term is a word or value of a document with its frequency and positions.
type term = bleveindex.TokenFreq

var (
	_ document.Field = (*textField)(nil)
	_ document.Field = (*keywordField)(nil)
	_ document.Field = (*metaField)(nil)
)

// unstored is what our fields have in common: no text is kept, there is one
// value, and nothing is counted towards Bleve's statistics.
type unstored struct {
	terms bleveindex.TokenFrequencies
}

func (unstored) ArrayPositions() []uint64  { return nil }
func (unstored) Value() []byte             { return nil }
func (unstored) NumPlainTextBytes() uint64 { return 0 }
func (unstored) EncodedFieldType() byte    { return 't' }

// AnalyzedLength is 1: real lengths are in Meta, and Bleve cannot encode 0.
func (unstored) AnalyzedLength() int { return 1 }

// Size is about what a term takes; Bleve shows the sum in its statistics.
func (u *unstored) Size() int { return 64 * len(u.terms) }

// AnalyzedTokenFrequencies is what Analyze found.
func (u *unstored) AnalyzedTokenFrequencies() bleveindex.TokenFrequencies { return u.terms }

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
	f.terms = s.count(f.text)
	clear(s.tokens)
	f.maker.giveBack(s)
	f.text = ""
}

// count makes terms of the tokens. Positions are laid out in one piece: there
// are as many as words, and the collector would see each.
func (s *scratch) count(text string) bleveindex.TokenFrequencies {
	terms := make(bleveindex.TokenFrequencies, len(s.tokens)/2+1)
	s.terms = s.terms[:0]
	before, common, after := 0, 0, s.common(0)
	for i := range s.tokens {
		before, common, after = common, after, s.common(i+1)
		t := &s.tokens[i]
		at := location{t.Position, schema.Spot{Capitals: analysis.Capitals(text[t.Start:t.End]), Before: before, After: after}}
		s.add(terms, t.Term, at)
		if t.Caps != "" {
			s.add(terms, t.Caps, at)
		}
		if common > 0 && after > 0 && common != after {
			s.addPair(terms, i)
		}
		if i == 0 {
			continue
		}
		switch analysis.BreakBefore(text, s.tokens, i) {
		case analysis.ParagraphBreak:
			s.add(terms, schema.ParagraphTerm, location{position: t.Position})
			s.add(terms, schema.SentenceTerm, location{position: t.Position})
		case analysis.SentenceBreak:
			s.add(terms, schema.SentenceTerm, location{position: t.Position})
		}
	}
	s.place()
	clear(s.terms)
	s.unused = nil
	return terms
}

// common is the number of token i as a common word; 0 where there is none.
func (s *scratch) common(i int) int {
	if i >= len(s.tokens) {
		return 0
	}
	return analysis.Common(s.tokens[i].Term)
}

// addPair adds the pair of the common words i and i+1. They are not the same: of
// three in a row, the one in the middle would be in two pairs.
func (s *scratch) addPair(terms bleveindex.TokenFrequencies, i int) {
	first, second := &s.tokens[i], &s.tokens[i+1]
	s.pair = schema.AppendPair(s.pair[:0], first.Term, second.Term)
	t := terms[string(s.pair)]
	if t == nil {
		t = s.term()
		terms[string(s.pair)] = t
	}
	s.put(t, location{position: first.Position})
}

// location is where a term stands, and what is known of it there.
type location struct {
	position int
	schema.Spot
}

// placed is a term at one of its locations.
type placed struct {
	*term
	location
}

func (s *scratch) add(terms bleveindex.TokenFrequencies, word string, at location) {
	t := terms[word]
	if t == nil {
		t = s.term()
		terms[word] = t
	}
	s.put(t, at)
}

// term gives a new term of the text at hand. They are made many at a time, since
// they live and die together.
func (s *scratch) term() *term {
	if len(s.unused) == 0 {
		s.unused = make([]term, min(len(s.tokens)/2+1, mostTerms))
	}
	t := &s.unused[0]
	s.unused = s.unused[1:]
	return t
}

// mostTerms is how many terms are made at a time, at most.
const mostTerms = 128

func (s *scratch) put(t *term, at location) {
	t.SetFrequency(t.Frequency() + 1)
	s.terms = append(s.terms, placed{t, at})
}

// place gives each term its positions. A term takes its share of the pointers
// when it comes first.
func (s *scratch) place() {
	positions := make([]bleveindex.TokenLocation, len(s.terms))
	pointers := make([]*bleveindex.TokenLocation, len(s.terms))
	for i, t := range s.terms {
		if t.Locations == nil {
			n := t.Frequency()
			t.Locations, pointers = pointers[:0:n], pointers[n:]
		}
		start, end := t.Numbers()
		positions[i].Position, positions[i].Start, positions[i].End = t.position, int(start), int(end)
		t.Locations = append(t.Locations, &positions[i])
	}
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
	f.terms = make(bleveindex.TokenFrequencies, len(f.values))
	once := new(term)
	once.SetFrequency(1)
	for _, v := range f.values {
		f.terms[v] = once
	}
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
	once := new(term)
	once.SetFrequency(1)
	f.terms = bleveindex.TokenFrequencies{string(f.facts.AppendPacked(nil)): once}
}
