package param

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

// Search lists every parameter of a search.
func Search() []string { return append(namesOf(SearchSpecs()), later()...) }

// later lists the parameters that the contract promises and no search does yet.
// They are refused: an answer that leaves out a condition is a wrong answer.
func later() []string { return []string{"mentions_from", "mentions_to"} }
