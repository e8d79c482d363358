package search

import "time"

// Sort is the order of hits. Hits that are equal in it are ordered by id.
type Sort string

// The orders.
const (
	Relevance Sort = "relevance"
	Newest    Sort = "newest"
	Oldest    Sort = "oldest"
)

// Match says how many of a query's words an article must have.
type Match string

// The ways to match.
const (
	MatchAuto Match = "auto" // all; where no article has them all, most
	MatchAll  Match = "all"
	MatchAny  Match = "any"
)

// Interval is the width of a timeline's bars.
type Interval string

// The intervals.
const (
	IntervalAuto  Interval = "auto"
	IntervalHour  Interval = "hour"
	IntervalDay   Interval = "day"
	IntervalWeek  Interval = "week"
	IntervalMonth Interval = "month"
	IntervalYear  Interval = "year"
	IntervalNone  Interval = "none"
)

// Request is one search as a user asks for it. The zero value of each member
// means its default.
type Request struct {
	Q      string
	Strict bool
	Match  Match
	// From and To bound the date of publication, inclusive, as a date
	// (2025-05-08, 2025-05, 2025) or an RFC 3339 time.
	From, To string
	// MentionsFrom and MentionsTo bound the dates that the text speaks of,
	// inclusive: a day, a week, a month, a quarter, a year.
	MentionsFrom, MentionsTo string
	// Zone is where the days of dates and of the timeline begin; nil is UTC.
	Zone *time.Location
	// Filters holds the chosen values by facet; a leading "-" excludes.
	Filters map[string][]string
	// NoRecency switches off the gentle preference for newer articles.
	NoRecency bool
	Sort      Sort
	Size      *int // nil is DefaultSize
	Cursor    string
	// Facets names the facets to count; nil is all, empty none.
	Facets      []string
	FacetSize   int
	FacetPrefix map[string]string
	// FacetWords lets FacetPrefix be the beginning of any word of a value, or of a
	// name that an entity is known by.
	FacetWords  bool
	Interval    Interval
	NoHighlight bool
	Collapse    bool // fold near-duplicates under the best hit
}

// Limits of a request, checked before any work is done.
const (
	// DefaultSize is how many hits a page has; MaxSize keeps a page's texts and
	// fragments within a few megabytes.
	DefaultSize = 20
	MaxSize     = 100
	// DefaultFacetSize is how many values of a facet are shown; MaxFacetSize is
	// enough for a picker without sending whole dictionaries.
	DefaultFacetSize = 10
	MaxFacetSize     = 1000
)
