package alias

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index/news"
)

func person(name, into string) Merge { return Merge{Type: news.Person, Name: name, Into: into} }

func TestChainsLeadToTheRoot(t *testing.T) {
	table := New([]Merge{person("O. Venn", "Orla V."), person("Orla V.", "Orla Venn"), person("Venn", "Orla Venn")})
	for _, name := range []string{"O. Venn", "Orla V.", "Venn", "Orla Venn"} {
		if root := table.Root(news.Person, name); root != "Orla Venn" {
			t.Errorf("root of %s is %s", name, root)
		}
	}
	want := []string{"Orla Venn", "O. Venn", "Orla V.", "Venn"}
	if diff := cmp.Diff(want, table.Group(news.Person, "Orla V.")); diff != "" {
		t.Error(diff)
	}
	if root := table.Root(news.Org, "Venn"); root != "Venn" {
		t.Errorf("an organisation of that name is %s", root)
	}
	if m, merged := table.Made(news.Person, "Orla V."); !merged || m.Into != "Orla Venn" {
		t.Errorf("Orla V. was merged as %+v, %v", m, merged)
	}
	if m, merged := table.Made(news.Person, "Orla Venn"); merged {
		t.Errorf("the root was merged as %+v", m)
	}
	var none *Table
	if none.Root(news.Org, "Venn") != "Venn" || none.Members(news.Org, "Venn") != nil {
		t.Error("no table merges something")
	}
}

func TestCheck(t *testing.T) {
	table := New([]Merge{person("O. Venn", "Orla Venn"), person("Tam", "Tam Brisco")})
	for _, c := range []struct {
		name, alias, into string
		kept              string // into
		want              error
	}{
		{"new", "Venn", "Orla Venn", "Orla Venn", nil},
		{"into what is merged itself", "Venn", "O. Venn", "Orla Venn", nil},
		{"again", "O. Venn", "Orla Venn", "Orla Venn", nil},
		{"a root into another", "Orla Venn", "Tam Brisco", "Tam Brisco", nil},
		{"a cycle", "Orla Venn", "O. Venn", "", ErrConflict},
		{"into itself", "Ines Dorr", "Ines Dorr", "", ErrConflict},
		{"merged elsewhere", "O. Venn", "Tam Brisco", "", ErrConflict},
		{"empty", " ", "Orla Venn", "", ErrName},
	} {
		t.Run(c.name, func(t *testing.T) {
			m, err := table.Check(person(c.alias, c.into))
			if !errors.Is(err, c.want) || c.want == nil && err != nil {
				t.Fatalf("error %v, want %v", err, c.want)
			}
			if err == nil && m.Into != c.kept {
				t.Errorf("kept under %s, want %s", m.Into, c.kept)
			}
		})
	}
	if _, err := table.Check(Merge{Type: "people", Name: "a", Into: "b"}); !errors.Is(err, ErrName) {
		t.Errorf("a wrong type: %v", err)
	}
}

func TestApply(t *testing.T) {
	entity := func(name string, at int) news.Entity {
		return news.Entity{Type: news.Person, Name: name, ID: name, Mentions: []news.Mention{{Field: "body", Start: at}}}
	}
	table := New([]Merge{person("O. Venn", "Orla Venn"), person("Tam", "Tam Brisco")})
	got := table.Apply([]news.Entity{entity("Orla Venn", 40), entity("Tam", 5), entity("O. Venn", 10)},
		func(_ news.EntityType, name string) string { return "id of " + name })
	want := []news.Entity{
		{Type: news.Person, Name: "Orla Venn", ID: "Orla Venn", Mentions: []news.Mention{{Field: "body", Start: 10}, {Field: "body", Start: 40}}},
		{Type: news.Person, Name: "Tam Brisco", ID: "id of Tam Brisco", Mentions: []news.Mention{{Field: "body", Start: 5}}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// Names are kept apart under whatever names they stand now.
func TestApart(t *testing.T) {
	merges := []Merge{person("O. Venn", "Orla Venn"), person("Tam", "Tam Brisco")}
	table := New(merges, Apart{Type: news.Person, Name: "O. Venn", Other: "Tam Brisco"})
	for _, c := range []struct {
		kind        news.EntityType
		name, other string
		want        bool
	}{
		{news.Person, "O. Venn", "Tam Brisco", true},
		{news.Person, "Tam", "Orla Venn", true},
		{news.Person, "Orla Venn", "Ines Dorr", false},
		{news.Org, "O. Venn", "Tam Brisco", false},
	} {
		if got := table.Apart(c.kind, c.name, c.other); got != c.want {
			t.Errorf("%s %s and %s apart: %v", c.kind, c.name, c.other, got)
		}
	}
	kept, err := table.CheckApart(Apart{Type: news.Person, Name: " Tam Brisco", Other: "Ines Dorr"})
	if err != nil || kept.Name != "Ines Dorr" || kept.Other != "Tam Brisco" {
		t.Errorf("kept %+v, error %v", kept, err)
	}
	for want, a := range map[error]Apart{
		ErrOne:  {Type: news.Person, Name: "Orla Venn", Other: "O. Venn"},
		ErrName: {Type: news.Person, Name: "Orla Venn"},
	} {
		if _, err := table.CheckApart(a); !errors.Is(err, want) {
			t.Errorf("%+v: %v, want %v", a, err, want)
		}
	}
	if _, err := table.CheckApart(Apart{Type: "people", Name: "a", Other: "b"}); !errors.Is(err, ErrName) {
		t.Errorf("a wrong type: %v", err)
	}
}
