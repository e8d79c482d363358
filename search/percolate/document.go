package percolate

import (
	"strings"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/schema"
	"github.com/dateline-search/dateline/search/query"
	"github.com/dateline-search/dateline/search/span"
)

// document is an article with its words and values laid out.
type document struct {
	*index.Document
	lang   string
	texts  map[string]*text
	values map[string][]string // by keyword field, as schema.Value gives them
	url    string              // canonical
}

// text is one field of an article with the places of its words.
type text struct {
	written string
	tokens  []analysis.Token
	terms   map[string][]int // places by term
	caps    map[string][]int // by acronym
	stems   map[string][]int // by stem
}

func newDocument(d *index.Document) *document {
	tag, _ := d.Tags.Language(&d.Article)
	lang, _, _ := strings.Cut(strings.ToLower(tag), "-")
	doc := &document{Document: d, lang: lang, texts: map[string]*text{}, values: map[string][]string{}}
	stems := map[string]string{}
	for field, written := range map[string]string{schema.Title: d.Title, schema.Subtitle: d.Subtitle, schema.Body: d.Body} {
		doc.texts[field] = newText(written, lang, stems)
	}
	doc.addValues()
	if url, err := news.CanonicalURL(d.URL); err == nil {
		doc.url = url
	}
	return doc
}

func newText(written, lang string, stems map[string]string) *text {
	t := &text{
		written: written, tokens: analysis.Tokens(written),
		terms: map[string][]int{}, caps: map[string][]int{}, stems: map[string][]int{},
	}
	for i, token := range t.tokens {
		t.terms[token.Term] = append(t.terms[token.Term], i)
		if token.Caps != "" {
			t.caps[token.Caps] = append(t.caps[token.Caps], i)
		}
		stem, known := stems[token.Term]
		if !known {
			stem = analysis.Stem(lang, token.Term)
			stems[token.Term] = stem
		}
		t.stems[stem] = append(t.stems[stem], i)
	}
	return t
}

// addValues lays out the fields of whole values.
func (d *document) addValues() {
	add := func(field string, values ...string) {
		for _, v := range values {
			if v != "" {
				d.values[field] = append(d.values[field], schema.Value(v))
			}
		}
	}
	add(schema.Source, d.Source)
	add(schema.Section, d.Section)
	add(schema.Author, d.Authors...)
	add(schema.Lang, d.lang)
	add(schema.Topic, d.Keywords...)
	for _, e := range d.Tags.Entities {
		add(string(e.Type), e.Name)
		add(schema.Country, e.Country)
	}
	for name, there := range map[string]bool{
		schema.HasImage: d.Image != "", schema.HasAuthor: len(d.Authors) > 0,
		schema.HasPublished: d.Published.Precision != news.None, schema.HasKeyword: len(d.Keywords) > 0,
	} {
		if there {
			add(schema.Has, name)
		}
	}
}

// place answers package span for the words of one expression in one field.
type place struct {
	doc   *document
	text  *text
	field string
	words []query.Word
}

// Positions are where a word stands.
func (p *place) Positions(word int) []int {
	w := p.words[word]
	if w.Field != "" && w.Field != p.field {
		return nil
	}
	switch {
	case w.Caps:
		return p.text.caps[w.Term]
	case w.Expands():
		return p.expanded(w)
	case w.Exact:
		return p.written(w)
	}
	stemmed := p.text.stems[analysis.Stem(p.doc.lang, w.Term)]
	if exact := p.text.terms[w.Term]; len(exact) > 0 && len(stemmed) == 0 {
		return exact
	}
	return stemmed
}

// expanded are the places of all forms of a prefix, a pattern or a fuzzy word.
func (p *place) expanded(w query.Word) (at []int) {
	for i, t := range p.text.tokens {
		if w.Form(t.Term) {
			at = append(at, i)
		}
	}
	return at
}

// written are the places of an exact form, written as is asked for.
func (p *place) written(w query.Word) []int {
	all := p.text.terms[w.Term]
	if !w.Cased {
		return all
	}
	var at []int
	for _, i := range all {
		if t := p.text.tokens[i]; w.Written(p.text.written[t.Start:t.End]) {
			at = append(at, i)
		}
	}
	return at
}

// Unit is the sentence or paragraph around a place.
func (p *place) Unit(u query.Unit, token int) (from, to int) {
	return span.Around(u, p.text.written, p.text.tokens, token)
}
