package places

import (
	"math"

	"github.com/dateline-search/dateline/index/analysis"
)

// Named is one place that an article names.
type Named struct {
	Name string // canonical
	// In is the name of a place that stands right behind this one at some mention,
	// as Sindh in "Hyderabad, Sindh"; empty where none does.
	In       string
	Mentions int
}

// Found is where a place lies.
type Found struct {
	// Country is its English name; empty where it is not known, or the place lies
	// in several.
	Country string
	// Name is another canonical name where the name alone would be that of a
	// country: "Georgia (U.S. state)".
	Name string
}

// weights of what speaks for one of several places of a name, beside the
// logarithm (base 10) of how many thousands live there.
const (
	countryWeight = 1.0 // a country is meant before its namesake
	contextWeight = 3.0 // times the share of its country in what the article names
	insideWeight  = 10.0
	// smallTown is how many thousands a town has at least that is found by its
	// name alone; of a smaller one the article must name the country.
	smallTown = 100
)

// Has reports whether a folded name is that of a place anywhere.
func (g *Gazetteer) Has(folded string) bool {
	at := g.first(folded)
	return at < len(g.lines) && g.name(at) == folded
}

// Locate says for each place of an article where it lies. words are the folded
// words of the text: whose people and things they speak of counts as well.
func (g *Gazetteer) Locate(named []Named, words func(yield func(string) bool)) []Found {
	if len(named) == 0 {
		return nil
	}
	candidates := make([][]place, len(named))
	for i, n := range named {
		candidates[i] = g.named(analysis.Fold(n.Name))
	}
	context := g.context(named, candidates, words)
	found := make([]Found, len(named))
	for i, n := range named {
		if best, ok := g.choose(candidates[i], context, g.inside(n.In)); ok {
			found[i] = g.found(n.Name, best)
		}
	}
	return found
}

// context is how much an article speaks of each country, in shares of one.
func (g *Gazetteer) context(named []Named, candidates [][]place, words func(yield func(string) bool)) map[code]float64 {
	weights := map[code]float64{}
	for i, n := range named {
		if in := only(candidates[i]); in != (code{}) {
			weights[in] += 1 + math.Log2(float64(max(1, n.Mentions)))
		}
	}
	for w := range words {
		if c, known := g.demonyms[w]; known {
			weights[c]++
		}
	}
	var sum float64
	for _, w := range weights {
		sum += w
	}
	for c := range weights {
		weights[c] /= sum
	}
	return weights
}

// only is the country of places that all lie in one; small towns tell nothing.
func only(places []place) code {
	if len(places) == 0 || places[0].kind == town && places[0].people < smallTown {
		return code{}
	}
	for _, p := range places[1:] {
		if p.country != places[0].country {
			return code{}
		}
	}
	return places[0].country
}

// inside are the countries that a place lies in which stands behind another.
func (g *Gazetteer) inside(name string) map[code]bool {
	if name == "" {
		return nil
	}
	in := map[code]bool{}
	for _, p := range g.named(analysis.Fold(name)) {
		if p.kind != town {
			in[p.country] = true
		}
	}
	return in
}

// choose is the likeliest of several places.
func (g *Gazetteer) choose(places []place, context map[code]float64, inside map[code]bool) (best place, ok bool) {
	highest := math.Inf(-1)
	for _, p := range places {
		if p.kind == town && p.people < smallTown && context[p.country] == 0 && !inside[p.country] {
			continue
		}
		score := math.Log10(float64(p.people)+1) + contextWeight*context[p.country]
		if p.kind == country {
			score += countryWeight
		}
		if inside[p.country] && p.kind != country {
			score += insideWeight
		}
		if score > highest {
			best, highest, ok = p, score, true
		}
	}
	return best, ok
}

// found tells of a place that was chosen.
func (g *Gazetteer) found(name string, p place) Found {
	f := Found{Country: g.names[p.country]}
	if c, is := g.codes[analysis.Fold(name)]; is && c != p.country && p.kind == region {
		f.Name = name + " (" + shortly(p.country) + " state)"
	}
	return f
}

func shortly(c code) string {
	if c == codeOf("US") {
		return "U.S."
	}
	return string(c[:])
}
