package param

import (
	"slices"
	"strconv"

	"github.com/dateline-search/dateline/index/schema"
	"github.com/dateline-search/dateline/search"
)

// SearchSpecs describes the parameters of a search.
func SearchSpecs() []Spec {
	specs := []Spec{
		{Name: Q, Meaning: "The query, in Dateline's query language. Empty matches everything.", Example: `"line of control" OR drone*`},
		{Name: From, Kind: Date, Meaning: "Published on or after: a date, a month, a year, or a time.", Example: "2025-05-01"},
		{Name: To, Kind: Date, Meaning: "Published on or before, inclusive.", Example: "2025-05"},
		{
			Name: TZ, Kind: Zone, Default: "UTC", Example: "Asia/Karachi",
			Meaning: "Time zone in which the days of dates and of the timeline begin: an IANA name, or a distance from UTC.",
		},
		{
			Name: MentionsFrom, Example: "2025-05-02",
			Meaning: "The text speaks of this date or a later one: a day, a month, a year, a week (2025-W19), a quarter (2025-Q2).",
		},
		{Name: MentionsTo, Meaning: "The text speaks of this date or an earlier one, inclusive.", Example: "2025-05"},
		{
			Name: Match, Kind: Choice, Words: []string{"auto", "all", "any"}, Default: "auto",
			Meaning: "How many of the words an article must have. auto: all; where no article has them all, those with most of them, and notes says so.",
		},
		{Name: Strict, Kind: Choice, Words: []string{"false", "true"}, Default: "false", Meaning: "true refuses a query that needs repair."},
		{
			Name: Recency, Kind: Choice, Words: []string{"on", "off"}, Default: "on",
			Meaning: "Whether newer articles weigh a little more in relevance.",
		},
		{
			Name: Sort, Kind: Choice, Words: []string{"relevance", "newest", "oldest"},
			Meaning: "The order of hits: relevance where q has words, else newest.",
		},
		{
			Name: Size, Kind: Number, Most: search.MaxSize, Default: strconv.Itoa(search.DefaultSize),
			Meaning: "How many hits a page has.", Example: "10",
		},
		{Name: Cursor, Meaning: "What the page before gave as next. There is no limit of depth, and no hit comes twice while articles are added."},
		{
			Name: Facets, Meaning: "The facets to count, parted by commas, or none; all where it is left out.",
			Example: "person,place",
		},
		{
			Name: FacetSize, Kind: Number, Least: 1, Most: search.MaxFacetSize, Default: strconv.Itoa(search.DefaultFacetSize),
			Meaning: "How many values of each facet.", Example: "5",
		},
		{Name: FacetFrom, Repeat: true, Meaning: "Only values of a facet that begin so: FACET:BEGINNING.", Example: "person:rub"},
		{
			Name: Interval, Kind: Choice, Words: []string{"auto", "hour", "day", "week", "month", "year", "none"}, Default: "auto",
			Meaning: "How wide the timeline's bars are.",
		},
		{Name: Highlight, Kind: Choice, Words: []string{"true", "false"}, Default: "true", Meaning: "Whether hits come with fragments."},
		{
			Name: Collapse, Kind: Choice, Words: []string{"false", "true"}, Default: "false",
			Meaning: "true folds near-duplicates under the best hit.",
		},
	}
	for _, facet := range schema.Facets() {
		specs = append(specs, Spec{
			Name: facet, Repeat: true, Example: exampleOf(facet),
			Meaning: "Only articles with this value of the facet " + facet + ". Repeated, any of them; a leading - excludes.",
		})
	}
	return specs
}

// Without are the specs but for those named.
func Without(specs []Spec, names ...string) []Spec {
	return slices.DeleteFunc(specs, func(s Spec) bool { return slices.Contains(names, s.Name) })
}

// Paging are the parameters that make pages of a search, and decide nothing
// about what matches.
func Paging() []string {
	return []string{Size, Cursor, Facets, FacetSize, FacetFrom, Interval, Highlight, Collapse}
}

func exampleOf(facet string) string {
	switch facet {
	case schema.Person:
		return "Marco Rubio"
	case schema.Org:
		return "European Union"
	case schema.Place:
		return "Karachi"
	case schema.Country:
		return "Pakistan"
	case schema.Lang:
		return "en"
	}
	return ""
}

func specOf(name string) Spec {
	specs := SearchSpecs()
	return specs[slices.IndexFunc(specs, func(s Spec) bool { return s.Name == name })]
}
