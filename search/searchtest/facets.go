package searchtest

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/schema"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/search/query"
)

func facet(field string, size int) func(*search.Plan) {
	return func(p *search.Plan) { p.Facets = append(p.Facets, search.FacetRequest{Field: field, Size: size}) }
}

func filter(field string, include, exclude []string) func(*search.Plan) {
	return func(p *search.Plan) {
		p.Filters = append(p.Filters, search.Filter{Field: field, Include: include, Exclude: exclude})
	}
}

// people are the articles of C18.
func people() []index.Document {
	return []index.Document{
		article("1", "x", naming("Orla Venn", "Tam Brisco"), from("North")),
		article("2", "x", naming("Orla Venn"), from("North")),
		article("3", "x", naming("Tam Brisco"), from("South")),
		article("4", "x", naming("Orla Venn", "Ines Dorr"), from("South")),
		article("5", "x", naming("Ines Dorr"), from("South")),
		article("6", "x", from("North")),
	}
}

func checkFacet(t *testing.T, got, want search.FacetCounts) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("facet (-want +got):\n%s", diff)
	}
}

// C18: counts are of the hits, whatever part of them is shown.
func testFacetsUnderQuery(t *testing.T, open Open) {
	b, _ := open(t, people())
	person := func(name string) query.Value { return query.Value{Field: schema.Person, Text: name} }
	both := query.And{Nodes: []query.Node{person("Orla"), person("Tam")}}
	not := query.Not{Node: person("Tam")}
	queries{{both, []string{"1"}}, {not, []string{"2", "4", "5", "6"}}}.check(t, b)
	for _, size := range []int{0, 1, 10} {
		p := plan(both, facet(schema.Person, 10), sized(size))
		checkFacet(t, find(t, b, p).Facets[0], search.FacetCounts{
			Field: schema.Person, Distinct: 2, Values: []search.Count{{Value: "Orla Venn", Count: 1}, {Value: "Tam Brisco", Count: 1}},
		})
		want := search.FacetCounts{
			Field: schema.Person, Distinct: 2, Missing: 1,
			Values: []search.Count{{Value: "Ines Dorr", Count: 2}, {Value: "Orla Venn", Count: 2}},
		}
		p = plan(not, facet(schema.Person, 10), sized(size))
		a := find(t, b, p)
		checkFacet(t, a.Facets[0], want)
		if a.Total != 4 || a.More != (size < 4) {
			t.Errorf("size %d: total %d, more %v", size, a.Total, a.More)
		}
		if size == 1 {
			p.After, p.Pin = &a.Hits[0].Position, a.Pin
			checkFacet(t, find(t, b, p).Facets[0], want)
		}
	}
}

func testFacetsIgnoreOwnFilter(t *testing.T, open Open) {
	b, _ := open(t, people())
	orla := filter(schema.Person, []string{"Orla Venn"}, nil)
	a := find(t, b, plan(query.All{}, orla, facet(schema.Person, 10), facet(schema.Source, 10)))
	if diff := cmp.Diff([]string{"1", "2", "4"}, ids(a.Hits)); diff != "" {
		t.Errorf("hits (-want +got):\n%s", diff)
	}
	checkFacet(t, a.Facets[0], search.FacetCounts{Field: schema.Person, Distinct: 3, Missing: 1, Values: []search.Count{
		{Value: "Orla Venn", Count: 3}, {Value: "Ines Dorr", Count: 2}, {Value: "Tam Brisco", Count: 2},
	}})
	checkFacet(t, a.Facets[1], search.FacetCounts{Field: schema.Source, Distinct: 2, Values: []search.Count{
		{Value: "North", Count: 2}, {Value: "South", Count: 1},
	}})

	a = find(t, b, plan(query.All{}, orla, filter(schema.Source, nil, []string{"North"}), facet(schema.Person, 1), facet(schema.Source, 10)))
	if diff := cmp.Diff([]string{"4"}, ids(a.Hits)); diff != "" {
		t.Errorf("hits (-want +got):\n%s", diff)
	}
	checkFacet(t, a.Facets[0], search.FacetCounts{Field: schema.Person, Distinct: 3, Values: []search.Count{
		{Value: "Ines Dorr", Count: 2}, {Value: "Orla Venn", Count: 1},
	}})
	checkFacet(t, a.Facets[1], search.FacetCounts{Field: schema.Source, Distinct: 2, Values: []search.Count{
		{Value: "North", Count: 2}, {Value: "South", Count: 1},
	}})
}

func testFacetValues(t *testing.T, open Open) {
	docs := numbered(60, func(i int) index.Document {
		return article("", "x", naming(fmt.Sprintf("Name %02d", i%30), fmt.Sprintf("Évariste %d", i%3)))
	})
	b, _ := open(t, docs)
	a := find(t, b, plan(query.All{}, facet(schema.Person, 4), facet(schema.Section, 3)))
	checkFacet(t, a.Facets[0], search.FacetCounts{Field: schema.Person, Distinct: 33, Values: []search.Count{
		{Value: "Évariste 0", Count: 20}, {Value: "Évariste 1", Count: 20}, {Value: "Évariste 2", Count: 20}, {Value: "Name 00", Count: 2},
	}})
	checkFacet(t, a.Facets[1], search.FacetCounts{Field: schema.Section, Missing: 60, Values: []search.Count{}})

	p := plan(query.All{}, facet(schema.Person, 2), filter(schema.Person, []string{"Name 07", "Nobody"}, []string{"Name 29"}))
	p.Facets[0].Prefix = "EVA"
	a = find(t, b, p)
	if a.Total != 2 {
		t.Errorf("total %d, want 2", a.Total)
	}
	checkFacet(t, a.Facets[0], search.FacetCounts{Field: schema.Person, Distinct: 33, Values: []search.Count{
		{Value: "Évariste 0", Count: 20},
		{Value: "Évariste 1", Count: 20},
		{Value: "Name 07", Count: 2},
		{Value: "Name 29", Count: 2},
		{Value: "Nobody", Count: 0},
	}})
}

// testFacetWords asks for values of which any word begins so, and for others
// beside them.
func testFacetWords(t *testing.T, open Open) {
	b, _ := open(t, []index.Document{
		article("1", "x", naming("Orla Venn", "Ven Tarr")), article("2", "x", naming("Orla Venn", "D'Venna Ó Brien")),
		article("3", "x", naming("Steven Hall", "Jean-Vénus Roy", "Other")),
	})
	wanted := func(prefix string, also ...string) []search.Count {
		p := plan(query.All{}, facet(schema.Person, 10))
		p.Facets[0].Prefix, p.Facets[0].Words, p.Facets[0].Also = prefix, true, also
		return find(t, b, p).Facets[0].Values
	}
	for _, tt := range []struct {
		prefix string
		also   []string
		want   []search.Count
	}{
		{"VEN", nil, []search.Count{{Value: "Orla Venn", Count: 2}, {Value: "D'Venna Ó Brien", Count: 1}, {Value: "Jean-Vénus Roy", Count: 1}, {Value: "Ven Tarr", Count: 1}}},
		{"o b", nil, []search.Count{{Value: "D'Venna Ó Brien", Count: 1}}},
		{"orla v", []string{"Other", "Nobody", "Orla Venn"}, []search.Count{{Value: "Orla Venn", Count: 2}, {Value: "Other", Count: 1}}},
		{"eve", nil, []search.Count{}},
		{"zz", []string{"Steven Hall"}, []search.Count{{Value: "Steven Hall", Count: 1}}},
	} {
		if diff := cmp.Diff(tt.want, wanted(tt.prefix, tt.also...)); diff != "" {
			t.Errorf("%q and %q (-want +got):\n%s", tt.prefix, tt.also, diff)
		}
	}
}
