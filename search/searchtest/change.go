package searchtest

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/schema"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/search/query"
)

// An article is there once, as it is now, and not at all when it was deleted.
func testVersions(t *testing.T, open Open) {
	b, add := open(t, []index.Document{
		article("a", "harbour plan", naming("Orla Venn"), at("2025-05-01")),
		article("b", "harbour plan", naming("Tam Brisco"), at("2025-05-02")),
		article("c", "harbour plan", at("2025-05-03")),
	})
	add(article("a", "harbour plan delayed", naming("Ines Dorr"), at("2025-05-01")))
	add(tombstone("c"), article("d", "harbour", at("2025-05-04")))
	add(tombstone("never there"))
	queries{
		{word("harbour"), []string{"a", "b", "d"}},
		{word("delayed"), []string{"a"}},
		{phrase("harbour", "plan"), []string{"a", "b"}},
		{query.Not{Node: word("delayed")}, []string{"b", "d"}},
		{query.Value{Field: "id", Text: "c", Whole: true}, nil},
		{query.Published{From: date("2025-05-02")}, []string{"b", "d"}},
	}.check(t, b)
	if n, err := b.Count(t.Context()); err != nil || n != 3 {
		t.Errorf("count %d, %v, want 3", n, err)
	}
	a := find(t, b, plan(query.All{}, facet(schema.Person, 10), every(search.IntervalDay)))
	checkFacet(t, a.Facets[0], search.FacetCounts{Field: schema.Person, Distinct: 2, Missing: 1, Values: []search.Count{
		{Value: "Ines Dorr", Count: 1}, {Value: "Tam Brisco", Count: 1},
	}})
	var all []int
	for _, bucket := range a.Timeline.Buckets {
		all = append(all, bucket.All)
	}
	if diff := cmp.Diff([]int{1, 1, 0, 1}, all); diff != "" {
		t.Errorf("all (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(map[string][]string{"person": {"Ines Dorr"}}, a.Hits[2].Entities); diff != "" {
		t.Errorf("entities (-want +got):\n%s", diff)
	}
	for _, id := range []string{"a", "b", "d"} {
		add(tombstone(id))
	}
	queries{{query.All{}, nil}}.check(t, b)
}

func testNothing(t *testing.T, open Open) {
	b, add := open(t, nil)
	p := plan(word("ship"), by(search.Relevance), facet(schema.Source, 10), every(search.IntervalAuto))
	a := find(t, b, p)
	if a.Total != 0 || len(a.Hits) != 0 || a.More || a.Facets[0].Distinct != 0 || len(a.Timeline.Buckets) != 0 {
		t.Errorf("found in nothing: %+v", a)
	}
	if n, err := b.Count(t.Context()); n != 0 || err != nil {
		t.Errorf("count %d, %v", n, err)
	}
	add(article("a", "ship"))
	if a := find(t, b, p); a.Total != 1 {
		t.Errorf("total %d after the first article came", a.Total)
	}
}

// What cannot be answered is an error with a meaning.
func testBadPlans(t *testing.T, open Open) {
	b, _ := open(t, []index.Document{article("a", "ship")})
	if _, fake := b.(interface{ unlimited() }); fake {
		t.Skip("the Fake takes plans as they are")
	}
	tests := []struct {
		name string
		plan *search.Plan
	}{
		{"facet", plan(query.All{}, facet("nonsense", 10))},
		{"value's field", plan(query.Value{Field: "nonsense", Text: "x"})},
		{"pin", plan(word("ship"), by(search.Relevance), func(p *search.Plan) { p.Pin = []byte{9, 9} })},
	}
	for _, tt := range tests {
		if _, err := b.Find(t.Context(), tt.plan); !errors.Is(err, search.ErrBadRequest) {
			t.Errorf("%s: error %v, want ErrBadRequest", tt.name, err)
		}
	}
}

// What stands for too many words, or can be combined in too many ways, is refused.
// To answer it instead would take longer than tests may.
func testCostly(t *testing.T, open Open) {
	b, _ := open(t, numbered(40, func(i int) index.Document {
		body := ""
		for j := range 50 {
			body += fmt.Sprintf("zz%dq%d ", i, j)
		}
		return article("", body+strings.Repeat("tide ", 400))
	}))
	if _, fake := b.(interface{ unlimited() }); fake {
		t.Skip("the Fake has no limit")
	}
	for _, q := range []query.Node{
		query.Word{Term: "zz", Prefix: true},
		query.Phrase{Words: []query.Word{word("a"), {Term: "z", Prefix: true}}},
		query.Word{Term: "*z*", Wildcard: true},
		near(5, query.Word{Term: "z?*", Wildcard: true}, word("tide")),
		near(255, word("tide"), word("tide"), word("tide"), word("tide"), word("tide")),
	} {
		if _, err := b.Find(t.Context(), plan(q)); !errors.Is(err, search.ErrTooCostly) {
			t.Errorf("error %v, want ErrTooCostly", err)
		}
	}
	queries{{query.Word{Term: "zz39q4", Prefix: true}, []string{"039"}}}.check(t, b)
}
