package searchtest

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/alias"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/schema"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/search/query"
)

// testMerges searches articles that were indexed before anybody merged names.
func testMerges(t *testing.T, open Open) {
	b, _ := open(t, []index.Document{
		article("1", "x", naming("Orla Venn", "O. Venn")),
		article("2", "x", naming("O. Venn", "Tam Brisco")),
		article("3", "x", naming("Venn")),
		article("4", "x", naming("Tam Brisco")),
		article("5", "x"),
	})
	merged := func(p *search.Plan) {
		p.Aliases = alias.New([]alias.Merge{
			{Type: news.Person, Name: "O. Venn", Into: "Orla Venn"},
			{Type: news.Person, Name: "Venn", Into: "O. Venn"},
			{Type: news.Person, Name: "Madam Mayor", Into: "Orla Venn"}, // no article has it
		})
	}
	all := find(t, b, plan(query.All{}, merged, facet(schema.Person, 10), byID))
	checkFacet(t, all.Facets[0], search.FacetCounts{Field: schema.Person, Distinct: 2, Missing: 1, Values: []search.Count{
		{Value: "Orla Venn", Count: 3}, {Value: "Tam Brisco", Count: 2},
	}})
	checkNames(t, all.Hits, map[string][]string{
		"1": {"Orla Venn"}, "2": {"Orla Venn", "Tam Brisco"}, "3": {"Orla Venn"}, "4": {"Tam Brisco"}, "5": nil,
	})
	for _, text := range []string{"Orla Venn", "O. Venn", "Venn", "madam mayor"} {
		found := find(t, b, plan(query.Value{Field: schema.Person, Text: text, Whole: true}, merged, byID))
		if diff := cmp.Diff([]string{"1", "2", "3"}, ids(found.Hits)); diff != "" {
			t.Errorf("person:%q (-want +got):\n%s", text, diff)
		}
	}
	for _, chosen := range []string{"Orla Venn", "Venn"} {
		p := plan(query.All{}, merged, filter(schema.Person, []string{chosen}, nil), facet(schema.Person, 1), byID)
		p.Facets[0].Prefix = "orl"
		a := find(t, b, p)
		if diff := cmp.Diff([]string{"1", "2", "3"}, ids(a.Hits)); diff != "" {
			t.Errorf("filter %s (-want +got):\n%s", chosen, diff)
		}
		checkFacet(t, a.Facets[0], search.FacetCounts{
			Field: schema.Person, Distinct: 2, Missing: 1, Values: []search.Count{{Value: "Orla Venn", Count: 3}},
		})
	}
	without := find(t, b, plan(query.All{}, merged, filter(schema.Person, nil, []string{"O. Venn"}), byID))
	if diff := cmp.Diff([]string{"4", "5"}, ids(without.Hits)); diff != "" {
		t.Errorf("without (-want +got):\n%s", diff)
	}
	// Split again, everything is as it was.
	split := find(t, b, plan(query.All{}, facet(schema.Person, 10)))
	checkFacet(t, split.Facets[0], search.FacetCounts{Field: schema.Person, Distinct: 4, Missing: 1, Values: []search.Count{
		{Value: "O. Venn", Count: 2}, {Value: "Tam Brisco", Count: 2}, {Value: "Orla Venn", Count: 1}, {Value: "Venn", Count: 1},
	}})
}

// checkNames compares the people of hits, by the hits' ids.
func checkNames(t *testing.T, hits []search.Found, want map[string][]string) {
	t.Helper()
	got := map[string][]string{}
	for _, h := range hits {
		got[h.ID] = h.Entities[schema.Person]
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("names of the hits (-want +got):\n%s", diff)
	}
}

// byID orders hits that are equal in time by their ids.
func byID(p *search.Plan) { p.Sort = search.Newest }
