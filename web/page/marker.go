package page

import (
	"cmp"
	"slices"
	"strings"

	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/search/highlight"
	"github.com/dateline-search/dateline/search/query"
)

// marker finds what a query marks in an article's fields: the words that it asks
// for, and the entities, however the article calls them. Nothing, where there is no
// query or it cannot be read.
func marker(q, lang string, entities []news.Entity) func(field, text string) []highlight.Mark {
	parsed, err := query.Parse(q, query.Options{})
	if q == "" || err != nil {
		return func(string, string) []highlight.Mark { return nil }
	}
	h := highlight.New(parsed.Node)
	named := asked(parsed.Node, entities)
	return func(field, text string) []highlight.Mark {
		return merge(h.Marks(field, lang, text), named[field])
	}
}

// asked are the mentions, by field, of the entities that a query asks for where it
// does not stand under Not.
func asked(n query.Node, entities []news.Entity) map[string][]highlight.Mark {
	marks := map[string][]highlight.Mark{}
	query.Visit(n, func(leaf query.Node) {
		v, ok := leaf.(query.Value)
		if !ok {
			return
		}
		for _, e := range entities {
			if string(e.Type) != v.Field || !isCalled(e.Name, v) {
				continue
			}
			for _, m := range e.Mentions {
				marks[m.Field] = append(marks[m.Field], highlight.Mark{m.Start, m.End})
			}
		}
	})
	return marks
}

// isCalled reports whether a name is the one that a value asks for, or has all
// of its words.
func isCalled(name string, v query.Value) bool {
	if v.Whole {
		return analysis.Fold(strings.TrimSpace(v.Text)) == analysis.Fold(name)
	}
	words := analysis.Tokens(name)
	asked := analysis.Tokens(v.Text)
	for _, t := range asked {
		if !slices.ContainsFunc(words, func(w analysis.Token) bool { return w.Term == t.Term }) {
			return false
		}
	}
	return len(asked) > 0
}

// merge puts marks together: of those that overlap it makes one.
func merge(a, b []highlight.Mark) []highlight.Mark {
	if len(b) == 0 {
		return a
	}
	all := slices.Concat(a, b)
	slices.SortFunc(all, func(x, y highlight.Mark) int { return cmp.Or(x[0]-y[0], x[1]-y[1]) })
	merged := all[:1]
	for _, m := range all[1:] {
		if last := &merged[len(merged)-1]; m[0] < last[1] {
			last[1] = max(last[1], m[1])
		} else {
			merged = append(merged, m)
		}
	}
	return merged
}
