package places

import (
	"slices"
	"strconv"

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

// IsDemonym reports whether a folded word is one for a country's people and things.
func (g *Gazetteer) IsDemonym(term string) bool {
	_, is := g.demonyms[term]
	return is
}

// Where says how many degrees north and east the largest town of a name lies in a
// country, to a tenth of a degree. It is not known of countries and regions.
func (g *Gazetteer) Where(name, country string) (north, east float64, known bool) {
	folded := analysis.Fold(name)
	for i := g.first(folded); i < len(g.lines) && g.name(i) == folded; i++ {
		cells := g.cells(i)
		if len(cells) < 6 || cells[2] != country {
			continue
		}
		n, _ := strconv.Atoi(cells[4]) // a test reads them all
		e, _ := strconv.Atoi(cells[5])
		return float64(n) / 10, float64(e) / 10, true
	}
	return 0, 0, false
}
