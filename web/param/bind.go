package param

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/dateline-search/dateline/index/schema"
	"github.com/dateline-search/dateline/search"
)

// Bind reads a search from the parameters of a URL. A parameter without a value
// counts as absent, since forms send those. Names that it does not know are not
// its matter: see CheckNames.
func Bind(values url.Values) (search.Request, error) {
	b := binder{values: values}
	r := search.Request{
		Q:           b.text(Q),
		Strict:      b.choice(Strict, "false", "true") == "true",
		Match:       search.Match(b.choice(Match, "auto", "all", "any")),
		From:        b.date(From),
		To:          b.date(To),
		Zone:        b.zone(TZ),
		Filters:     b.filters(),
		NoRecency:   b.choice(Recency, "on", "off") == "off",
		Sort:        search.Sort(b.choice(Sort, "relevance", "newest", "oldest")),
		Size:        b.number(Size, 0, search.MaxSize),
		Cursor:      b.text(Cursor),
		Facets:      b.facets(),
		FacetPrefix: b.facetPrefixes(),
		Interval:    search.Interval(b.choice(Interval, "auto", "hour", "day", "week", "month", "year", "none")),
		NoHighlight: b.choice(Highlight, "true", "false") == "false",
	}
	if n := b.number(FacetSize, 1, search.MaxFacetSize); n != nil {
		r.FacetSize = *n
	}
	b.order(r.From, r.To)
	b.unavailable()
	return r, b.err
}

// Choice is one of the words given. A parameter that has no such value, or that
// is missing where nothing is the default, is an Error.
func Choice(values url.Values, name, byDefault string, words ...string) (string, error) {
	b := binder{values: values}
	value := b.choice(name, words...)
	if value == "" {
		value = byDefault
	}
	if value == "" && b.err == nil {
		b.err = &Error{Name: name, Text: fmt.Sprintf("%s is missing; it must be %s", name, oneOf(words))}
	}
	return value, b.err
}

// binder reads parameters and keeps the first error.
type binder struct {
	values url.Values
	err    error
}

func (b *binder) fail(name, value, want string) {
	if b.err == nil {
		b.err = &Error{Name: name, Value: value, Want: want}
	}
}

// text is the value of a parameter that may be given once.
func (b *binder) text(name string) string {
	given := slices.DeleteFunc(slices.Clone(b.values[name]), func(v string) bool { return v == "" })
	if len(given) == 0 {
		return ""
	}
	if len(given) > 1 {
		b.fail(name, given[1], "given once; here it is given again")
	}
	return given[0]
}

// choice is one of the words given, or empty.
func (b *binder) choice(name string, words ...string) string {
	value := b.text(name)
	if value != "" && !slices.Contains(words, value) {
		b.fail(name, value, oneOf(words))
	}
	return value
}

// number is a whole number within bounds, or nil.
func (b *binder) number(name string, least, most int) *int {
	value := b.text(name)
	if value == "" {
		return nil
	}
	n, err := strconv.Atoi(value)
	if err != nil || n < least || n > most {
		b.fail(name, value, fmt.Sprintf("a whole number from %d to %d", least, most))
		return nil
	}
	return &n
}

// filters are the chosen values of each facet.
func (b *binder) filters() map[string][]string {
	filters := map[string][]string{}
	for _, facet := range schema.Facets() {
		for _, value := range b.values[facet] {
			switch {
			case value == "" || slices.Contains(filters[facet], value):
			case value == "-":
				b.fail(facet, value, "a value, or a value behind a - to exclude it")
			default:
				filters[facet] = append(filters[facet], value)
			}
		}
	}
	return filters
}

// facets are the names of the facets to count: nil for all, empty for none.
func (b *binder) facets() []string {
	value := b.text(Facets)
	switch value {
	case "":
		return nil
	case "none":
		return []string{}
	}
	var names []string
	for name := range strings.SplitSeq(value, ",") {
		name = strings.TrimSpace(name)
		if !slices.Contains(schema.Facets(), name) {
			b.fail(Facets, name, "none, or a comma list of "+oneOf(schema.Facets()))
		} else if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// facetPrefixes are the beginnings that a facet's values must have.
func (b *binder) facetPrefixes() map[string]string {
	prefixes := map[string]string{}
	for _, value := range b.values[FacetFrom] {
		if value == "" {
			continue
		}
		name, prefix, _ := strings.Cut(value, ":")
		if !slices.Contains(schema.Facets(), name) || prefix == "" {
			b.fail(FacetFrom, value, "a facet and a beginning, as in person:rub; the facets are "+oneOf(schema.Facets()))
		} else if _, again := prefixes[name]; again {
			b.fail(FacetFrom, value, "given once for each facet")
		}
		prefixes[name] = prefix
	}
	return prefixes
}

// unavailable refuses what the contract promises and no search does yet.
func (b *binder) unavailable() {
	names := later()
	if b.choice(Collapse, "false", "true") == "true" {
		names = append(names, Collapse)
	}
	for _, name := range names {
		if value := b.text(name); value != "" && b.err == nil {
			b.err = &Error{Name: name, Value: value, Text: fmt.Sprintf("%s=%s is not available yet", name, shorten(value))}
		}
	}
}

// oneOf writes words as people list them: a, b or c.
func oneOf(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}
