// Package schema says which fields of an article the index holds, and how each
// is analysed, stored and weighed.
//
// The index writers build their mapping from it, the query parser its field
// names, and the executors their columns. It holds no text, opens nothing and
// knows no engine.
package schema

// Version changes with everything that makes an index built before unfit for
// the code that reads it: fields, their analysis, the layout of Meta. A data
// folder whose index has another version is rebuilt by itself.
const Version = 4

// Kind is the way in which a field is indexed.
type Kind uint8

// The kinds of field.
const (
	// Text is split into tokens by package analysis, with positions.
	Text Kind = iota
	// Keyword holds whole values, exact, each one term, with doc values.
	Keyword
	// Packed is Meta: one binary doc value for each article.
	Packed
)

// Names of the fields.
const (
	Title    = "title"
	Subtitle = "subtitle"
	Body     = "body"

	Person  = "person"
	Org     = "org"
	Place   = "place"
	Country = "country"
	Source  = "source"
	Section = "section"
	Author  = "author"
	Lang    = "lang"
	Topic   = "keyword"
	URL     = "url"
	Has     = "has"
	// Mentions holds the dates that the text speaks of, as news.Period writes them.
	Mentions = "mentions"

	Meta = "_meta"
)

// Values of Has: the parts of an article that not every one has.
const (
	HasImage     = "image"
	HasAuthor    = "author"
	HasPublished = "published"
	HasKeyword   = "keyword"
)

// Parts lists the values of Has.
func Parts() []string { return []string{HasImage, HasAuthor, HasPublished, HasKeyword} }

// Terms that a Text field holds beside its words: each stands at the position of
// the word that begins a sentence or a paragraph, the text's first left out. No
// word has a control character.
const (
	SentenceTerm  = "\x01"
	ParagraphTerm = "\x02"
)

// pairMark begins the term of a pair of words.
const pairMark = "\x03"

// AppendPair appends the term that a Text field holds, beside its words, at the
// position of the first of two neighbours that are both analysis.Common words and
// not the same.
func AppendPair(dst []byte, first, second string) []byte {
	dst = append(append(dst, pairMark...), first...)
	return append(append(dst, ' '), second...)
}

// Field describes one indexed field.
type Field struct {
	Name string
	Kind Kind
	// Facet fields are counted: they have a column in memory.
	Facet bool
	// Column fields have a column in memory as well, and are not counted.
	Column bool
	// Weight multiplies the score of a hit in a Text field that is searched when
	// a query names no field; 0 for fields that are searched by name alone.
	Weight float32
}

// Fields lists the fields of the index in a fixed order.
//
// The weights follow the practice of news search: the headline says what an
// article is about, the body what it also speaks of.
func Fields() []Field {
	return []Field{
		{Name: Title, Kind: Text, Weight: 4},
		{Name: Subtitle, Kind: Text, Weight: 1.5},
		{Name: Body, Kind: Text, Weight: 1},
		{Name: Person, Kind: Keyword, Facet: true},
		{Name: Org, Kind: Keyword, Facet: true},
		{Name: Place, Kind: Keyword, Facet: true},
		{Name: Country, Kind: Keyword, Facet: true},
		{Name: Source, Kind: Keyword, Facet: true},
		{Name: Section, Kind: Keyword, Facet: true},
		{Name: Author, Kind: Keyword, Facet: true},
		{Name: Lang, Kind: Keyword, Facet: true},
		{Name: Topic, Kind: Keyword},
		{Name: URL, Kind: Keyword},
		{Name: Has, Kind: Keyword},
		{Name: Mentions, Kind: Keyword, Column: true},
		{Name: Meta, Kind: Packed},
	}
}

// Facets lists the names of the facet fields, in the order in which they are
// shown.
func Facets() []string {
	var names []string
	for _, f := range Fields() {
		if f.Facet {
			names = append(names, f.Name)
		}
	}
	return names
}

// Columns lists the names of the Keyword fields that have a column in memory.
func Columns() []string {
	var names []string
	for _, f := range Fields() {
		if f.Facet || f.Column {
			names = append(names, f.Name)
		}
	}
	return names
}

// TextFields lists the fields that a word without a field name is searched in.
func TextFields() []Field {
	var fields []Field
	for _, f := range Fields() {
		if f.Kind == Text && f.Weight > 0 {
			fields = append(fields, f)
		}
	}
	return fields
}
