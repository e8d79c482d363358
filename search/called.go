package search

import (
	"slices"

	"github.com/dateline-search/dateline/index/alias"
	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/search/query"
)

// Known tells which entities a name is known as the name of.
type Known interface {
	// Canonical lists the canonical names; none where the name is not known.
	Canonical(kind news.EntityType, name string) []string
	// Beginning lists the canonical names of what is known by a name that has a word
	// which begins so.
	Beginning(kind news.EntityType, prefix string) []string
}

// knownBy lists entities of a type that have a name in which a word begins so:
// one that is known, or one that was merged into theirs.
func (j *job) knownBy(kind news.EntityType, prefix string) []string {
	if !slices.Contains(alias.Types(), kind) {
		return nil
	}
	var all []string
	if j.known != nil {
		for _, name := range j.known.Beginning(kind, prefix) {
			all = append(all, j.plan.Aliases.Root(kind, name))
		}
	}
	if j.plan.Aliases == nil {
		return all
	}
	folded := analysis.Fold(prefix)
	for root := range j.plan.Aliases.Roots(kind) {
		if slices.ContainsFunc(j.plan.Aliases.Group(kind, root), func(name string) bool { return analysis.BeginsWord(analysis.Fold(name), folded) }) {
			all = append(all, root)
		}
	}
	return all
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
