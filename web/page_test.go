package web_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/search/highlight"
	"github.com/dateline-search/dateline/search/query"
)

// found is a result with something in every place.
func found() search.Result {
	return search.Result{
		Query: search.Understood{Input: "drone", Parsed: "drone AND x", Notes: []query.Note{{Position: 0, Message: "A note."}}},
		Total: 1234, TookMS: 3.4, Next: "NEXT",
		Hits: []search.Hit{
			{
				ID: "a/1", Title: `Drones <b>hit</b> city`, Source: "The Wire", Section: "World", Lang: "en",
				Published: "2025-05-08T09:03:00Z", PublishedPrecision: "minute",
				Entities: map[string][]string{"person": {"P1", "P2", "P3", "P4"}, "org": {"O1"}, "place": {"L1", "L2"}},
				Highlight: &search.Highlight{
					Title: []highlight.Fragment{{Text: `Drones <b>hit</b> city`, Marks: []highlight.Mark{{0, 6}}}},
					Body: []highlight.Fragment{
						{Text: "A drone & more", HTML: "<script>", Marks: []highlight.Mark{{2, 7}}, Offset: 40},
						{Text: "Second drone", Marks: []highlight.Mark{{7, 12}}},
						{Text: "Third drone", Marks: []highlight.Mark{{6, 11}}},
					},
				},
			},
			{ID: "marfa", Title: "وساطة", Summary: "ملخص", Lang: "ar", Published: "2025-05-08", PublishedPrecision: "day"},
			{ID: "bare", Title: "No more than this"},
		},
		Facets: map[string]search.Facet{
			"person": {Distinct: 31, Values: []search.FacetValue{{Value: "Marco Rubio", Count: 1200, Selected: true}, {Value: "A & B", Count: 3}, {Value: "C", Excluded: true}}},
			"lang":   {Distinct: 1, Values: []search.FacetValue{{Value: "ar", Count: 2}}},
		},
		Timeline: &search.ResultTimeline{Interval: search.IntervalDay, Buckets: []search.ResultBucket{
			{Start: "2025-05-08", Count: 12, All: 40}, {Start: "2025-05-09", All: 3}, {Start: "2025-05-10", Count: 1, All: 2},
		}},
	}
}

func searchPage(t *testing.T, target string, result search.Result) tree {
	t.Helper()
	s := newSite()
	s.searcher.result = result
	w := s.get(target)
	wantStatus(t, w, 200)
	p := parsePage(t, w)
	checkAccess(t, p)
	return p
}

func TestSearchPageHits(t *testing.T) {
	p := searchPage(t, "/?q=drone&tz=Asia/Karachi&cursor=NOW", found())
	if got := p.one("h1").text(); got != "1,234 articles" {
		t.Errorf("heading %q", got)
	}
	if got := p.one(".understood").text(); got != "Read as drone AND x A note." {
		t.Errorf("understood as %q", got)
	}
	hits := p.all("article.hit")
	want := []string{
		`Select this article The Wire World Thu 8 May 2025, 14:03 PKT Drones <b>hit</b> city … A drone & more … Second drone … Person: P1 Organisation: O1 Place: L1 Person: P2 Place: L2`,
		`Select this article Thu 8 May 2025 وساطة ملخص`,
		`Select this article No more than this`,
	}
	if diff := cmp.Diff(want, texts(hits)); diff != "" {
		t.Errorf("hits (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"Drones", "drone", "drone"}, texts(hits[0].all("mark"))); diff != "" {
		t.Errorf("marks (-want +got):\n%s", diff)
	}
	if got, want := hits[0].one("h2 a").attr("href"), "/article/a%2F1?cursor=NOW&q=drone&tz=Asia%2FKarachi"; got != want {
		t.Errorf("the headline leads to %s, want %s", got, want)
	}
	if got := hits[0].one("time").attr("datetime"); got != "2025-05-08T09:03:00Z" {
		t.Errorf("datetime %q", got)
	}
	if h := hits[1]; h.attr("dir") != "rtl" || h.one("h2").attr("lang") != "ar" || h.one("p.fragment").attr("lang") != "ar" {
		t.Error("an Arabic hit is not written from right to left")
	}
	if got, want := hits[0].link("Person: P1"), "/?person=P1&q=drone&tz=Asia%2FKarachi"; got != want {
		t.Errorf("a person leads to %s, want %s", got, want)
	}
}

func TestSearchPageLinks(t *testing.T) {
	p := searchPage(t, "/?q=drone&person=Marco+Rubio&person=-C&from=2025-05&sort=newest&cursor=NOW&unknown=x", found())
	rest := "from=2025-05&person=Marco+Rubio&person=-C&q=drone&"
	for text, want := range map[string]string{
		"Most relevant":                     "/?" + rest + "sort=relevance",
		"Oldest":                            "/?" + rest + "sort=oldest",
		"50":                                "/?" + rest + "size=50&sort=newest",
		"Older articles":                    "/?cursor=NEXT&" + rest + "sort=newest",
		"Back to the newest":                "/?" + rest + "sort=newest",
		"Marco Rubio":                       "/?from=2025-05&person=-C&q=drone&sort=newest",
		"Excluded: C":                       "/?from=2025-05&person=Marco+Rubio&q=drone&sort=newest",
		"A & B":                             "/?from=2025-05&person=Marco+Rubio&person=-C&person=A+%26+B&q=drone&sort=newest",
		"not A & B":                         "/?from=2025-05&person=Marco+Rubio&person=-C&person=-A+%26+B&q=drone&sort=newest",
		"Arabic":                            "/?from=2025-05&lang=ar&person=Marco+Rubio&person=-C&q=drone&sort=newest",
		"More of 31":                        "/?facet_size=100&" + rest + "sort=newest#facet-person",
		"Thu 8 May 2025: 12 of 40 articles": "/?from=2025-05-08&person=Marco+Rubio&person=-C&q=drone&sort=newest&to=2025-05-08",
		"Remove the filter From May 2025 ×": "/?person=Marco+Rubio&person=-C&q=drone&sort=newest",
		"Remove the filter Person Marco Rubio ×": "/?from=2025-05&person=-C&q=drone&sort=newest",
		"Remove the filter Not Person C ×":       "/?from=2025-05&person=Marco+Rubio&q=drone&sort=newest",
		"Clear all":                              "/?q=drone&sort=newest",
		"All dates":                              "/?person=Marco+Rubio&person=-C&q=drone&sort=newest",
	} {
		if got := p.link(text); got != want {
			t.Errorf("%s leads to\n%s, want\n%s", text, got, want)
		}
	}
	if n := len(p.all("svg a")); n != 2 {
		t.Errorf("%d bars can be chosen, want the 2 with articles", n)
	}
	hidden := map[string]int{}
	for _, input := range p.all("form.box input[type=hidden]") {
		hidden[input.attr("name")+"="+input.attr("value")]++
	}
	want := map[string]int{"person=Marco Rubio": 1, "person=-C": 1, "from=2025-05": 1, "sort=newest": 1}
	if diff := cmp.Diff(want, hidden); diff != "" {
		t.Errorf("the box carries along (-want +got):\n%s", diff)
	}
	if got := p.one("input[type=search]").attr("value"); got != "drone" {
		t.Errorf("the box holds %q", got)
	}
}

func TestSearchPageTakenAlong(t *testing.T) {
	r := found()
	r.DidYouMean = "drones"
	p := searchPage(t, "/?q=drone&person=Marco+Rubio&sort=newest&size=50&facet_prefix=person:mar", r)
	for text, want := range map[string]string{
		"drones":    "/?facet_prefix=person:mar&person=Marco+Rubio&q=drones&size=50&sort=newest",
		"JSON Feed": "/feed.json?person=Marco+Rubio&q=drone",
	} {
		if got := p.link(text); got != want {
			t.Errorf("%s leads to\n%s, want\n%s", text, got, want)
		}
	}
	if got := p.one("details.take").link("RIS"); got != "/api/v1/export?person=Marco+Rubio&q=drone&format=ris" {
		t.Errorf("RIS is at %s", got)
	}
	var types []string
	for _, l := range p.all("link[rel=alternate]") {
		types = append(types, l.attr("type")+" "+l.attr("href"))
	}
	want := []string{
		"application/atom+xml /feed.atom?person=Marco+Rubio&q=drone",
		"application/rss+xml /feed.rss?person=Marco+Rubio&q=drone",
		"application/feed+json /feed.json?person=Marco+Rubio&q=drone",
	}
	if diff := cmp.Diff(want, types); diff != "" {
		t.Errorf("feeds to be discovered (-want +got):\n%s", diff)
	}
	if got := p.one("input[id=find-person]").attr("value"); got != "mar" {
		t.Errorf("the facet's box holds %q", got)
	}
}

func TestFindInAFacet(t *testing.T) {
	s := newSite()
	for target, want := range map[string]string{
		"/facet?facet=person&begin=rub&q=drone&cursor=X":                     "/?facet_prefix=person:rub&q=drone#facet-person",
		"/facet?facet=person&begin=+&facet_prefix=person:a&q=drone":          "/?q=drone#facet-person",
		"/facet?facet=org&begin=eu&facet_prefix=person:a&facet_prefix=org:x": "/?facet_prefix=person:a&facet_prefix=org:eu#facet-org",
	} {
		w := s.get(target)
		wantStatus(t, w, 303)
		if got := w.Header().Get("Location"); got != want {
			t.Errorf("%s leads to %s, want %s", target, got, want)
		}
	}
	wantStatus(t, s.get("/facet?facet=shoe&begin=x"), 400)
}

func TestFirstVisit(t *testing.T) {
	p := searchPage(t, "/", found())
	if p.one("h1").text() != "Newest articles" || len(p.all(".help")) != 1 {
		t.Errorf("heading %q", p.one("h1").text())
	}
	if !strings.Contains(p.one("div.head").text(), "1,234 articles in the archive") {
		t.Errorf("the head says %q", p.one("div.head").text())
	}
}

// A step from an empty page says how far it leads, and one that leads to nothing
// is not offered.
func TestEmptyPages(t *testing.T) {
	tests := []struct {
		target, why string
		steps       []string
	}{
		{"/?q=unicorn", "No article in the archive says this.", []string{"See the newest articles"}},
		{"/?q=unicorn+herd&match=all", "No article in the archive says this.", []string{"See the newest articles"}},
		{"/?q=unicorn+rain&match=all", "No article in the archive says this.", []string{"Match any of the words 2 articles", "See the newest articles"}},
		{"/?q=rain&from=2024&to=2024&lang=en", "No article says this and fits all of these filters.", []string{"Search all dates 2 articles", "Search without filters 2 articles", "See the newest articles"}},
		{"/?q=rain&from=2025&lang=fr", "No article says this and fits all of these filters.", []string{"Search without filters 2 articles", "See the newest articles"}},
		{"/?q=unicorn&from=2025&lang=en", "No article says this and fits all of these filters.", []string{"See the newest articles"}},
		{"/?q=https://courier.example/rain", "No article in the archive says this.", []string{"The article at this address 1 article", "See the newest articles"}},
		{"/?q=https://courier.example/snow", "No article in the archive says this.", []string{"See the newest articles"}},
		{"/?lang=fr", "No article fits all of these filters.", []string{"See the newest articles"}},
	}
	rain := story("a", "2025-05-08", "Rain")
	rain.URL = "https://courier.example/rain"
	s := newSearching(t, rain, story("b", "2025-05-09", "Rain and snow"))
	for _, tt := range tests {
		t.Run(tt.target, func(t *testing.T) {
			p := getPage(t, s, tt.target)
			if got := p.one("p.why").text(); got != tt.why {
				t.Errorf("says %q, want %q", got, tt.why)
			}
			if diff := cmp.Diff(tt.steps, texts(p.all(".empty li"))); diff != "" {
				t.Errorf("next steps (-want +got):\n%s", diff)
			}
		})
	}
	if p := searchPage(t, "/", search.Result{}); p.one("p.why").text() != "The archive is empty." || len(p.all(".empty li")) != 0 {
		t.Error("an empty archive offers a search")
	} else if p.link("add a feed") != "/sources" {
		t.Error("an empty archive does not lead to the feeds")
	}
	p := searchPage(t, "/?q=a&cursor=x", search.Result{})
	if why, steps := p.one("p.why").text(), texts(p.all(".empty li")); why != "There is nothing after the last article." || !cmp.Equal(steps, []string{"Back to the first results"}) {
		t.Errorf("behind the last page: %q, %q", why, steps)
	}
}

// A query that was to be read as it stands can be searched with its repair.
func TestStrictQueriesCanBeRepaired(t *testing.T) {
	s := newSite()
	s.searcher.err = &query.SyntaxError{Position: 5, Message: "this bracket closes nothing"}
	p := parsePage(t, s.get("/?q=drone)&strict=true&person=A"))
	if got := p.link("Search for drone instead"); got != "/?person=A&q=drone" {
		t.Errorf("it leads to %s", got)
	}
	if p := parsePage(t, s.get("/?q=drone)")); len(p.all(".steps li")) != 1 {
		t.Error("what cannot be repaired is offered so")
	}
}

func TestErrorPages(t *testing.T) {
	s := newSite()
	s.searcher.err = &query.SyntaxError{Position: 5, Message: "this bracket closes nothing"}
	w := s.get("/?q=drone)+strike&person=A")
	wantStatus(t, w, 400)
	p := parsePage(t, w)
	checkAccess(t, p)
	if p.one("span.fault").text() != ")" || p.one("p.faulty").text() != "drone) strike" || p.one("p.why").text() != "This bracket closes nothing" {
		t.Errorf("the page says %s", p.one("main").text())
	}
	if p.one("input[type=search]").attr("value") != "drone) strike" || len(p.all("form.box input[name=person]")) != 1 {
		t.Error("the box lost what was typed")
	}

	w = s.get("/?size=1000&q=x&lang=en")
	wantStatus(t, w, 400)
	p = parsePage(t, w)
	checkAccess(t, p)
	if got := p.one("p.why").text(); !strings.Contains(got, "“1000” cannot be the number of articles on a page") || len(p.all("ul.chips a")) != 1 {
		t.Errorf("the page says %q", got)
	}

	s.searcher.err = search.ErrUnavailable
	w = s.get("/?q=x", "X-Request-ID", "abc-1")
	wantStatus(t, w, 503)
	p = parsePage(t, w)
	checkAccess(t, p)
	if p.link("Try again") != "/?q=x" || p.one("p.id code").text() != "abc-1" {
		t.Errorf("the page says %s", p.one("main").text())
	}
}

func articlePage(t *testing.T, a news.Article, target string) tree {
	t.Helper()
	s := newSite()
	s.store.put(a)
	w := s.get(target)
	wantStatus(t, w, 200)
	p := parsePage(t, w)
	checkAccess(t, p)
	return p
}

func TestArticlePage(t *testing.T) {
	day, err := news.ParseDate("2025-05-08")
	if err != nil {
		t.Fatal(err)
	}
	p := articlePage(t, news.Article{
		ID: "a", Title: "Drone <i>news</i>", Subtitle: "Sub", Body: "Rubio spoke of a drone.\n\n<script>alert(1)</script>",
		HTML: "<p onclick=x>never</p>", Source: "The Wire", Section: "World", Authors: []string{"A B", "C D"}, Lang: "en",
		Published: day, Keywords: []string{"k1", "k2"}, URL: "https://wire.example/1?a=b", Copyright: "© W",
	}, "/article/a?q=drone&person=X")
	if got := p.one("h1").text(); got != "Drone <i>news</i>" {
		t.Errorf("headline %q", got)
	}
	if diff := cmp.Diff([]string{"Rubio spoke of a drone.", "<script>alert(1)</script>"}, texts(p.all("div.text p"))); diff != "" {
		t.Errorf("paragraphs (-want +got):\n%s", diff)
	}
	if got := p.one("p.byline").text(); got != "A B, C D" {
		t.Errorf("byline %q", got)
	}
	if time := p.one("article.story time"); time.text() != "Thu 8 May 2025" || time.attr("datetime") != "2025-05-08" {
		t.Errorf("published %q", time.text())
	}
	if got := texts(p.all("mark")); len(got) != 2 {
		t.Errorf("marks %q", got)
	}
	original := p.one("p.original a")
	if original.attr("href") != "https://wire.example/1?a=b" || original.attr("rel") != "noopener noreferrer nofollow" {
		t.Errorf("original %v", original.Attr)
	}
	for text, want := range map[string]string{
		"Person: Marco Rubio":   "/?person=Marco+Rubio",
		"The Wire":              "/?source=The+Wire",
		"← Back to the results": "/?person=X&q=drone",
	} {
		if got := p.link(text); got != want {
			t.Errorf("%s leads to %s, want %s", text, got, want)
		}
	}
	if body := p.text(); strings.Contains(body, "never") || !strings.Contains(body, "Version1") {
		t.Errorf("the page says %s", body)
	}
}

func TestArticlePageOfOtherKinds(t *testing.T) {
	p := articlePage(t, news.Article{ID: "a", Title: "وساطة", Body: "نص", Lang: "ar", URL: "javascript:alert(1)"}, "/article/a?q=%28")
	if story := p.one("article.story"); story.attr("dir") != "rtl" || story.one("h1").attr("lang") != "ar" {
		t.Error("an Arabic article is not written from right to left")
	}
	if len(p.all("p.original")) != 0 {
		t.Error("the page links to a script")
	}
	p = articlePage(t, news.Article{ID: "b", Title: "T"}, "/article/b?cursor=x")
	if p.one("article.story").attr("dir") != "auto" {
		t.Error("a text of no known language is given a direction")
	}
	p = articlePage(t, news.Article{ID: "c", Title: "T", URL: "ftp://x.example"}, "/article/c?tz=nowhere")
	if len(p.all("p.original")) != 0 || len(p.all("p.back")) != 1 {
		t.Error("a wrong zone or address breaks the page")
	}
	s := newSite()
	for path, says := range map[string]string{"/article/none": "There is no such article", "/nowhere": "There is nothing at this address"} {
		w := s.get(path)
		wantStatus(t, w, 404)
		p := parsePage(t, w)
		checkAccess(t, p)
		if got := p.one("h1").text(); got != says {
			t.Errorf("%s says %q, want %q", path, got, says)
		}
	}
}

func TestStaticFilesMayBeKept(t *testing.T) {
	s := newSite()
	p := parsePage(t, s.get("/"))
	for _, selector := range []string{"link[rel=stylesheet]", "link[rel=icon]"} {
		href := p.one(selector).attr("href")
		w := s.get(href)
		wantStatus(t, w, 200)
		if got := w.Header().Get("Cache-Control"); !strings.Contains(got, "immutable") || w.Body.Len() == 0 {
			t.Errorf("%s: Cache-Control %q, %d bytes", href, got, w.Body.Len())
		}
	}
}
