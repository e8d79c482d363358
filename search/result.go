package search

import (
	"github.com/dateline-search/dateline/search/highlight"
	"github.com/dateline-search/dateline/search/query"
)

// Result is a search's answer as the API gives it; the members are those of the
// HTTP contract.
type Result struct {
	Query  Understood `json:"query"`
	Total  int        `json:"total"`
	TookMS float64    `json:"took_ms"`
	// Groups is how many hits there are in all where near-duplicates are folded.
	Groups   int              `json:"groups,omitempty"`
	Hits     []Hit            `json:"hits"`
	Facets   map[string]Facet `json:"facets"`
	Timeline *ResultTimeline  `json:"timeline,omitempty"`
	Next     string           `json:"next,omitempty"`
	// DidYouMean is the query in another spelling that finds something, where no
	// article has all the words of this one.
	DidYouMean string `json:"did_you_mean,omitempty"`

	Node query.Node `json:"-"` // the tree that was searched
}

// Understood tells how a query was read.
type Understood struct {
	Input  string       `json:"input"`
	Parsed string       `json:"parsed"`
	Notes  []query.Note `json:"notes"`
}

// Hit is one article found.
type Hit struct {
	ID                 string              `json:"id"`
	URL                string              `json:"url,omitempty"`
	Title              string              `json:"title"`
	Summary            string              `json:"summary"` // the subtitle, else the first words of the text
	Source             string              `json:"source,omitempty"`
	Section            string              `json:"section,omitempty"`
	Authors            []string            `json:"authors,omitempty"`
	Lang               string              `json:"lang,omitempty"`
	Published          string              `json:"published,omitempty"`
	PublishedPrecision string              `json:"published_precision,omitempty"`
	PublishedZone      string              `json:"published_zone,omitempty"` // "unknown" or empty
	Score              *float32            `json:"score,omitempty"`          // 0 in a search by date; nil beside an article
	Similar            int                 `json:"similar,omitempty"`        // near-duplicates in the archive
	Others             []Other             `json:"-"`                        // those, where they were folded under it
	Entities           map[string][]string `json:"entities"`
	Dates              []string            `json:"dates"`
	Highlight          *Highlight          `json:"highlight,omitempty"`
}

// Highlight holds the fragments of a hit by field.
type Highlight struct {
	Title    []highlight.Fragment `json:"title,omitempty"`
	Subtitle []highlight.Fragment `json:"subtitle,omitempty"`
	Body     []highlight.Fragment `json:"body,omitempty"`
}

// Facet is one facet's values, by count.
type Facet struct {
	Values   []FacetValue `json:"values"`
	Distinct int          `json:"distinct"`
	Missing  int          `json:"missing"`
}

// FacetValue is one value and the number of matches that carry it.
type FacetValue struct {
	Value    string `json:"value"`
	Count    int    `json:"count"`
	Selected bool   `json:"selected"`
	Excluded bool   `json:"excluded,omitempty"`
}

// ResultTimeline is the timeline as the API gives it.
type ResultTimeline struct {
	Interval Interval       `json:"interval"`
	TZ       string         `json:"tz"`
	Buckets  []ResultBucket `json:"buckets"`
}

// ResultBucket is one bar; Start is a date, or a time for hours.
type ResultBucket struct {
	Start string `json:"start"`
	Count int    `json:"count"`
	All   int    `json:"all"`
}
