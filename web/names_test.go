package web_test

import (
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index/alias"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/web"
)

// listsOf knows the names of one person.
type listsOf struct {
	name string
	all  []alias.Surface
}

func (l listsOf) Surfaces(kind news.EntityType, canonical string) []alias.Surface {
	if kind != news.Person || canonical != l.name {
		return nil
	}
	return l.all
}

func (l listsOf) Countries(place string) ([]news.Country, bool) {
	switch place {
	case "Pakistan":
		return []news.Country{{Code: "PK", Name: "Pakistan"}}, true
	case "Hyderabad":
		return []news.Country{{Code: "IN", Name: "India"}, {Code: "PK", Name: "Pakistan"}}, false
	}
	return nil, false
}

func (l listsOf) Where(place, country string) (north, east float64, known bool) {
	if place == "Hyderabad" && country == "PK" {
		return 25.4, 68.4, true
	}
	return 0, 0, false
}

func (l listsOf) Listed(_ news.EntityType, canonical string) bool { return canonical == l.name }

// sent is what a form leads to.
type sent struct {
	*httptest.ResponseRecorder
	to string
}

// submit sends a form as a browser does.
func (s *site) submit(action string, fields ...string) *sent {
	form := url.Values{}
	for i := 0; i < len(fields); i += 2 {
		form.Set(fields[i], fields[i+1])
	}
	w := s.do("POST", action, form.Encode(), "Content-Type", "application/x-www-form-urlencoded", "Sec-Fetch-Site", "same-origin")
	return &sent{w, w.Header().Get("Location")}
}

func venn(t *testing.T) *site {
	return newSearching(t,
		story("a", "2025-05-08", "Harbour vote", "Orla Venn"),
		story("b", "2025-05-09", "Harbour opens", "O. Venn", "Tam Brisco"),
		story("c", "2025-05-10", "Harbour closes", "O. Venn", "Orla Venn"),
	)
}

// A merge by hand: ask, read what will happen, merge, find by the alias, undo.
func TestMergeAndSplitByForms(t *testing.T) {
	s := venn(t)
	form := getPage(t, s, "/entity/person/Orla%20Venn").one("form[action=/merge]")
	if form.attr("method") != "get" || form.one("input[name=into]").attr("value") != "Orla Venn" || len(form.all("input[name=name]")) != 1 {
		t.Errorf("the form asks %s", form.text())
	}

	ask := getPage(t, s, "/merge?type=person&into=Orla+Venn&name=+O.+Venn+")
	for _, says := range []string{
		"O. Venn becomes an alias of Orla Venn: 2 articles count for Orla Venn as well, 3 in all.", "1 article names both.",
	} {
		if !strings.Contains(ask.one("main").text(), says) {
			t.Errorf("it does not say %q: %s", says, ask.one("main").text())
		}
	}
	if got := ask.link("The other way round"); got != "/merge?into=O.+Venn&name=Orla+Venn&type=person" {
		t.Errorf("the other way round is at %s", got)
	}
	form = ask.one("form[action=/merge]")
	fields := []string{}
	for _, in := range form.all("input") {
		fields = append(fields, in.attr("name"), in.attr("value"))
	}
	if diff := cmp.Diff([]string{"type", "person", "name", "O. Venn", "into", "Orla Venn"}, fields); diff != "" {
		t.Fatalf("fields (-want +got):\n%s", diff)
	}

	done := s.submit("/merge", fields...)
	wantStatus(t, done.ResponseRecorder, 303)
	p := getPage(t, s, done.to)
	if got := p.one("div.done p").text(); got != "O. Venn is now an alias of Orla Venn." {
		t.Errorf("done: %s", got)
	}
	if got := p.one("p.figures").text(); got != "Named in 3 articles of 1 outlet, since 8 May 2025." {
		t.Errorf("figures: %s", got)
	}
	if got := p.one("ul.merged li bdi").text(); got != "O. Venn" {
		t.Errorf("merged: %s", got)
	}
	if n := len(getPage(t, s, `/?q=person:"O.+Venn"&collapse=false`).all("ol.hits article.hit")); n != 3 {
		t.Errorf("%d articles by the alias, want 3", n)
	}

	undo := p.one("div.done form")
	if undo.attr("action") != "/split" || undo.attr("method") != "post" {
		t.Errorf("undone at %s", undo.attr("action"))
	}
	done = s.submit("/split", fields...)
	wantStatus(t, done.ResponseRecorder, 303)
	p = getPage(t, s, done.to)
	if got := p.one("div.done p").text(); got != "O. Venn is no longer an alias of Orla Venn." {
		t.Errorf("done: %s", got)
	}
	if got := p.one("div.done form").attr("action"); got != "/merge" || len(p.all("ul.merged")) != 0 {
		t.Errorf("split, and undone at %s", got)
	}
}

// What a form cannot do is told on a page, and changes nothing.
func TestFormsForNamesFail(t *testing.T) {
	s := venn(t)
	wantStatus(t, s.submit("/merge", "type", "person", "name", "O. Venn", "into", "Orla Venn").ResponseRecorder, 303)
	for _, c := range []struct {
		name, action string
		fields       []string
		status       int
		says         string
	}{
		{"merged elsewhere", "/merge", []string{"type", "person", "name", "O. Venn", "into", "Tam Brisco"}, 409, "split it off first"},
		{"no name", "/merge", []string{"type", "person", "into", "Tam Brisco"}, 422, "empty"},
		{"no type", "/merge", []string{"name", "Tam Brisco", "into", "Orla Venn"}, 422, "person, org or place"},
		{"not merged", "/split", []string{"type", "person", "name", "Tam Brisco", "into", "Orla Venn"}, 404, "not merged"},
		{"too long", "/merge", []string{"type", "person", "name", strings.Repeat("x", 64<<10), "into", "Orla Venn"}, 413, "at most"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := s.submit(c.action, c.fields...)
			wantStatus(t, w.ResponseRecorder, c.status)
			if p := parsePage(t, w.ResponseRecorder); !strings.Contains(p.one("main").text(), c.says) {
				t.Errorf("%s does not say %q", p.one("main").text(), c.says)
			}
		})
	}
	for target, want := range map[string]int{
		"/merge?type=person&name=Orla+Venn&into=O.+Venn": 409, "/merge?type=person&into=Orla+Venn": 422, "/merge": 422,
		"/merge?type=person&name=O.+Venn&into=Orla+Venn": 303,
	} {
		wantStatus(t, s.get(target), want)
	}
	foreign := s.do("POST", "/split", "type=person&name=O.+Venn&into=Orla+Venn", "Content-Type", "application/x-www-form-urlencoded", "Sec-Fetch-Site", "cross-site")
	wantStatus(t, foreign, 403)
	if p := getPage(t, s, "/entity/person/Orla%20Venn"); len(p.all("ul.merged li")) != 1 {
		t.Error("something was changed")
	}
}

// The page tells what the archive holds, whatever its address claims.
func TestEntityPageBelievesNoAddress(t *testing.T) {
	s := venn(t)
	for _, claim := range []string{"?merged=O.+Venn", "?split=Orla+Venn", "?merged=Orla+Venn", "?split=+"} {
		p := getPage(t, s, "/entity/person/Orla%20Venn"+claim)
		if claim != "?split=+" && len(p.all("div.done")) != 0 {
			t.Errorf("%s is believed", claim)
		}
	}
}

func TestNamesWithTheirOrigin(t *testing.T) {
	s := venn(t)
	s.options.Lists = listsOf{"Orla Venn", []alias.Surface{{Text: "Madam Mayor", Own: true}, {Text: "Орла Венн"}}}
	s.handler = web.New(s.options).Handler()
	p := getPage(t, s, "/entity/person/Orla%20Venn")
	if got := p.one("p.aliases").text(); got != "Also Madam Mayor, Орла Венн" {
		t.Errorf("aliases: %s", got)
	}
	named := p.one("section.named").text()
	for _, says := range []string{"In the newsroom’s list of names Madam Mayor", "In the lists that come with Dateline Орла Венн"} {
		if !strings.Contains(named, says) {
			t.Errorf("%q does not say %q", named, says)
		}
	}
	if len(p.all("form[action=/split]")) != 0 {
		t.Error("a name of a list can be split off")
	}
}

// Who may not write sees the names and no form.
func TestNamesWithoutAKey(t *testing.T) {
	s := venn(t)
	wantStatus(t, s.submit("/merge", "type", "person", "name", "O. Venn", "into", "Orla Venn").ResponseRecorder, 303)
	s.options.Open = false
	s.handler = web.New(s.options).Handler()
	p := getPage(t, s, "/entity/person/Orla%20Venn?merged=O.+Venn")
	if len(p.all("ul.merged li")) != 1 || len(p.all("form[method=post]")) != 0 || len(p.all("form[action=/merge]")) != 0 {
		t.Errorf("the page offers %s", p.one("main").text())
	}
	if p := getPage(t, s, "/merge?type=person&name=Tam+Brisco&into=Orla+Venn"); len(p.all("form[method=post]")) != 0 {
		t.Error("it offers to merge")
	}
	wantStatus(t, s.submit("/split", "type", "person", "name", "O. Venn", "into", "Orla Venn").ResponseRecorder, 403)
}

// Names that may be one are offered with what speaks for it, until somebody says
// that they are two; and again when that is undone.
func TestNamesThatMayBeOne(t *testing.T) {
	s := newSearching(t,
		story("a", "2025-05-08", "Harbour vote", "Orla Venn", "Tam Brisco"),
		story("b", "2025-05-09", "Harbour opens", "O. Venn", "Tam Brisco"),
		story("c", "2025-05-10", "Harbour closes", "Orla Venn", "Tam Brisco"),
		story("d", "2025-05-10", "Tower talks", "Ines Dorr", "Cleo Dunn"),
		story("e", "2025-05-11", "Tower closed", "I. Dorr", "Ana Orlova"), // in other company
	)
	const page = "/entities/likely?type=person"
	p := getPage(t, s, page)
	pair := p.one("ol.pairs li")
	if got := pair.all("p")[0].text(); got != "Person: O. Venn 1 article → Person: Orla Venn 2 articles" {
		t.Errorf("the pair: %s", got)
	}
	if got := pair.one("p.hint").text(); got != "First names as initials; both with Tam Brisco" {
		t.Errorf("its reason: %s", got)
	}
	if got := p.link("Merge… O. Venn into Orla Venn"); got != "/merge?into=Orla+Venn&name=O.+Venn&type=person" {
		t.Errorf("merged at %s", got)
	}

	done := s.submit("/apart", "type", "person", "name", "O. Venn", "other", "Orla Venn")
	wantStatus(t, done.ResponseRecorder, 303)
	p = getPage(t, s, done.to)
	if got := p.one("div.done p").text(); got != "O. Venn and Orla Venn are kept as two." || len(p.all("ol.pairs li")) != 0 {
		t.Errorf("after that: %s", p.one("main").text())
	}
	if got := getPage(t, s, "/merge?type=person&name=O.+Venn&into=Orla+Venn").one("main").text(); !strings.Contains(got, "Somebody said that these are different.") {
		t.Errorf("merging says %s", got)
	}
	wantStatus(t, s.submit("/apart", "type", "person", "name", "O. Venn", "other", "Orla Venn", "undo", "1").ResponseRecorder, 303)
	if p := getPage(t, s, page); len(p.all("ol.pairs li")) != 1 || len(p.all("div.done")) != 0 {
		t.Errorf("after it was undone: %s", p.one("main").text())
	}

	wantStatus(t, s.get("/entities/likely?type=shoe"), 400)
	wantStatus(t, s.submit("/apart", "type", "person", "name", "Orla Venn").ResponseRecorder, 422)
	wantStatus(t, s.submit("/apart", "type", "person", "name", "Orla Venn", "other", "Orla Venn").ResponseRecorder, 409)
	if got := getPage(t, s, "/entities").link("Names that may be one"); got != page {
		t.Errorf("they are at %s", got)
	}
}

// Two names that a list has as two are two.
func TestListedNamesAreTwo(t *testing.T) {
	s := newSearching(t, story("a", "2025-05-08", "One", "Ola-Venn Orsted"), story("b", "2025-05-09", "Two", "Ola Venn Orsted"))
	if n := len(getPage(t, s, "/entities/likely").all("ol.pairs li")); n != 1 {
		t.Fatalf("%d pairs", n)
	}
	s.options.Lists = listed{}
	s.handler = web.New(s.options).Handler()
	if p := getPage(t, s, "/entities/likely"); len(p.all("ol.pairs")) != 0 || p.one("p.why").text() != "No two names look like one." {
		t.Errorf("listed: %s", p.one("main").text())
	}
}

// listed has every name.
type listed struct{ listsOf }

func (listed) Listed(news.EntityType, string) bool { return true }
