package page

import (
	"github.com/dateline-search/dateline/search/highlight"
	"github.com/dateline-search/dateline/search/query"
)

// marker finds what a query marks in an article's fields: nothing, where there
// is no query or it cannot be read.
func marker(q, lang string) func(field, text string) []highlight.Mark {
	parsed, err := query.Parse(q, query.Options{})
	if q == "" || err != nil {
		return func(string, string) []highlight.Mark { return nil }
	}
	h := highlight.New(parsed.Node)
	return func(field, text string) []highlight.Mark { return h.Marks(field, lang, text) }
}
