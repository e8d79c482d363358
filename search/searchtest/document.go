package searchtest

import (
	"slices"
	"strings"
	"sync"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/schema"
	"github.com/dateline-search/dateline/search/query"
)

// document is an article with its words and values laid out.
type document struct {
	index.Document
	lang   string
	texts  map[string][]token
	values map[string][]string
	stems  *stems
}

// token is a word of a text with its stem in the article's language, and what
// begins with it.
type token struct {
	analysis.Token
	written string // in the text
	stem    string
	breaks  analysis.Break
}

// stems remembers the stems of one language: a Fake is asked the same words for
// every article.
type stems struct {
	lang  string
	of    sync.Map // of term: stem
	forms sync.Map // of form: whether it is one
}

// form is a pattern or a fuzzy word, and a term that may be a form of it.
type form struct {
	word query.Word
	term string
}

func (s *stems) isForm(w query.Word, term string) bool {
	w.Field = ""
	if is, known := s.forms.Load(form{w, term}); known {
		return is.(bool)
	}
	is := w.Wildcard && pattern(w.Term).MatchString(term) || w.Fuzzy > 0 && edits([]rune(w.Term), []rune(term)) <= w.Fuzzy
	s.forms.Store(form{w, term}, is)
	return is
}

func (s *stems) stem(term string) string {
	if stem, known := s.of.Load(term); known {
		return stem.(string)
	}
	stem := analysis.Stem(s.lang, term)
	s.of.Store(term, stem)
	return stem
}

func (s *stems) split(text string) []token {
	var tokens []token
	all := analysis.Tokens(text)
	for i, t := range all {
		tokens = append(tokens, token{Token: t, written: text[t.Start:t.End], stem: s.stem(t.Term)})
		if i > 0 {
			tokens[i].breaks = analysis.BreakBefore(text, all, i)
		}
	}
	return tokens
}

func newDocument(d *index.Document, lang string, s *stems) *document {
	doc := &document{Document: *d, lang: lang, stems: s, texts: map[string][]token{
		schema.Title:    s.split(d.Title),
		schema.Subtitle: s.split(d.Subtitle),
		schema.Body:     s.split(d.Body),
	}}
	doc.values = map[string][]string{
		schema.Source: {d.Source}, schema.Section: {d.Section}, schema.Author: d.Authors,
		schema.Lang: {lang}, schema.Topic: d.Keywords, "id": {d.ID},
	}
	for _, e := range d.Tags.Entities {
		field := string(e.Type)
		doc.values[field] = append(doc.values[field], e.Name)
		doc.values[schema.Country] = append(doc.values[schema.Country], e.Country)
	}
	if url, err := news.CanonicalURL(d.URL); err == nil {
		doc.values[schema.URL] = []string{url}
	}
	doc.values[schema.Has] = present(d)
	for _, m := range d.Tags.Dates {
		doc.values[schema.Mentions] = append(doc.values[schema.Mentions], m.Value)
	}
	for field, values := range doc.values {
		var held []string
		for _, v := range values {
			if v != "" {
				held = append(held, schema.Value(v))
			}
		}
		slices.Sort(held)
		doc.values[field] = slices.Compact(held)
	}
	return doc
}

// primary is the language of a BCP 47 tag.
func primary(tag string) string {
	lang, _, _ := strings.Cut(strings.ToLower(tag), "-")
	return lang
}

// present lists what has: can be asked.
func present(d *index.Document) []string {
	var there []string
	if d.Image != "" {
		there = append(there, "image")
	}
	if len(d.Authors) > 0 {
		there = append(there, "author")
	}
	if d.Published.Precision != news.None {
		there = append(there, "published")
	}
	if len(d.Keywords) > 0 {
		there = append(there, "keyword")
	}
	return there
}

// sortTime is min(published, first seen) in Unix seconds, or what is known of it.
func (d *document) sortTime() int64 {
	published, seen := d.Published.Time.Unix(), d.FirstSeen.Unix()
	switch {
	case d.FirstSeen.IsZero() && d.Published.IsZero():
		return 0
	case d.Published.IsZero():
		return seen
	case d.FirstSeen.IsZero():
		return published
	}
	return min(published, seen)
}

// floats reports whether the article was published on a calendar date rather
// than at an instant.
func (d *document) floats() bool {
	switch d.Published.Precision {
	case news.Year, news.Month, news.Day:
		return true
	}
	return false
}
