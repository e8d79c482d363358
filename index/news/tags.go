package news

// EntityType is the kind of thing that an entity is.
type EntityType string

// The types of entity.
const (
	Person EntityType = "person"
	Org    EntityType = "org"
	Place  EntityType = "place"
)

// Entity is someone or something that an article names, under its canonical
// name, with every mention of it in that article.
type Entity struct {
	Type EntityType `json:"type"`
	Name string     `json:"name"` // canonical
	ID   string     `json:"id"`   // stable: made from Type and the folded Name
	// Country is where a place lies, by its English name; empty for what is no
	// place, and where it is not known.
	Country  string    `json:"country,omitempty"`
	Mentions []Mention `json:"mentions"`
}

// Mention is one place in an article's text that names an entity. Offsets are
// half-open and count Unicode code points of that field's text.
type Mention struct {
	Field string `json:"field"` // title, subtitle or body
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

// DateMention is one place in an article's text that speaks of a date. Its
// offsets count as a Mention's.
type DateMention struct {
	Value     string `json:"value"` // at its precision: 2025, 2025-05, 2025-05-02
	Precision string `json:"precision"`
	Field     string `json:"field"`
	Start     int    `json:"start"`
	End       int    `json:"end"`
	Text      string `json:"text"`
}

// Tags is all that a tagger found in one article.
type Tags struct {
	Entities []Entity // by type, then by first mention
	Dates    []DateMention
	// Lang is the language that was detected, where the article declares none and
	// it could be told.
	Lang string
	// Published is a guess at the date of publication, of a day at most, where the
	// article has none and something could be guessed.
	Published Date
}

// PublishedFrom is the date of publication of a tagged article and how it is
// known, in the words of Article.PublishedFrom, or Guessed. Both are empty where
// nothing could even be guessed.
func (t *Tags) PublishedFrom(a *Article) (published Date, from string) {
	switch {
	case !a.Published.IsZero():
		return a.Published, a.PublishedFrom()
	case !t.Published.IsZero():
		return t.Published, Guessed
	}
	return Date{}, ""
}

// What Dateline says of a date of publication and of a language that nobody
// declared; neither is ever stored as the article's own.
const (
	Guessed  = "guessed"
	Detected = "detected"
)

// Language is the language of a tagged article: the declared one, else the one
// that was detected; and which of the two, "declared" or "detected". Both are
// empty where it is not known.
func (t *Tags) Language(a *Article) (lang, from string) {
	switch {
	case a.Lang != "":
		return a.Lang, "declared"
	case t.Lang != "":
		return t.Lang, Detected
	}
	return "", ""
}
