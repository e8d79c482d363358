package api

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/dateline-search/dateline/index/alias"
	"github.com/dateline-search/dateline/index/alias/likely"
	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/search"
)

// Lists knows the lists of names.
type Lists interface {
	// Surfaces lists the names by which the lists know an entity.
	Surfaces(kind news.EntityType, canonical string) []alias.Surface
	// Listed reports whether a list has a name as the canonical one.
	Listed(kind news.EntityType, canonical string) bool
	// Countries lists the countries that places of a name lie in; whole says that
	// the name is that of a country.
	Countries(place string) (list []news.Country, whole bool)
	// Where says how many degrees north and east a town lies, in the country of an
	// ISO 3166-1 code.
	Where(place, country string) (north, east float64, known bool)
}

// Likely is two names that are probably one, with what an archive says of them.
type Likely struct {
	likely.Pair
	Weight float64
	Both   int      // articles that name both
	Shared []string // who and what is named with either, the rarest first
}

const (
	// likelyAmong is how many of the most frequent names are compared.
	likelyAmong = search.MaxFacetSize
	// likelyExamined is how many pairs are looked up in the archive at most, and
	// likelyTime how long that may take: who waits for the page decides on a dozen.
	likelyExamined = 40
	likelyTime     = time.Second
	// likelyCompany is how many companions of a name are compared.
	likelyCompany = 100
	// likelyShared is how many of those that both have are told.
	likelyShared = 4
)

// Likely finds pairs of names of a type that are probably one, the likeliest
// first, among the most frequent. Those that somebody keeps apart, and those of
// which both are listed, are not in it.
func (a *API) Likely(ctx context.Context, of string) ([]Likely, error) {
	merges, err := a.merges(ctx)
	if err != nil {
		return nil, err
	}
	all, err := a.searcher.Search(ctx, counting(entityTypes(), likelyAmong))
	if err != nil {
		return nil, fmt.Errorf("api: likely: %w", err)
	}
	kind := news.EntityType(of)
	var names []likely.Name
	for _, v := range all.Facets[of].Values {
		if v.Count > 0 {
			names = append(names, likely.Name{Text: v.Value, Count: v.Count})
		}
	}
	pairs := slices.DeleteFunc(likely.Pairs(kind, names), func(p likely.Pair) bool {
		return merges.Apart(kind, p.Name.Text, p.Into.Text) ||
			a.lists != nil && a.lists.Listed(kind, p.Name.Text) && a.lists.Listed(kind, p.Into.Text)
	})
	slices.SortStableFunc(pairs, func(x, y likely.Pair) int {
		return cmp.Or(cmp.Compare(y.Weigh(likely.Evidence{Share: 1}), x.Weigh(likely.Evidence{Share: 1})), cmp.Compare(y.Name.Count, x.Name.Count))
	})
	return a.examine(ctx, of, pairs[:min(len(pairs), likelyExamined)], newFrequencies(all))
}

// frequencies are in how many articles names are.
type frequencies struct {
	of       map[string]int
	rarest   int // of those that are counted
	articles int
}

func newFrequencies(all *search.Result) frequencies {
	f := frequencies{of: map[string]int{}, rarest: all.Total, articles: all.Total}
	for kind, facet := range all.Facets {
		for _, v := range facet.Values {
			if v.Count > 0 {
				f.of[kind+":"+v.Value] = v.Count
				f.rarest = min(f.rarest, v.Count)
			}
		}
	}
	return f
}

// named is in how many articles a companion is; of those that were not counted,
// at most as many as of the rarest.
func (f frequencies) named(companion string) int {
	if n, counted := f.of[companion]; counted {
		return n
	}
	return f.rarest
}

// examine weighs pairs by who is named with them, as many as the time allows.
func (a *API) examine(ctx context.Context, of string, pairs []likely.Pair, f frequencies) ([]Likely, error) {
	list := []Likely{}
	company := map[string]map[string]int{}
	began := time.Now()
	for _, p := range pairs {
		if time.Since(began) > likelyTime {
			break
		}
		for _, name := range []string{p.Name.Text, p.Into.Text} {
			if company[name] != nil {
				continue
			}
			with, err := a.company(ctx, of, name)
			if err != nil {
				return nil, err
			}
			company[name] = with
		}
		if l := weighed(of, p, company, f); l.Weight > 0 {
			list = append(list, l)
		}
	}
	slices.SortStableFunc(list, func(x, y Likely) int {
		return cmp.Or(cmp.Compare(y.Weight, x.Weight), cmp.Compare(y.Name.Count, x.Name.Count))
	})
	return list, nil
}

// company counts who is named together with an entity.
func (a *API) company(ctx context.Context, of, name string) (map[string]int, error) {
	request := counting(entityTypes(), likelyCompany)
	request.Q = entityQuery(of, name)
	found, err := a.searcher.Search(ctx, request)
	if err != nil {
		return nil, fmt.Errorf("api: likely: %w", err)
	}
	with := map[string]int{}
	for kind, facet := range found.Facets {
		for _, v := range facet.Values {
			if v.Count > 0 && (kind != of || v.Value != name) {
				with[kind+":"+v.Value] = v.Count
			}
		}
	}
	return with, nil
}

// weighed is a pair with what its company says.
func weighed(of string, p likely.Pair, company map[string]map[string]int, f frequencies) Likely {
	one, other := of+":"+p.Name.Text, of+":"+p.Into.Text
	l := Likely{Pair: p}
	if analysis.Fold(p.Name.Text) != analysis.Fold(p.Into.Text) { // else a search for one finds the other
		l.Both = max(company[p.Name.Text][other], company[p.Into.Text][one])
	}
	var sides [2][]string
	for i, name := range []string{p.Name.Text, p.Into.Text} {
		for c := range company[name] {
			if c == one || c == other {
				continue
			}
			sides[i] = append(sides[i], c)
			if _, shared := company[p.Into.Text][c]; shared && i == 0 {
				l.Shared = append(l.Shared, c)
			}
		}
		slices.Sort(sides[i])
	}
	l.Weight = p.Weigh(likely.Evidence{Share: likely.Share(sides[0], sides[1], f.named, f.articles), Both: l.Both})
	slices.SortFunc(l.Shared, func(x, y string) int { return cmp.Or(cmp.Compare(f.named(x), f.named(y)), cmp.Compare(x, y)) })
	l.Shared = l.Shared[:min(len(l.Shared), likelyShared)]
	for i, c := range l.Shared {
		_, l.Shared[i], _ = strings.Cut(c, ":")
	}
	return l
}
