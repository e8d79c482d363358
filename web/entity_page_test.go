package web_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/web"
)

// get reads a page that must be there and usable.
func getPage(t *testing.T, s *site, target string) tree {
	t.Helper()
	w := s.get(target)
	wantStatus(t, w, 200)
	p := parsePage(t, w)
	checkAccess(t, p)
	return p
}

func TestEntityPage(t *testing.T) {
	s := newSearching(t,
		story("a", "2025-05-08", "Quill meets Sand", "Ada Quill", "Ben Sand"),
		story("b", "2025-05-09", "Quill speaks", "Ada Quill"),
		story("c", "2025-05-10", "Sand sails", "Ben Sand"),
	)
	p := getPage(t, s, "/entity/person/Ada%20Quill")
	if p.one("h1").text() != "Ada Quill" || p.one("p.figures").text() != "Named in 2 articles of 1 outlet, since 8 May 2025." {
		t.Errorf("the page says %s", p.one("main").text())
	}
	if diff := cmp.Diff([]string{"Person: Ben Sand 1 article with Ben Sand"}, texts(p.all("ul.with li"))); diff != "" {
		t.Errorf("together (-want +got):\n%s", diff)
	}
	if got, want := p.link("1 article with Ben Sand"), "/?q=person:%22Ada+Quill%22+person:%22Ben+Sand%22"; got != want {
		t.Errorf("both are at %s, want %s", got, want)
	}
	brief := p.all("ol.brief li")
	if len(brief) != 2 || !strings.Contains(brief[0].text(), "Quill speaks") {
		t.Errorf("latest articles %q", texts(brief))
	}
	for target, want := range map[string]int{
		"/entity/person/Nobody": 404, "/entity/shoe/Ada%20Quill": 404, "/entity/person/a/b": 404, "/entity/person/": 404,
	} {
		wantStatus(t, s.get(target), want)
	}
}

// Ada Quill is named with four people; Ben Sand and Cy Moor are together twice.
func TestEntityPageDrawsWhoIsTogether(t *testing.T) {
	s := newSearching(t,
		story("a", "2025-05-08", "One", "Ada Quill", "Ben Sand", "Cy Moor"),
		story("b", "2025-05-09", "Two", "Ada Quill", "Ben Sand", "Cy Moor"),
		story("c", "2025-05-10", "Three", "Ada Quill", "Bartholomew Montgomery-Orven"),
		story("d", "2025-05-10", "Four", "Ben Sand"),
	)
	p := getPage(t, s, "/entity/person/Ada%20Quill")
	picture := p.one("figure.network svg")
	for _, id := range strings.Fields(picture.attr("aria-labelledby")) {
		if p.one("svg [id="+id+"]").text() == "" {
			t.Errorf("#%s says nothing", id)
		}
	}
	var nodes []string
	for _, a := range picture.all("a") {
		nodes = append(nodes, a.one("title").text()+" "+a.one("text").text()+" "+a.attr("href"))
	}
	want := []string{
		"Ben Sand: 2 articles with both Ben Sand /?q=person:%22Ada+Quill%22+person:%22Ben+Sand%22",
		"Cy Moor: 2 articles with both Cy Moor /?q=person:%22Ada+Quill%22+person:%22Cy+Moor%22",
		"Bartholomew Montgomery-Orven: 1 article with both Bartholomew M… /?q=person:%22Ada+Quill%22+person:%22Bartholomew+Montgomery-Orven%22",
	}
	slices.Sort(nodes)
	slices.Sort(want)
	if diff := cmp.Diff(want, nodes); diff != "" {
		t.Errorf("nodes (-want +got):\n%s", diff)
	}
	if n := len(picture.all("path.strand")); n != 1 {
		t.Errorf("%d lines, want one", n)
	}
	// Of 4 articles 2 name Cy Moor, both with her, who is in 3: 4/3. Ben Sand is
	// in 3, two of them with her: 8/9, which is no more than by chance.
	var chance []string
	for _, li := range p.all("ul.with li") {
		if strings.Contains(li.text(), "as often") {
			chance = append(chance, li.text())
		}
	}
	if diff := cmp.Diff([]string{
		"Person: Cy Moor 1.3× as often 2 articles with Cy Moor",
	}, chance); diff != "" {
		t.Errorf("by lift (-want +got):\n%s", diff)
	}
	if p := getPage(t, s, "/entity/person/Ben%20Sand"); len(p.all("figure.network")) != 0 {
		t.Error("two are drawn")
	}
}

// A place is shown on a map of its country: of two countries that have a town of
// this name, in that which most of the articles speak of.
func TestEntityPageShowsWhereAPlaceLies(t *testing.T) {
	place := func(id string, countries ...string) index.Document {
		d := story(id, "2025-05-08", "Rain")
		d.Tags.Entities = append(d.Tags.Entities, news.Entity{Type: news.Place, Name: "Hyderabad"}, news.Entity{Type: news.Place, Name: "Pakistan"},
			news.Entity{Type: news.Place, Name: "Orven"})
		for _, c := range countries {
			d.Tags.Entities = append(d.Tags.Entities, news.Entity{Type: news.Place, Name: "A place in " + c, Country: c})
		}
		return d
	}
	s := newSearching(t, place("a", "Pakistan", "India"), place("b", "Pakistan"), place("c"))
	if n := len(getPage(t, s, "/entity/place/Hyderabad").all("figure.map")); n != 0 {
		t.Error("a place is shown, and nobody knows where it is")
	}
	s.options.Lists = listsOf{}
	s.handler = web.New(s.options).Handler()
	p := getPage(t, s, "/entity/place/Hyderabad")
	picture := p.one("figure.map svg")
	if got := picture.attr("aria-label"); got != "Map of Pakistan and its neighbours" {
		t.Errorf("the map is a %s", got)
	}
	if got := picture.one("text.chosen").text(); got != "Pakistan" || len(picture.all("path.chosen")) != 1 || len(picture.all("path")) < 3 {
		t.Errorf("%s is shown, with %d countries", got, len(picture.all("path")))
	}
	if got := picture.one("text.town").text(); got != "Hyderabad" || len(picture.all("circle.town")) != 1 {
		t.Errorf("the town is %q", got)
	}
	if got := p.one("figure.map figcaption").text(); !strings.HasPrefix(got, "In Pakistan, as most of its articles have it.") {
		t.Errorf("the caption: %s", got)
	}
	if len(getPage(t, s, "/entity/place/Pakistan").all("figure.map circle.town")) != 0 {
		t.Error("a country is marked as a town")
	}
	if got := getPage(t, s, "/entity/place/Pakistan").one("figure.map figcaption").text(); strings.Contains(got, "In ") {
		t.Errorf("the country's caption: %s", got)
	}
	if p := getPage(t, s, "/entity/place/Orven"); len(p.all("figure.map")) != 0 {
		t.Error("a place of no country is shown")
	}
	if got := getPage(t, s, "/es/entity/place/Pakistan").one("figure.map svg").attr("aria-label"); got != "Mapa de Pakistán y sus vecinos" {
		t.Errorf("in Spanish: %s", got)
	}
}

// Where there are more articles than the latest, those that say most are shown:
// here the oldest, whose headline has the name.
func TestEntityPageTellsWhichArticlesSayMost(t *testing.T) {
	docs := []index.Document{story("z", "2025-05-01", "Quill on Quill", "Ada Quill")}
	for i := range 8 {
		docs = append(docs, story(string(rune('a'+i)), "2025-05-09", "Harbour", "Ada Quill"))
	}
	p := getPage(t, newSearching(t, docs...), "/entity/person/Ada%20Quill")
	lists := p.all("ol.brief")
	if len(lists) != 2 || !strings.Contains(lists[1].text(), "Quill on Quill") || strings.Contains(lists[0].text(), "Quill on Quill") {
		t.Errorf("%q", texts(lists))
	}
}

// A search for somebody leads to the page on them, however it asks.
func TestSearchLeadsToEntityPages(t *testing.T) {
	s := newSearching(t, story("a", "2025-05-08", "Quill meets Sand", "Ada Quill", "Ben Sand"))
	for query, want := range map[string][]string{
		"?person=Ada+Quill":                          {"About Ada Quill"},
		`?q=person:"Ada+Quill"+meets`:                {"About Ada Quill"},
		`?q=person:"Ada+Quill"&person=Ada+Quill`:     {"About Ada Quill"},
		`?q=person:"Ada+Quill"+person:"Ben+Sand"`:    {"About Ada Quill", "About Ben Sand"},
		`?q=person:"Ada+Quill"+NOT+person:"Cy+Moor"`: {"About Ada Quill"},
		`?q=person:"Ada+Quill"+OR+person:"Ben+Sand"`: {},
		`?q=person:"Nobody"`:                         {},
		`?q=source:"Westhaven+Courier"+person:Quill`: {},
	} {
		got := texts(getPage(t, s, "/"+query).all("p.about a"))
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", query, diff)
		}
	}
}

func TestEntitiesPage(t *testing.T) {
	s := newSearching(t, story("a", "2025-05-08", "One", "Ada Quill", "Ben Sand"), story("b", "2025-05-09", "Two", "Ada Quill"))
	p := getPage(t, s, "/entities")
	if diff := cmp.Diff([]string{"Person: Ada Quill 2 articles", "Person: Ben Sand 1 article"}, texts(p.all("ul.names li"))); diff != "" {
		t.Errorf("names (-want +got):\n%s", diff)
	}
	if got := p.link("Person: Ada Quill"); got != "/entity/person/Ada%20Quill" {
		t.Errorf("a name leads to %s", got)
	}
	p = getPage(t, s, "/entities?type=person&prefix=ben")
	if diff := cmp.Diff([]string{"Person: Ben Sand 1 article"}, texts(p.all("ul.names li"))); diff != "" {
		t.Errorf("names (-want +got):\n%s", diff)
	}
	if got := p.link("Places"); got != "/entities?prefix=ben&type=place" {
		t.Errorf("places are at %s", got)
	}
	if p := getPage(t, s, "/entities?prefix=zzz"); p.one("p.why").text() != "No name begins so." {
		t.Error("nothing is said of no names")
	}
	wantStatus(t, s.get("/entities?type=shoe"), 400)
}

func TestComparePage(t *testing.T) {
	s := newSearching(t, story("a", "2025-05-08", "Ferry sinks"), story("b", "2025-05-08", "Ferry found"), story("c", "2025-05-09", "Goat wins"))
	p := getPage(t, s, "/compare?q=ferry&q=goat&q=&interval=day")
	var points []string
	for _, line := range p.all("polyline") {
		points = append(points, line.attr("points"))
	}
	// Two of two and none, against none and one: over 240 units less 2 at each edge.
	if diff := cmp.Diff([]string{"250,2.0 750,238.0", "250,238.0 750,120.0"}, points); diff != "" {
		t.Errorf("lines (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"2", "0", "0", "1"}, texts(p.all("tbody td"))); diff != "" {
		t.Errorf("numbers (-want +got):\n%s", diff)
	}
	if got := p.link("Share of all coverage"); got != "/compare?as=share&interval=day&q=ferry&q=goat" {
		t.Errorf("shares are at %s", got)
	}
	p = getPage(t, s, "/compare?q=ferry&q=goat&as=share&interval=day")
	if diff := cmp.Diff([]string{"100 %", "0.0 %", "0.0 %", "100 %"}, texts(p.all("tbody td"))); diff != "" {
		t.Errorf("shares (-want +got):\n%s", diff)
	}
	// Each line has its letter beside its highest point, not on another's.
	p = getPage(t, s, "/compare?q=ferry&q=goat&q=sinks&interval=day&from=2025-05&source=Westhaven+Courier")
	var letters []string
	for _, l := range p.all("figure.lines text") {
		letters = append(letters, l.text()+" at "+l.attr("x")+" "+l.attr("y"))
	}
	if diff := cmp.Diff([]string{"A at 25.6% 5.0%", "B at 75.6% 50.0%", "C at 25.6% 50.0%"}, letters); diff != "" {
		t.Errorf("letters (-want +got):\n%s", diff)
	}
	if got := texts(p.all("ul.legend li")); got[2] != "C sinks 1 article" {
		t.Errorf("legend %q", got)
	}
	for _, link := range []string{p.link("Share of all coverage"), p.link("sinks")} {
		if !strings.Contains(link, "from=2025-05") || !strings.Contains(link, "source=Westhaven+Courier") {
			t.Errorf("%s forgets the filters", link)
		}
	}
	if got := p.one("form.queries input[name=source]").attr("value"); got != "Westhaven Courier" {
		t.Errorf("the form carries %q along", got)
	}
	if n := len(getPage(t, s, "/compare").all("form.queries input")); n != 5 {
		t.Errorf("%d boxes, want 5", n)
	}
	if p := getPage(t, s, "/compare?q=unicorn"); len(p.all("polyline")) != 0 {
		t.Error("nothing is drawn as a line")
	}
	wantStatus(t, s.get("/compare?q=a&q=b&q=c&q=d&q=e&q=f"), 400)
}

// TestHelpPage holds that every example is read without a note of repair.
func TestHelpPage(t *testing.T) {
	s := newSearching(t, story("a", "2025-05-08", "Ferry sinks"))
	p := getPage(t, s, "/help")
	examples := p.all("tbody a")
	if len(examples) < 10 {
		t.Fatalf("%d examples", len(examples))
	}
	for _, a := range examples {
		wantStatus(t, s.get(a.attr("href")+"&strict=true"), 200)
	}
	if !strings.Contains(p.text(), "1 article in the archive") {
		t.Error("the size of the archive is not told")
	}
}
