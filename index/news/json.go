package news

import (
	"bytes"
	"encoding/json"
	"unicode/utf8"
)

// MarshalJSON writes the article as the API sends it: the members of the
// contract, empty ones left out, then pubstatus and embargoed where they say
// something (see Usage), then those of Extra by name. Dates are written by
// Date.String. It fails where a value of Extra is not JSON.
//
// A type that embeds Article, as Record does, inherits it: to write more, call
// it and add members.
func (a Article) MarshalJSON() ([]byte, error) {
	w := newObject(&a)
	w.article(&a, (*objectWriter).publicDate)
	w.usage(a.Usage)
	if err := w.members(a.Extra, isForeign); err != nil {
		return nil, err
	}
	out := w.close()
	if !utf8.Valid(out) {
		out = bytes.ToValidUTF8(out, []byte("\uFFFD"))
	}
	return out, nil
}

func (w *objectWriter) publicDate(name string, d Date) { w.text(name, d.String()) }

// UnmarshalJSON reads an article as the API takes it. Members are known by
// their exact names; unknown ones are kept in Extra byte for byte; those that
// Dateline itself adds to what it sends are passed over, so that it can be sent
// back; so are a date that is marked as guessed and a language as detected. Of a
// member that is there twice the last counts; null is as good as
// none. An integer id becomes its digits, a single author or keyword a list of
// one, and dates may be numbers (see ParseDate).
//
// The error is a *FieldError where a member has the wrong type or a date cannot
// be read, and wraps a *json.SyntaxError where data is not JSON.
func (a *Article) UnmarshalJSON(data []byte) error {
	*a = Article{}
	guessed, detected := false, false
	err := Members(data, func(name, value []byte) error {
		switch string(name) {
		case "published_from":
			guessed = string(value) == `"`+Guessed+`"`
		case "lang_from":
			detected = string(value) == `"`+Detected+`"`
		}
		return a.setMember(name, value)
	})
	if guessed {
		a.Published = Date{}
	}
	if detected {
		a.Lang = ""
	}
	return err
}

func (a *Article) setMember(name, value []byte) error {
	if handled, err := a.setKnown(name, value); handled {
		return err
	}
	switch string(name) {
	case "published":
		return setDate("published", value, &a.Published)
	case "updated":
		return setDate("updated", value, &a.Updated)
	}
	if isDerived(string(name)) || a.setUsage(name, value) {
		return nil
	}
	a.keep(string(name), value)
	return nil
}

// setKnown sets the members that look the same wherever an article is written
// down, which are all but the dates and Extra.
func (a *Article) setKnown(name, value []byte) (handled bool, err error) {
	switch string(name) {
	case "id":
		return true, setID(value, &a.ID)
	case "authors":
		return true, setTexts("authors", value, &a.Authors)
	case "keywords":
		return true, setTexts("keywords", value, &a.Keywords)
	}
	if target := a.textMember(string(name)); target != nil {
		return true, setText(string(name), value, target)
	}
	return false, nil
}

// textMember returns where the plain text member of that name is held; nil
// where there is none.
func (a *Article) textMember(name string) *string {
	switch name {
	case "url":
		return &a.URL
	case "title":
		return &a.Title
	case "subtitle":
		return &a.Subtitle
	case "body":
		return &a.Body
	case "html":
		return &a.HTML
	case "source":
		return &a.Source
	case "section":
		return &a.Section
	case "lang":
		return &a.Lang
	case "image":
		return &a.Image
	case "copyright":
		return &a.Copyright
	}
	return nil
}

func (a *Article) keep(name string, value []byte) {
	if a.Extra == nil {
		a.Extra = make(map[string]json.RawMessage)
	}
	a.Extra[name] = bytes.Clone(value)
}

// isKnown reports whether an article has a member of that name.
func isKnown(name string) bool {
	switch name {
	case "id", "authors", "keywords", "published", "updated":
		return true
	}
	return (&Article{}).textMember(name) != nil
}

// isDerived reports whether Dateline adds a member of that name to the articles
// that it sends.
func isDerived(name string) bool {
	switch name {
	case "version", "first_seen", "changed", "published_precision", "published_from", "published_zone",
		"lang_from", "similar", "entities", "dates":
		return true
	}
	return false
}

// isForeign reports whether a member of that name is none of ours.
func isForeign(name string) bool { return !isKnown(name) && !isDerived(name) }

// Known returns the names of the members of an article, in the order in which
// they are written.
func Known() []string {
	return []string{
		"id", "url", "title", "subtitle", "body", "html", "source", "section", "authors", "lang",
		"published", "updated", "keywords", "image", "copyright",
	}
}
