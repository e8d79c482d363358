package search_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/schema"
	"github.com/dateline-search/dateline/search"
)

func from(source string) func(*index.Document) { return func(d *index.Document) { d.Source = source } }

func naming(of news.EntityType, names ...string) func(*index.Document) {
	return func(d *index.Document) {
		for _, name := range names {
			d.Tags.Entities = append(d.Tags.Entities, news.Entity{Type: of, Name: name})
		}
	}
}

// What cannot be says which parameter it is, by its name in the API.
func TestParamErrors(t *testing.T) {
	size := func(n int) search.Request { return search.Request{Size: &n} }
	facets := strings.Join(schema.Facets(), ", ")
	tests := []struct {
		request search.Request
		want    search.ParamError
	}{
		{size(-1), search.ParamError{Param: "size", Value: "-1", Want: "0 to 100"}},
		{size(101), search.ParamError{Param: "size", Value: "101", Want: "0 to 100"}},
		{search.Request{FacetSize: -1}, search.ParamError{Param: "facet_size", Value: "-1", Want: "1 to 1000"}},
		{search.Request{FacetSize: 1001}, search.ParamError{Param: "facet_size", Value: "1001", Want: "1 to 1000"}},
		{search.Request{Facets: []string{"lang", "colour"}}, search.ParamError{Param: "facets", Value: "colour", Want: "one of " + facets}},
		{search.Request{FacetPrefix: map[string]string{"title": "a"}}, search.ParamError{Param: "facet_prefix", Value: "title", Want: "one of " + facets}},
		{search.Request{Filters: map[string][]string{"colour": {"red"}}}, search.ParamError{Param: "filter", Value: "colour", Want: "one of " + facets}},
		{search.Request{Interval: "minute"}, search.ParamError{Param: "interval", Value: "minute", Want: "auto, hour, day, week, month, year or none"}},
		{search.Request{Sort: "best"}, search.ParamError{Param: "sort", Value: "best", Want: "relevance, newest or oldest"}},
		{search.Request{Match: "some"}, search.ParamError{Param: "match", Value: "some", Want: "auto, all or any"}},
	}
	r := open()
	for _, tt := range tests {
		_, err := r.Search(t.Context(), tt.request)
		var got *search.ParamError
		if !errors.As(err, &got) || !errors.Is(err, search.ErrBadRequest) {
			t.Errorf("%+v: error %v, want a ParamError", tt.want, err)
			continue
		}
		if diff := cmp.Diff(tt.want, *got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		for _, said := range []string{tt.want.Param, `"` + tt.want.Value + `"`, tt.want.Want} {
			if !strings.Contains(err.Error(), said) {
				t.Errorf("%q does not say %q", err, said)
			}
		}
	}
}

// The limits themselves are allowed.
func TestLimits(t *testing.T) {
	r := open()
	for _, size := range []int{0, 100} {
		r.search(t, search.Request{Size: &size})
	}
	for _, size := range []int{0, 1, 1000} {
		r.search(t, search.Request{FacetSize: size})
	}
	for _, every := range []search.Interval{"", "auto", "hour", "day", "week", "month", "year", "none"} {
		r.search(t, search.Request{Interval: every})
	}
}

func TestDefaults(t *testing.T) {
	var docs []index.Document
	for i := range 25 {
		docs = append(docs, article(string(rune('a'+i)), "x", from("Source "+string(rune('a'+i)))))
	}
	got := open(docs...).search(t, search.Request{})
	if got.Total != 25 || len(got.Hits) != 20 || got.Next == "" {
		t.Errorf("total %d, %d hits, next %q, want a page of 20", got.Total, len(got.Hits), got.Next)
	}
	if n := len(got.Facets); n != len(schema.Facets()) {
		t.Errorf("%d facets, want all", n)
	}
	if f := got.Facets["source"]; len(f.Values) != 10 || f.Distinct != 25 {
		t.Errorf("%d of %d values, want 10 of 25", len(f.Values), f.Distinct)
	}
}

func TestRange(t *testing.T) {
	r := open(
		article("day", "x", at("2025-05-08")), article("night", "x", at("2025-05-08T23:30:00Z")),
		article("month", "x", at("2025-05")), article("next", "x", at("2025-06-01")), article("undated", "x"),
	)
	tests := []struct {
		name, from, to string
		zone           *time.Location
		want           []string
	}{
		{"a day", "2025-05-08", "2025-05-08", nil, []string{"day", "night"}},
		{"a day where it is over sooner", "2025-05-08", "2025-05-08", time.FixedZone("+05:00", 5*3600), []string{"day"}},
		{"to the end of a month", "", "2025-05", nil, []string{"day", "month", "night"}},
		{"to the end of a year", "", "2025", nil, []string{"day", "month", "next", "night"}},
		{"from a month", "2025-06", "", nil, []string{"next"}},
		{"from a time", "2025-05-08T23:30:00Z", "2025-05-31", nil, []string{"night"}},
		{"open", "", "", nil, []string{"day", "month", "next", "night", "undated"}},
	}
	for _, tt := range tests {
		got := ids(r.search(t, search.Request{From: tt.from, To: tt.to, Zone: tt.zone}).Hits)
		slices.Sort(got)
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
	for _, wrong := range []search.Request{
		{From: "yesterdayish"}, {To: "2025-02-30"}, {From: "2025-06", To: "2025-05"}, {Q: "x", From: "2025-13"},
	} {
		if _, err := r.Search(t.Context(), wrong); !errors.Is(err, search.ErrBadRequest) {
			t.Errorf("from %q to %q: error %v, want ErrBadRequest", wrong.From, wrong.To, err)
		}
	}
}

func library() *room {
	return open(
		article("1", "x", from("Ledger"), naming(news.Person, "Ana Lind", "Bo Ek")),
		article("2", "x", from("Ledger"), naming(news.Person, "Ana Lind")),
		article("3", "x", from("Courier"), naming(news.Person, "Bo Ek")),
		article("4", "x", from("Herald")),
	)
}

func TestFilters(t *testing.T) {
	r := library()
	tests := []struct {
		name    string
		filters map[string][]string
		want    []string
	}{
		{"one", map[string][]string{"source": {"Ledger"}}, []string{"1", "2"}},
		{"or inside a facet", map[string][]string{"source": {"Courier", "Herald"}}, []string{"3", "4"}},
		{"and between facets", map[string][]string{"source": {"Ledger", "Herald"}, "person": {"Bo Ek"}}, []string{"1"}},
		{"excluded", map[string][]string{"source": {"-Ledger"}}, []string{"3", "4"}},
		{"none of the excluded", map[string][]string{"person": {"-Ana Lind", "-Bo Ek"}}, []string{"4"}},
		{"one without the other", map[string][]string{"person": {"Ana Lind", "-Bo Ek"}}, []string{"2"}},
		{"whole values alone", map[string][]string{"source": {"Ledge"}, "person": {"Ana"}}, []string{}},
		{"nothing chosen", map[string][]string{"source": {""}, "person": {}}, []string{"1", "2", "3", "4"}},
		{"nothing excluded", map[string][]string{"source": {"-"}}, []string{"1", "2", "3", "4"}},
	}
	for _, tt := range tests {
		got := r.search(t, search.Request{Filters: tt.filters, Sort: search.Newest})
		if diff := cmp.Diff(tt.want, ids(got.Hits)); diff != "" || got.Total != len(tt.want) {
			t.Errorf("%s: total %d (-want +got):\n%s", tt.name, got.Total, diff)
		}
	}
}

// A facet counts as if nothing were chosen in it, so that another value can be;
// what is chosen in the others counts.
func TestFacets(t *testing.T) {
	tests := []struct {
		name    string
		request search.Request
		want    map[string]search.Facet
	}{
		{
			"all values",
			search.Request{Facets: []string{"source", "person"}},
			map[string]search.Facet{
				"source": {Values: []search.FacetValue{{Value: "Ledger", Count: 2}, {Value: "Courier", Count: 1}, {Value: "Herald", Count: 1}}, Distinct: 3},
				"person": {Values: []search.FacetValue{{Value: "Ana Lind", Count: 2}, {Value: "Bo Ek", Count: 2}}, Distinct: 2, Missing: 1},
			},
		},
		{
			"selected",
			search.Request{Facets: []string{"source", "person"}, Filters: map[string][]string{"source": {"Ledger"}}},
			map[string]search.Facet{
				"source": {Values: []search.FacetValue{{Value: "Ledger", Count: 2, Selected: true}, {Value: "Courier", Count: 1}, {Value: "Herald", Count: 1}}, Distinct: 3},
				"person": {Values: []search.FacetValue{{Value: "Ana Lind", Count: 2}, {Value: "Bo Ek", Count: 1}}, Distinct: 2},
			},
		},
		{
			"excluded",
			search.Request{Facets: []string{"person"}, Filters: map[string][]string{"person": {"-Bo Ek", "-"}}},
			map[string]search.Facet{
				"person": {Values: []search.FacetValue{{Value: "Ana Lind", Count: 2}, {Value: "Bo Ek", Count: 2, Excluded: true}}, Distinct: 2, Missing: 1},
			},
		},
		{
			"chosen beyond the size",
			search.Request{Facets: []string{"source"}, FacetSize: 1, Filters: map[string][]string{"source": {"Herald", "Nowhere"}}},
			map[string]search.Facet{
				"source": {Values: []search.FacetValue{
					{Value: "Ledger", Count: 2}, {Value: "Herald", Count: 1, Selected: true}, {Value: "Nowhere", Selected: true},
				}, Distinct: 3},
			},
		},
		{
			"chosen beside the prefix",
			search.Request{
				Facets: []string{"source"}, FacetPrefix: map[string]string{"source": "COU"}, Filters: map[string][]string{"source": {"Herald"}},
			},
			map[string]search.Facet{
				"source": {Values: []search.FacetValue{{Value: "Courier", Count: 1}, {Value: "Herald", Count: 1, Selected: true}}, Distinct: 3},
			},
		},
		{"none", search.Request{Facets: []string{}}, map[string]search.Facet{}},
	}
	r := library()
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, r.search(t, tt.request).Facets); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

// A value that is longer than an engine holds is chosen all the same.
func TestFilterByLongValue(t *testing.T) {
	long := strings.Repeat("长", schema.MaxValue)
	r := open(article("long", "x", from(long)), article("other", "x", from("Ledger")))
	got := r.search(t, search.Request{Facets: []string{"source"}, Filters: map[string][]string{"source": {long}}})
	if diff := cmp.Diff([]string{"long"}, ids(got.Hits)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	chosen := search.FacetValue{Value: schema.Value(long), Count: 1, Selected: true}
	if !slices.Contains(got.Facets["source"].Values, chosen) {
		t.Errorf("the chosen value is not marked: %d values", len(got.Facets["source"].Values))
	}
}
