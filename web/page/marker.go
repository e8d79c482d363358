package page

import "github.com/dateline-search/dateline/search/highlight"

// marker finds what a query marks in an article's fields.
func marker(q, lang string) func(field, text string) []highlight.Mark {
	return func(string, string) []highlight.Mark { return nil }
}
