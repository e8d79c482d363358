package places

import (
	"slices"

	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/index/news"
)

// Countries lists the countries that places of a name lie in, that with the most
// people first. whole says that the name is that of the country itself, which is
// then the only one.
func (g *Gazetteer) Countries(name string) (list []news.Country, whole bool) {
	folded := analysis.Fold(name)
	if c, is := g.codes[folded]; is {
		return []news.Country{{Code: string(c[:]), Name: g.names[c]}}, true
	}
	for _, p := range g.named(folded) {
		c := news.Country{Code: string(p.country[:]), Name: g.names[p.country]}
		if !slices.Contains(list, c) {
			list = append(list, c)
		}
	}
	return list, false
}
