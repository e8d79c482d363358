package web_test

import (
	"context"
	"net/url"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index/alias"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/web"
)

// An entity is answered under its canonical name, by whatever name it is asked
// for that means it alone.
func TestEntityByAnyOfItsNames(t *testing.T) {
	s := newSearching(t,
		story("a", "2025-05-01", "Rain", "Ana Orlova", "Tam Venn"), story("b", "2025-05-02", "Snow", "Ana Orlova", "Orla Venn"),
		story("c", "2025-05-02", "Fog", "Orla Venn"))
	s.options.Lists = listsOf{name: "Ana Orlova", all: []alias.Surface{{Text: "A. Orlova"}, {Text: "А. Орлова", Own: true}, {Text: "A. Orlova", Own: true}}}
	s.options.Searcher = calling{s.options.Searcher, map[string]string{
		`person:"A. Orlova"`: `person:"Ana Orlova"`, `person:"ana orlova"`: `person:"Ana Orlova"`, `person:"Orlova"`: `person:"Ana Orlova"`,
		`person:"Venn"`: `person:"Tam Venn" OR person:"Orla Venn"`,
	}}
	s.handler = web.New(s.options).Handler()
	type page struct {
		Name    string
		Count   int
		KnownAs []string                `json:"known_as"`
		ByCount []struct{ Name string } `json:"with_by_count"`
	}
	for _, name := range []string{"Ana Orlova", "A. Orlova", "ana orlova", "Orlova"} {
		got := getJSON[page](t, s, "/api/v1/entities/person/"+url.PathEscape(name))
		if got.Name != "Ana Orlova" || got.Count != 2 || !cmp.Equal(got.KnownAs, []string{"A. Orlova", "А. Орлова"}) {
			t.Errorf("%s: %+v", name, got)
		}
		for _, with := range got.ByCount {
			if with.Name == "Ana Orlova" {
				t.Errorf("%s stands beside itself", name)
			}
		}
	}
	if h1 := getPage(t, s, "/entity/person/Orlova").one("h1").text(); h1 != "Ana Orlova" {
		t.Errorf("the page of Orlova is that of %s", h1)
	}
	wantStatus(t, s.get("/api/v1/entities/person/Venn"), 404) // two of them
}

// calling is a searcher that finds what an article calls somebody by a short name,
// as an engine does that keeps it.
type calling struct {
	web.Searcher
	short map[string]string
}

func (c calling) Search(ctx context.Context, r search.Request) (*search.Result, error) {
	if whole, ok := c.short[r.Q]; ok {
		r.Q = whole
	}
	return c.Searcher.Search(ctx, r)
}

// The page that says that nobody of this name is there leads on.
func TestNobodyOfThisName(t *testing.T) {
	s := newSearching(t, story("a", "2025-05-01", "Rain", "Ana Orlova"))
	for language, want := range map[string][]string{
		"":    {"Search the archive for “Tam & Co”", "Names that begin with “Tam & Co”", "See the newest articles"},
		"/es": {"Buscar «Tam & Co» en el archivo", "Nombres que empiezan por «Tam & Co»", "Ver los artículos más recientes"},
	} {
		w := s.get(language + "/entity/person/Tam%20&%20Co")
		wantStatus(t, w, 404)
		p := parsePage(t, w)
		if got := texts(p.all(".steps a")); !cmp.Equal(got, want) || len(p.all(".failure .why")) != 0 {
			t.Errorf("leads to %q, want %q", got, want)
		}
		for i, to := range []string{"/?q=Tam+%26+Co", "/entities?prefix=Tam+%26+Co"} {
			if got := p.all(".steps a")[i].attr("href"); got != language+to {
				t.Errorf("leads to %s, want %s", got, to)
			}
		}
	}
}

// Where nobody is named, no beginning of a name is at fault.
func TestNobodyIsNamedYet(t *testing.T) {
	s := newSearching(t)
	for target, want := range map[string]string{"/entities": "No article names anybody yet.", "/entities?prefix=ru": "No name begins so."} {
		if got := getPage(t, s, target).one("p.why").text(); got != want {
			t.Errorf("%s says %q, want %q", target, got, want)
		}
	}
}
