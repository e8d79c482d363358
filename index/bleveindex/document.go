package bleveindex

import (
	"slices"
	"strings"
	"sync"

	bleveindex "github.com/blevesearch/bleve_index_api"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/index/bleveindex/zap"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/schema"
)

// maker makes Bleve's documents. It keeps the space that tokens are made in.
type maker struct {
	scratch sync.Pool // of *scratch
}

// scratch is what the analysis of one text needs for a moment.
type scratch struct {
	tokens []analysis.Token
	terms  []term
	pairs  map[[2]uint8]string // by the numbers of two common words
}

func (m *maker) borrow() *scratch {
	if s, ok := m.scratch.Get().(*scratch); ok {
		return s
	}
	return new(scratch)
}

func (m *maker) giveBack(s *scratch) { m.scratch.Put(s) }

// addTo adds one document to a batch: what is there now in place of what was.
func (m *maker) addTo(batch *bleveindex.Batch, d *index.Document) {
	if d.Deleted {
		batch.Delete(d.ID)
		return
	}
	batch.Update(m.document(d))
}

// document is a document of Bleve's: what it is made of is all that it has.
type document struct {
	id     string
	fields []zap.Field
}

var _ zap.Document = (*document)(nil)

// mostFields is about how many fields a document has.
const mostFields = 16

// termSize is about how many bytes a term takes in memory.
const termSize = 32

func (d *document) ID() string              { return d.id }
func (d *document) TermFields() []zap.Field { return d.fields }

// AddIDField does nothing: the id is written without a field.
func (d *document) AddIDField() {}

// VisitFields gives do the fields, which Bleve has analyzed so.
func (d *document) VisitFields(do bleveindex.FieldVisitor) {
	for _, f := range d.fields {
		do(f)
	}
}

func (d *document) VisitComposite(bleveindex.CompositeFieldVisitor) {}
func (d *document) HasComposite() bool                              { return false }
func (d *document) NumPlainTextBytes() uint64                       { return 0 }
func (d *document) StoredFieldsBytes() uint64                       { return 0 }
func (d *document) Indexed() bool                                   { return false }

// Size is about what it takes in memory, which Bleve shows in its statistics.
func (d *document) Size() int {
	terms := 0
	for _, f := range d.fields {
		terms += len(f.Terms())
	}
	return terms * termSize
}

// document holds the fields of package schema. The texts come first: Meta's
// lengths are known when they have been split.
func (m *maker) document(d *index.Document) *document {
	doc := &document{id: d.ID, fields: make([]zap.Field, 0, mostFields)}
	meta := &metaField{facts: schema.FactsOf(&d.Record)}
	meta.facts.Group = d.Group
	for i, t := range [3]textField{
		{name: schema.Title, text: d.Title},
		{name: schema.Subtitle, text: d.Subtitle},
		{name: schema.Body, text: d.Body},
	} {
		if t.text != "" {
			t.maker = m
			meta.texts[i] = &t
			doc.fields = append(doc.fields, &t)
		}
	}
	for _, f := range schema.Fields() {
		if f.Kind != schema.Keyword {
			continue
		}
		if values := keywords(d, f.Name); len(values) > 0 {
			doc.fields = append(doc.fields, &keywordField{name: f.Name, column: f.Facet || f.Column, values: values})
		}
	}
	doc.fields = append(doc.fields, meta)
	return doc
}

// keywords lists the distinct values that a document carries in a Keyword field.
func keywords(d *index.Document, field string) []string {
	switch field {
	case schema.Source:
		return distinct(d.Source)
	case schema.Section:
		return distinct(d.Section)
	case schema.Author:
		return distinct(d.Authors...)
	case schema.Lang:
		lang, _ := d.Tags.Language(&d.Article)
		return distinct(primary(lang))
	case schema.Topic:
		return distinct(d.Keywords...)
	case schema.URL:
		return distinct(canonical(d.URL))
	case schema.Has:
		return has(d)
	case schema.Country:
		return countries(d.Tags.Entities)
	case schema.Mentions:
		return mentioned(d.Tags.Dates)
	}
	return entities(d.Tags.Entities, news.EntityType(field))
}

func entities(all []news.Entity, of news.EntityType) []string {
	var names []string
	for _, e := range all {
		if e.Type == of {
			names = append(names, e.Name)
		}
	}
	return distinct(names...)
}

// countries are those that the places lie in.
func countries(all []news.Entity) []string {
	var names []string
	for _, e := range all {
		names = append(names, e.Country)
	}
	return distinct(names...)
}

func mentioned(all []news.DateMention) []string {
	values := make([]string, len(all))
	for i := range all {
		values[i] = all[i].Value
	}
	return distinct(values...)
}

func has(d *index.Document) []string {
	var values []string
	for _, h := range []struct {
		name  string
		there bool
	}{
		{schema.HasImage, d.Image != ""},
		{schema.HasAuthor, len(d.Authors) > 0},
		{schema.HasPublished, !d.Published.IsZero()},
		{schema.HasKeyword, len(d.Keywords) > 0},
	} {
		if h.there {
			values = append(values, h.name)
		}
	}
	return values
}

// primary is the language of a BCP 47 tag.
func primary(tag string) string {
	lang, _, _ := strings.Cut(tag, "-")
	return strings.ToLower(lang)
}

// canonical is the form of a URL that identifies; what is no URL has none.
func canonical(raw string) string {
	if raw == "" {
		return ""
	}
	url, err := news.CanonicalURL(raw)
	if err != nil {
		return ""
	}
	return url
}

// distinct gives the values as the index holds them, each once, without empty
// ones.
func distinct(values ...string) []string {
	kept := make([]string, 0, len(values))
	for _, v := range values {
		if v = schema.Value(v); v != "" && !slices.Contains(kept, v) {
			kept = append(kept, v)
		}
	}
	return kept
}
