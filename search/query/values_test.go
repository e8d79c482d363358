package query

import "testing"

func TestMapValues(t *testing.T) {
	parsed, err := Parse(`ship (org:UN OR NOT place:"U.S.") person:Venn^2`, Options{})
	if err != nil {
		t.Fatal(err)
	}
	before := parsed.Node.String()
	got := MapValues(parsed.Node, func(v Value) Node {
		if v.Field == "place" {
			return Or{Nodes: []Node{v, Value{Field: v.Field, Text: "United States", Whole: true}}}
		}
		return v
	})
	want, err := Parse(`ship (org:UN OR NOT (place:"U.S." OR place:"United States")) person:Venn^2`, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got.String() != want.Node.String() {
		t.Errorf("got %s, want %s", got, want.Node)
	}
	if parsed.Node.String() != before {
		t.Errorf("the query became %s", parsed.Node)
	}
}
