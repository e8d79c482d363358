package param

import (
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
		Q:      b.text(Q),
		Strict: b.choice(Strict) == "true",
		Match:  search.Match(b.choice(Match)),
		From:   b.date(From),
		To:     b.date(To),
		Zone:   b.zone(TZ),

		MentionsFrom: b.period(MentionsFrom),
		MentionsTo:   b.period(MentionsTo),
		Filters:      b.filters(),
		NoRecency:    b.choice(Recency) == "off",
		Sort:         search.Sort(b.choice(Sort)),
		Size:         b.number(Size),
		Cursor:       b.text(Cursor),
		Facets:       b.facets(),
		FacetPrefix:  b.facetPrefixes(),
		Interval:     search.Interval(b.choice(Interval)),
		NoHighlight:  b.choice(Highlight) == "false",
		Collapse:     b.choice(Collapse) == "true",
	}
	if n := b.number(FacetSize); n != nil {
		r.FacetSize = *n
	}
	b.order(r.From, r.To)
	b.orderMentions(r.MentionsFrom, r.MentionsTo)
	return r, b.err
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

// choice is one of the words that the parameter may be, or empty.
func (b *binder) choice(name string) string {
	b.check(specOf(name))
	return b.text(name)
}

// number is a whole number within the parameter's bounds, or nil.
func (b *binder) number(name string) *int {
	b.check(specOf(name))
	n, err := strconv.Atoi(b.text(name))
	if err != nil {
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

// oneOf writes words as people list them: a, b or c.
func oneOf(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}
