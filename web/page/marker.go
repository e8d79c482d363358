package page

import (
	"cmp"
	"slices"

	"github.com/dateline-search/dateline/search/highlight"
	"github.com/dateline-search/dateline/search/query"
)

// marker finds what a query marks in an article's fields: the words that it asks
// for, and named, the mentions of the entities that were asked for, by field. No
// words, where there is no query or it cannot be read.
func marker(q, lang string, named map[string][]highlight.Mark) func(field, text string) []highlight.Mark {
	parsed, err := query.Parse(q, query.Options{})
	if q == "" || err != nil {
		return func(field, _ string) []highlight.Mark { return merge(nil, named[field]) }
	}
	h := highlight.New(parsed.Node)
	return func(field, text string) []highlight.Mark {
		return merge(h.Marks(field, lang, text), named[field])
	}
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
