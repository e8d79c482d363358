package query_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/search/query"
)

func TestAny(t *testing.T) {
	for in, want := range map[string]string{
		"a":                         "a",
		"a b":                       "a OR b",
		`a "b c" (d OR e)`:          `a OR "b c" OR d OR e`,
		"a b person:x -c":           "(a OR b) AND person:x AND NOT c",
		"a published:2025":          "a AND published:2025",
		"a b (source:x OR lang:fr)": "(a OR b) AND (source:x OR lang:fr)",
		"*":                         "*",
	} {
		if got := query.Any(parse(t, in).Node).String(); got != want {
			t.Errorf("Any(%s) = %s, want %s", in, got, want)
		}
	}
}

func TestLoosen(t *testing.T) {
	for _, c := range []struct {
		in    string
		least int
		want  string
		ok    bool
	}{
		{"a b c", 2, "at least 2 of (a, b, c)", true},
		{`a "b c" person:x -d`, 1, `(at least 1 of (a, "b c")) AND person:x AND NOT d`, true},
		{"a b", 2, "a AND b", false},
		{"a b", 0, "a AND b", false},
		{"a person:x", 1, "a AND person:x", false},
		{"a OR b", 1, "a OR b", false},
	} {
		got, ok := query.Loosen(parse(t, c.in).Node, c.least)
		if got.String() != c.want || ok != c.ok {
			t.Errorf("Loosen(%s, %d) = %s, %v, want %s", c.in, c.least, got, ok, c.want)
		}
	}
}

func TestTextNodes(t *testing.T) {
	for in, want := range map[string]int{
		"": 0, "a": 1, "a b": 2, "a OR b": 1, `a "b c" (d OR e) -f person:g published:2025`: 3, "person:g": 0, "-a": 0,
	} {
		if got := query.TextNodes(parse(t, in).Node); got != want {
			t.Errorf("TextNodes(%s) = %d, want %d", in, got, want)
		}
	}
}

func TestTerms(t *testing.T) {
	got := query.Terms(parse(t, `a title:"b =c" (d* OR a) -e NOT (f g) person:h U.S.`).Node)
	want := []query.Word{
		{Term: "a"},
		{Field: "title", Term: "b"},
		{Field: "title", Term: "c"},
		{Term: "d", Prefix: true},
		{Term: "US", Caps: true},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestSimplify(t *testing.T) {
	a, b := query.Word{Term: "a"}, query.Word{Term: "b"}
	for _, c := range []struct {
		in   query.Node
		want query.Node
	}{
		{query.And{}, query.All{}},
		{query.Or{}, query.Not{Node: query.All{}}},
		{query.And{Nodes: []query.Node{query.All{}, a}}, a},
		{query.Or{Nodes: []query.Node{query.All{}, a}}, query.All{}},
		{query.And{Nodes: []query.Node{a, query.And{Nodes: []query.Node{b, a}}}}, query.And{Nodes: []query.Node{a, b}}},
		{query.Not{Node: query.Not{Node: query.Or{Nodes: []query.Node{a, a}}}}, a},
		{query.Most{Min: 1, Nodes: []query.Node{query.Not{Node: query.Not{Node: a}}, b}}, query.Most{Min: 1, Nodes: []query.Node{a, b}}},
	} {
		if diff := cmp.Diff(c.want, query.Simplify(c.in)); diff != "" {
			t.Errorf("Simplify(%s): %s", c.in, diff)
		}
	}
}

func TestParseRange(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{"", "", "*"},
		{"2025-05-08", "2025-05-08", "published:2025-05-08"},
		{"2025", "2025-05", "published:2025-01-01..2025-05-31"},
		{"2025-05", "", "published:>=2025-05-01"},
		{"", "2025-05", "published:<2025-06-01"},
		{"2025-05-08T14:00:00Z", "2025-05-08T14:00:00Z", "published:2025-05-08T14:00:00Z..2025-05-08T14:00:00Z"},
		{"2025-05-09", "2025-05-08", "from 2025-05-09 is after to 2025-05-08"},
	} {
		r, err := query.ParseRange(c.from, c.to)
		got := r.String()
		if err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("ParseRange(%q, %q) = %s, want %s", c.from, c.to, got, c.want)
		}
	}
	for _, bad := range []string{"soon", "2025-13", "03/07/2025"} {
		if _, err := query.ParseRange(bad, ""); err == nil {
			t.Errorf("from %s is taken", bad)
		}
		if _, err := query.ParseRange("", bad); err == nil {
			t.Errorf("to %s is taken", bad)
		}
	}
}

func ExampleParse() {
	p, err := query.Parse(`drone* AND ("line of control" OR LOC) -title:game "open`, query.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(p.Node)
	for _, n := range p.Notes {
		fmt.Printf("%d: %s\n", n.Position, n.Message)
	}
	// Output:
	// drone* AND ("line of control" OR loc) AND NOT title:game AND open
	// 50: this quote is never closed; it was closed at the end
}
