package query_test

import (
	"testing"

	"github.com/dateline-search/dateline/search/query"
)

func TestWordForm(t *testing.T) {
	prefix := query.Word{Term: "har", Prefix: true}
	like := func(term string) query.Word { return query.Word{Term: term, Wildcard: true} }
	fuzzy := func(term string, edits int) query.Word { return query.Word{Term: term, Fuzzy: edits} }
	for _, c := range []struct {
		word query.Word
		term string
		want bool
	}{
		{prefix, "harbour", true},
		{prefix, "har", true},
		{prefix, "ha", false},
		{prefix, "shar", false},
		{query.Word{Term: "har"}, "harbour", false},

		{like("organi?ation"), "organisation", true},
		{like("organi?ation"), "organiation", false},
		{like("*ation"), "ation", true},
		{like("*ation"), "nations", false},
		{like("*a*a*"), "banana", true},
		{like("*a*a*a*a*"), "banana", false},
		{like("b*na"), "banana", true}, // the star must take the first na
		{like("b*nan"), "banana", false},
		{like("qu?bec"), "québec", true}, // one letter of two bytes
		{like("?"), "港", true},
		{like("??"), "港", false},
		{like("港*"), "港口", true},

		// Distances by hand: harbor-harbour 1 more; habrour 1 exchanged; kitten-sitting 3.
		{fuzzy("harbour", 1), "harbour", true},
		{fuzzy("harbour", 1), "harbor", true},
		{fuzzy("harbour", 1), "habrour", true},
		{fuzzy("harbour", 1), "barbor", false},
		{fuzzy("harbour", 2), "barbor", true},
		{fuzzy("kitten", 2), "sitting", false},
		{fuzzy("ca", 2), "abc", false}, // 3: no letter is touched twice
		{fuzzy("quebec", 1), "quebek", true},
		{fuzzy("云", 1), "港", true},
		{fuzzy("ab", 2), "abcde", false},
	} {
		if got := c.word.Form(c.term); got != c.want {
			t.Errorf("%s: Form(%q) = %v", c.word, c.term, got)
		}
	}
}
