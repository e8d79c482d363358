package searchtest

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/schema"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/search/query"
)

func (d *document) position(score func(*document) float32) search.Position {
	return search.Position{Score: score(d), Time: d.sortTime(), ID: d.ID}
}

// group is the group of near-duplicates that an article is in, be it alone.
func (d *document) group() uint64 {
	if d.Group != 0 {
		return d.Group
	}
	return schema.GroupOf(d.ID)
}

func groupsOf(matches []*document) map[uint64]bool {
	groups := map[uint64]bool{}
	for _, d := range matches {
		groups[d.group()] = true
	}
	return groups
}

// collapse leaves of each group the match that comes first.
func (r *reading) collapse(matches []*document, score func(*document) float32) []*document {
	if !r.plan.Collapse {
		return matches
	}
	sorted := slices.Clone(matches)
	slices.SortFunc(sorted, func(a, b *document) int { return r.compare(a.position(score), b.position(score)) })
	seen := map[uint64]bool{}
	return slices.DeleteFunc(sorted, func(d *document) bool {
		again := seen[d.group()]
		seen[d.group()] = true
		return again
	})
}

func grouped(with string) func(*index.Document) {
	return func(d *index.Document) { d.Group = schema.GroupOf(with) }
}

func collapsed(p *search.Plan) { p.Collapse = true }

// Of each group the hit that comes first is shown, on one page, whichever hit
// that is in this order; totals and facets count all.
func testCollapse(t *testing.T, open Open) {
	docs := []index.Document{
		article("a", "ferry", at("2025-05-01"), from("North")),
		article("b", "ferry ferry", at("2025-05-03"), from("South"), grouped("a")),
		article("c", "ferry", at("2025-05-02"), from("East"), grouped("a")),
		article("d", "ferry and much else", at("2025-05-04"), from("North")),
		article("e", "ferry", at("2025-05-05"), from("North"), grouped("gone")),
		article("f", "ferry", at("2025-05-06"), from("North"), grouped("gone")),
		article("g", "quay", at("2025-05-07"), from("North"), grouped("a")),
	}
	b, add := open(t, docs)
	for order, want := range map[search.Sort][][]string{
		search.Newest: {{"f", "d"}, {"b"}},
		search.Oldest: {{"a", "d"}, {"e"}},
	} {
		got := pages(t, b, plan(word("ferry"), by(order), sized(2), collapsed), func() {})
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", order, diff)
		}
	}
	all := find(t, b, plan(word("ferry"), collapsed, func(p *search.Plan) {
		p.Facets = []search.FacetRequest{{Field: schema.Source, Size: 10}}
	}))
	if all.Total != 6 || all.Groups != 3 {
		t.Errorf("%d articles in %d groups, want 6 in 3", all.Total, all.Groups)
	}
	if diff := cmp.Diff([]search.Count{{Value: "North", Count: 4}, {Value: "East", Count: 1}, {Value: "South", Count: 1}}, all.Facets[0].Values); diff != "" {
		t.Errorf("facets (-want +got):\n%s", diff)
	}
	if plain := find(t, b, plan(word("ferry"))); plain.Groups != 0 || len(plain.Hits) != 6 {
		t.Errorf("without: %d groups, %d hits", plain.Groups, len(plain.Hits))
	}
	// What stood for the group goes, and the next best comes.
	add(tombstone("b"))
	if diff := cmp.Diff([]string{"f", "d", "c"}, ids(find(t, b, plan(word("ferry"), collapsed)).Hits)); diff != "" {
		t.Errorf("with one deleted (-want +got):\n%s", diff)
	}
	// The group's text changes and leaves it.
	add(article("c", "ferry", at("2025-05-02")))
	if diff := cmp.Diff([]string{"f", "d", "c", "a"}, ids(find(t, b, plan(word("ferry"), collapsed)).Hits)); diff != "" {
		t.Errorf("with one that left (-want +got):\n%s", diff)
	}
}

// Many groups over many pages: each is seen once.
func testCollapsePages(t *testing.T, open Open) {
	for _, order := range []search.Sort{search.Relevance, search.Newest, search.Oldest} {
		b, _ := open(t, numbered(60, func(i int) index.Document {
			d := pagingArticle(i)
			if i%3 > 0 {
				d.Group = uint64(i/7) + 1
			}
			return d
		}))
		p := plan(query.Or{Nodes: []query.Node{word("strait"), word("ship")}}, by(order), sized(4), collapsed)
		want := find(t, b, plan(p.Query, by(order), sized(100), collapsed))
		var seen []string
		for _, page := range pages(t, b, p, func() {}) {
			seen = append(seen, page...)
		}
		if diff := cmp.Diff(ids(want.Hits), seen); diff != "" || want.Groups != len(seen) || want.Groups == want.Total {
			t.Errorf("%s: %d groups of %d (-want +got):\n%s", order, want.Groups, want.Total, diff)
		}
		if len(seen) == 0 {
			t.Fatal(fmt.Sprint(order, ": nothing found"))
		}
	}
}
