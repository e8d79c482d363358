package api

import (
	"slices"
	"strings"

	"github.com/dateline-search/dateline/index/alias"
	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/search"
)

// canonical is what an entity is counted under that was asked for by a name: of
// what stands in the articles that the name finds, the name itself; else what is
// written so but for case and accents, or known by it in the lists; else the only
// one that has all its words, as an article writes Venn of Orla Venn. It is empty
// where there is none, or several.
func (a *API) canonical(of, name string, found *search.Result) string {
	facet := found.Facets[of]
	named := slices.DeleteFunc(slices.Clone(facet.Values), func(v search.FacetValue) bool { return v.Count == 0 })
	if slices.ContainsFunc(named, func(v search.FacetValue) bool { return v.Value == name }) {
		return name
	}
	var longer []string
	for _, v := range named { // the most frequent first
		if a.isCalled(news.EntityType(of), v.Value, name) {
			return v.Value
		}
		if hasWords(v.Value, name) {
			longer = append(longer, v.Value)
		}
	}
	switch {
	case len(longer) == 1:
		return longer[0]
	case facet.Distinct > len(facet.Values):
		return name // it may be among those that are not listed
	}
	return ""
}

// isCalled reports whether an entity is known by a name, whatever its case and
// accents.
func (a *API) isCalled(of news.EntityType, canonical, name string) bool {
	folded := analysis.Fold(name)
	if analysis.Fold(canonical) == folded {
		return true
	}
	return a.lists != nil && slices.ContainsFunc(a.lists.Surfaces(of, canonical), func(s alias.Surface) bool {
		return analysis.Fold(s.Text) == folded
	})
}

// hasWords reports whether all words of one name stand in another.
func hasWords(name, words string) bool {
	all := strings.Fields(analysis.Fold(name))
	for _, w := range strings.Fields(analysis.Fold(words)) {
		if !slices.Contains(all, w) {
			return false
		}
	}
	return true
}

// knownAs lists the names by which the lists know an entity, each once.
func (a *API) knownAs(of news.EntityType, canonical string) []string {
	list := []string{}
	if a.lists == nil {
		return list
	}
	for _, s := range a.lists.Surfaces(of, canonical) {
		if !slices.Contains(list, s.Text) {
			list = append(list, s.Text)
		}
	}
	return list
}
