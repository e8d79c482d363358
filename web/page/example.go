package page

import (
	"github.com/dateline-search/dateline/web/locale"
	"github.com/dateline-search/dateline/web/param"
)

// example is something that the box understands.
type example struct{ Query, Means, More, URL string }

// examples are one of each kind, the plainest first.
func examples(l *locale.Language) []example {
	return somethingOf(
		l, "words", "phrase", "exact", "either", "without", "near", "sentence", "times",
		"begins", "spelled", "title", "person", "published", "mentions", "has", "weight",
	)
}

// fewExamples are those that one who is new to the box needs.
func fewExamples(l *locale.Language) []example {
	return somethingOf(l, "words", "phrase", "either", "without", "begins", "person", "published")
}

func somethingOf(l *locale.Language, names ...string) []example {
	var list []example
	for _, name := range names {
		e := example{Query: l.Word("example.query", name), Means: l.Word("example.means", name)}
		if l.Knows("example.more", name) {
			e.More = l.Word("example.more", name)
		}
		e.URL = here(param.State{}.Set(param.Q, e.Query))
		list = append(list, e)
	}
	return list
}
