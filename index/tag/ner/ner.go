package ner

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/tag/ner/crf"
	"github.com/dateline-search/dateline/index/tag/ner/feature"
)

// Kind says which part of an article a Text is.
type Kind uint8

// The parts. A headline is one sentence, whatever stands in it.
const (
	Body Kind = iota
	Headline
)

// Text is one part of an article, in the order in which it is read.
type Text struct {
	Kind Kind
	Text string
	// Hints are names in the text that someone else holds likely, from a list
	// of the newsroom's own, in their order. A text that clearly says otherwise
	// is believed more.
	Hints []Span
}

// Span is a name in a text: bytes Start to End, half-open.
type Span struct {
	Start, End int
	Type       news.EntityType
}

// Model finds names. It is safe for use by many goroutines.
type Model struct {
	weights     *crf.Table
	transitions *crf.Transitions
	lists       *feature.Lists
	clusters    *feature.Clusters
	version     string
	desks       sync.Pool
}

// Version names what the model would find in a text: another model or another
// way to use it, another version.
func (m *Model) Version() string { return m.version }

// IsFirstName reports whether a word, in any case, is a first name somewhere.
func (m *Model) IsFirstName(word string) bool { return m.lists.IsFirstName(strings.ToLower(word)) }

// Find finds the names in an article, given as its headline, subtitle and body in
// this order: for each text its spans, in their order, none in another. Invalid
// UTF-8 is no name.
func (m *Model) Find(article []Text) [][]Span {
	d := m.desk()
	defer m.put(d)
	for i := range article {
		d.read(i, &article[i])
	}
	d.vocabulary.Prepare(&d.document)
	d.hint(article)
	d.tag()
	d.agree()
	return d.spans(article)
}

// FindTokens is Find for sentences that are split into words already, as corpora
// are: for each sentence its names.
func (m *Model) FindTokens(sentences [][]string) [][]crf.Span {
	d := m.desk()
	defer m.put(d)
	for _, words := range sentences {
		d.sentence = d.sentence[:0]
		for _, w := range words {
			d.sentence = append(d.sentence, d.vocabulary.Word(w))
		}
		d.document.Add(d.sentence)
	}
	d.vocabulary.Prepare(&d.document)
	d.tag()
	d.agree()
	found := make([][]crf.Span, len(sentences))
	for i := range found {
		found[i] = crf.Spans(nil, d.tags[i])
	}
	return found
}

// types are the types of entity by the kinds of crf.
func types() [crf.Types]news.EntityType {
	return [crf.Types]news.EntityType{crf.Person: news.Person, crf.Org: news.Org, crf.Place: news.Place}
}

// spans turns tags into places of the texts.
func (d *desk) spans(article []Text) [][]Span {
	kinds := types()
	found := make([][]Span, len(article))
	for i, tags := range d.tags {
		d.found = crf.Spans(d.found[:0], tags)
		for _, s := range d.found {
			at := d.places[i]
			tokens := d.tokens[at.first:]
			found[at.text] = append(found[at.text],
				Span{Start: tokens[s.Start].Start, End: tokens[s.End-1].End, Type: kinds[s.Kind]})
		}
	}
	for i := range found {
		found[i] = valid(article[i].Text, found[i])
	}
	return found
}

// valid drops the spans that hold bytes which are no text.
func valid(text string, spans []Span) []Span {
	return slices.DeleteFunc(spans, func(s Span) bool { return !utf8.ValidString(text[s.Start:s.End]) })
}
