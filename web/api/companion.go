package api

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/dateline-search/dateline/search"
)

const (
	// companions is how many of each type are looked at; the rarest that matter
	// are among the 200 most frequent.
	companions = 200
	// minTogether keeps out of the order by lift what stands with the entity once,
	// by chance.
	minTogether = 2
)

// companion is an entity that stands in articles together with another.
type companion struct {
	counted
	All  int     `json:"all" doc:"Articles that name it, in the whole archive"`
	Lift float64 `json:"lift" doc:"How many times as often as by chance: 1 where the two have nothing to do with each other"`
}

// together lists who stands in the same articles, with lift.
func (a *API) together(ctx context.Context, found *search.Result, of, name string) ([]companion, error) {
	all, err := a.searcher.Search(ctx, counting(entityTypes(), search.MaxFacetSize))
	if err != nil {
		return nil, fmt.Errorf("api: entity: %w", err)
	}
	var list []companion
	for _, t := range entityTypes() {
		counts, err := a.countsOf(ctx, t, found.Facets[t].Values, all.Facets[t].Values)
		if err != nil {
			return nil, err
		}
		for _, v := range found.Facets[t].Values {
			if v.Count == 0 || t == of && v.Value == name {
				continue
			}
			c := companion{counted: counted{Type: t, Name: v.Value, Count: v.Count}, All: counts[v.Value]}
			if c.All > 0 {
				c.Lift = float64(c.Count) / float64(found.Total) * float64(all.Total) / float64(c.All)
			}
			list = append(list, c)
		}
	}
	return list, nil
}

// countsOf counts the articles of the whole archive that name those of a type who
// were found: most are among the most frequent of all, and are not asked for again.
func (a *API) countsOf(ctx context.Context, of string, found, frequent []search.FacetValue) (map[string]int, error) {
	counts := map[string]int{}
	for _, v := range frequent {
		counts[v.Value] = v.Count
	}
	var rest []string
	for _, v := range found {
		if _, known := counts[v.Value]; !known {
			rest = append(rest, v.Value)
		}
	}
	if len(rest) == 0 {
		return counts, nil
	}
	// The counts of a facet ignore its own filter, and hold what the filter names.
	request := counting([]string{of}, 1)
	request.Filters = map[string][]string{of: rest}
	named, err := a.searcher.Search(ctx, request)
	if err != nil {
		return nil, fmt.Errorf("api: entity: %w", err)
	}
	for _, v := range named.Facets[of].Values {
		counts[v.Value] = v.Count
	}
	return counts, nil
}

// ranked gives the first by count, and the first by lift.
func ranked(list []companion, size int) (byCount, byLift []companion) {
	byCount, byLift = []companion{}, []companion{}
	byCount = append(byCount, list...)
	for _, c := range list {
		if c.Count >= minTogether {
			byLift = append(byLift, c)
		}
	}
	name := func(x, y companion) int { return cmp.Or(cmp.Compare(x.Type, y.Type), cmp.Compare(x.Name, y.Name)) }
	slices.SortFunc(byCount, func(x, y companion) int { return cmp.Or(cmp.Compare(y.Count, x.Count), name(x, y)) })
	slices.SortFunc(byLift, func(x, y companion) int {
		return cmp.Or(cmp.Compare(y.Lift, x.Lift), cmp.Compare(y.Count, x.Count), name(x, y))
	})
	return byCount[:min(size, len(byCount))], byLift[:min(size, len(byLift))]
}
