package searchtest

import (
	"testing"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/search/query"
)

// C14: the wider pattern finds at least what the narrower finds, whatever the
// case and the inflection.
func testExpansions(t *testing.T, open Open) {
	b, _ := open(t, []index.Document{
		article("hall", "Astrophysics hall reopens."),
		article("british", "The organisation of Québec."),
		article("american", "An organization in the US."),
		article("slip", "Harbuor plan, U.S. version."),
		article("right", "Harbour plan."),
	})
	like := func(term string) query.Word { return query.Word{Term: term, Wildcard: true} }
	fuzzy := func(term string, edits int) query.Word { return query.Word{Term: term, Fuzzy: edits} }
	queries{
		{word("astrophysics"), []string{"hall"}},
		{query.Word{Term: "astrophysi", Prefix: true}, []string{"hall"}},
		{like("*physi*"), []string{"hall"}},
		{like("organi?ation"), []string{"american", "british"}},
		{like("*"), []string{"american", "british", "hall", "right", "slip"}},
		{like("qu?bec"), []string{"british"}},
		{like("u?"), []string{"american", "slip"}},
		{query.Phrase{Words: []query.Word{word("the"), like("organi?ation")}}, []string{"british"}},
		{fuzzy("harbour", 1), []string{"right", "slip"}},
		{fuzzy("harbuor", 1), []string{"right", "slip"}},
		{fuzzy("harbor", 1), []string{"right", "slip"}},
		{fuzzy("harbur", 1), []string{"right", "slip"}},
		{fuzzy("arbor", 1), nil},
		{fuzzy("arbor", 2), []string{"right", "slip"}},
		{fuzzy("quebec", 2), []string{"british"}},
		{fuzzy("zzzzzz", 2), nil},
		{query.Not{Node: fuzzy("harbour", 1)}, []string{"american", "british", "hall"}},
	}.check(t, b)
}

// A weight changes the order of what is found, and nothing else.
func testWeights(t *testing.T, open Open) {
	b, _ := open(t, []index.Document{article("ship", "A ship."), article("quay", "A quay.")})
	for _, first := range []string{"ship", "quay"} {
		heavy := query.Boost{Weight: 3, Node: word(first)}
		queries{{query.Or{Nodes: []query.Node{word("ship"), word("quay"), heavy}}, []string{"quay", "ship"}}}.check(t, b)
		a := find(t, b, plan(query.Or{Nodes: []query.Node{word("ship"), word("quay"), heavy}}, func(p *search.Plan) { p.Sort = search.Relevance }))
		if a.Hits[0].ID != first {
			t.Errorf("%s weighs more, but the order is %v", first, ids(a.Hits))
		}
		if heaviest, lightest := a.Hits[0].Score, a.Hits[1].Score; heaviest < 3.9*lightest || heaviest > 4.1*lightest {
			t.Errorf("1 and 3 together weigh 4 times as much as 1: %v, %v", heaviest, lightest)
		}
	}
}
