package search

import (
	"slices"

	"github.com/dateline-search/dateline/index/alias"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/search/query"
)

// Known tells which entities a name is known as the name of.
type Known interface {
	// Canonical lists the canonical names; none where the name is not known.
	Canonical(kind news.EntityType, name string) []string
}

// called lets a query name an entity by any name that it is known by: org:"U.N."
// asks for United Nations as well.
func called(n query.Node, known Known) query.Node {
	if known == nil {
		return n
	}
	return query.MapValues(n, func(v query.Value) query.Node {
		kind := news.EntityType(v.Field)
		if !slices.Contains(alias.Types(), kind) {
			return v
		}
		either := []query.Node{v}
		for _, name := range known.Canonical(kind, v.Text) {
			either = append(either, query.Value{Field: v.Field, Text: name, Whole: true})
		}
		if len(either) == 1 {
			return v
		}
		return query.Or{Nodes: either}
	})
}
