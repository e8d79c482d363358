package tag

import (
	"strings"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/tag/places"
)

// situate finds the country of each place that the article names, by its
// canonical name.
func (a *article) situate(g *places.Gazetteer) map[string]places.Found {
	var named []places.Named
	at := map[string]int{}
	for i := range a.spans {
		s := &a.spans[i]
		if s.kind != news.Place {
			continue
		}
		n, known := at[s.name]
		if !known {
			n = len(named)
			at[s.name] = n
			named = append(named, places.Named{Name: s.name})
		}
		named[n].Mentions++
		if in := a.placeBehind(i); in != "" {
			named[n].In = in
		}
	}
	found := map[string]places.Found{}
	for i, f := range g.Locate(named, a.names) {
		found[named[i].Name] = f
	}
	return found
}

// placeBehind is the place that stands behind a span after a comma, as a province
// does; "" where none does.
func (a *article) placeBehind(i int) string {
	s := &a.spans[i]
	if i+1 == len(a.spans) {
		return ""
	}
	next := &a.spans[i+1]
	if next.field != s.field || next.kind != news.Place || strings.TrimSpace(a.fields[s.field].text[s.end:next.start]) != "," {
		return ""
	}
	return next.name
}

// names yields the folded words that are written with a capital.
func (a *article) names(yield func(string) bool) {
	for i := range a.fields {
		f := &a.fields[i]
		for _, t := range f.tokens {
			if upper(f.text[t.Start:]) && !yield(t.Term) {
				return
			}
		}
	}
}
