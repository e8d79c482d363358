package param

import (
	"slices"

	"github.com/dateline-search/dateline/index/schema"
)

// Names of the parameters that others than the binder speak of.
const (
	Q         = "q"
	From      = "from"
	To        = "to"
	TZ        = "tz"
	Match     = "match"
	Strict    = "strict"
	Recency   = "recency"
	Sort      = "sort"
	Size      = "size"
	Cursor    = "cursor"
	Facets    = "facets"
	FacetSize = "facet_size"
	FacetFrom = "facet_prefix"
	Interval  = "interval"
	Highlight = "highlight"
	Collapse  = "collapse"
)

// Search lists every parameter of a search: the facets, and those above.
func Search() []string {
	names := []string{
		Q, From, To, TZ, Match, Strict, Recency, Sort, Size, Cursor, Facets, FacetSize, FacetFrom,
		Interval, Highlight, Collapse,
	}
	return slices.Concat(names, schema.Facets(), later())
}

// later lists the parameters that the contract promises and no search does yet.
// They are refused: an answer that leaves out a condition is a wrong answer.
func later() []string { return []string{"mentions_from", "mentions_to", "country"} }
