package page

import (
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/schema"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/web/picture/atlas"
)

// mapView is where a place lies.
type mapView struct {
	*atlas.Map
	Width, Height int
	Country       string // in the reader's language
	Whole         bool   // whether the place is the country
	URL           string // of the country's page, where it is not
}

// mapOf draws the country that a place lies in: of several that have a place of
// this name, that which most of the articles speak of, at least half of them. It
// is nil for what is no place, and where that is not known.
func (p *Pages) mapOf(in voice, of, name string, found *search.Result) *mapView {
	if of != string(news.Place) || p.lists == nil {
		return nil
	}
	list, whole := p.lists.Countries(name)
	counts := map[string]int{}
	for _, v := range found.Facets[schema.Country].Values {
		counts[v.Value] = v.Count
	}
	var best news.Country
	for _, c := range list {
		if whole || counts[c.Name] > counts[best.Name] && 2*counts[c.Name] >= found.Total {
			best = c
		}
	}
	regions := display.Regions(language.Make(in.Tag()))
	called := func(code string) string {
		region, err := language.ParseRegion(code)
		if err != nil || regions == nil {
			return ""
		}
		return regions.Name(region)
	}
	var town *atlas.Town
	if !whole {
		town = p.townOf(name, best.Code)
	}
	drawn, ok := p.atlas.Around(best.Code, town, called)
	if !ok {
		return nil
	}
	return &mapView{
		Map: drawn, Width: atlas.Width, Height: atlas.Height, Country: called(best.Code), Whole: whole,
		URL: entityURL(of, best.Name),
	}
}

// townOf is what is marked on the map of a country: a place in it that is known to
// be a town, and where.
func (p *Pages) townOf(name, country string) *atlas.Town {
	north, east, known := p.lists.Where(name, country)
	if !known {
		return nil
	}
	return &atlas.Town{Name: name, North: north, East: east}
}
