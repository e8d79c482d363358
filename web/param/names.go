package param

// Names of the parameters that others than the binder speak of.
const (
	Q    = "q"
	From = "from"
	To   = "to"
	TZ   = "tz"

	MentionsFrom = "mentions_from"
	MentionsTo   = "mentions_to"

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
func Search() []string { return namesOf(SearchSpecs()) }

// Token is the parameter of a feed that stands for a key, where reading needs one.
// The server takes it out of the address before anything else sees it.
const Token = "token"
