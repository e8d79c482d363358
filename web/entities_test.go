package web_test

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/search/searchtest"
	"github.com/dateline-search/dateline/web"
)

// newSearching is a site whose searches are real, over these articles.
func newSearching(t *testing.T, docs ...index.Document) *site {
	t.Helper()
	return newSite(func(o *web.Options) {
		names := new(fakeNames)
		o.Names, o.Apart = names, names
		store := newFakeStore()
		for i := range docs {
			docs[i].FirstSeen, docs[i].Changed, docs[i].Version = firstSeen, firstSeen, 1
			store.records[docs[i].ID] = docs[i].Record
		}
		o.Articles = store
		o.Searcher = search.New(search.Options{
			Backend: searchtest.NewFake(docs...), Articles: store, Names: names, Key: []byte("sixteen bytes or"), Now: func() time.Time { return firstSeen },
		})
	})
}

// story is an article of a day that names people.
func story(id, day, title string, people ...string) index.Document {
	var d index.Document
	d.ID, d.Title, d.Body, d.Lang, d.Source = id, title, title, "en", "Westhaven Courier"
	d.Published = news.Date{Precision: news.Day}
	d.Published.Time, _ = time.Parse(time.DateOnly, day)
	for _, name := range people {
		d.Tags.Entities = append(d.Tags.Entities, news.Entity{Type: news.Person, Name: name})
	}
	return d
}

// get reads the JSON that a site answers.
func getJSON[T any](t *testing.T, s *site, target string) (v T) {
	t.Helper()
	w := s.get(target)
	wantStatus(t, w, 200)
	if err := json.Unmarshal(w.Body.Bytes(), &v); err != nil {
		t.Fatalf("%v in %s", err, w.Body)
	}
	if tag := w.Header().Get("ETag"); tag == "" || s.get(target, "If-None-Match", tag).Code != 304 {
		t.Errorf("%s: validator %q is not honoured", target, tag)
	}
	return v
}

func council(t *testing.T) *site {
	return newSearching(t,
		story("1", "2025-05-01", "Ferry vote", "Ana Orlova", "Ben Tarr"),
		story("2", "2025-05-01", "Ferry delayed", "Ana Orlova", "Ben Tarr"),
		story("3", "2025-05-04", "Ferry again", "Ana Orlova", "Cleo Dunn"),
		story("4", "2025-05-04", "Tower talks", "Cleo Dunn"),
		story("5", "2025-05-05", "Tower closed", "Cleo Dunn"),
		story("6", "2025-05-05", "Ånger in the towers", "Cleo Dunn", `Sam "Ace" O'Hara`),
		story("7", "2025-05-06", "Quiet day"),
		story("8", "2025-05-09", "Quiet night"),
	)
}

func TestEntities(t *testing.T) {
	s := council(t)
	type named struct {
		Type, Name string
		Count      int
	}
	for query, want := range map[string][]named{
		"":                     {{"person", "Cleo Dunn", 4}, {"person", "Ana Orlova", 3}, {"person", "Ben Tarr", 2}, {"person", `Sam "Ace" O'Hara`, 1}},
		"size=1":               {{"person", "Cleo Dunn", 4}},
		"prefix=AN":            {{"person", "Ana Orlova", 3}},
		"prefix=b&type=person": {{"person", "Ben Tarr", 2}},
		"type=place":           {},
		"prefix=nobody":        {},
	} {
		if diff := cmp.Diff(want, getJSON[[]named](t, s, "/api/v1/entities?"+query)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", query, diff)
		}
	}
}

// Who is not among the most frequent of the archive is counted in it all the same:
// of 3 articles 1 names Ana Orlova, and that alone her companion; lift is 1/(1/3).
func TestRareCompanions(t *testing.T) {
	var crowd []string
	for i := range search.MaxFacetSize {
		crowd = append(crowd, fmt.Sprintf("Guest No%d", i))
	}
	s := newSearching(t,
		story("1", "2025-05-01", "A crowd", crowd...), story("2", "2025-05-02", "A crowd again", crowd...),
		story("3", "2025-05-03", "Two of them", "Ana Orlova", "Ben Tarr"),
	)
	type with struct {
		Name       string
		Count, All int
		Lift       float64
	}
	got := getJSON[struct {
		With []with `json:"with_by_count"`
	}](t, s, "/api/v1/entities/person/Ana%20Orlova")
	if diff := cmp.Diff([]with{{"Ben Tarr", 1, 1, 3}}, got.With); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Of 8 articles, 3 name Ana Orlova; Ben Tarr is named by 2, both with her: lift
// is (2/3)/(2/8) = 8/3. Cleo Dunn is named by 4, one of them with her.
func TestEntity(t *testing.T) {
	s := council(t)
	type with struct {
		Name       string
		Count, All int
		Lift       float64
	}
	type page struct {
		Type, Name string
		Count      int
		ByCount    []with `json:"with_by_count"`
		ByLift     []with `json:"with_by_lift"`
		Timeline   struct {
			Buckets []struct {
				Start      string
				Count, All int
			}
		}
	}
	got := getJSON[page](t, s, "/api/v1/entities/person/"+url.PathEscape("Ana Orlova")+"?interval=day")
	if got.Type != "person" || got.Name != "Ana Orlova" || got.Count != 3 {
		t.Errorf("%+v", got)
	}
	near := func(lift float64) string { return fmt.Sprintf("%.4f", lift) }
	if len(got.ByCount) != 2 || got.ByCount[0].Name != "Ben Tarr" || got.ByCount[0].Count != 2 || got.ByCount[0].All != 2 || near(got.ByCount[0].Lift) != "2.6667" ||
		got.ByCount[1].Name != "Cleo Dunn" || got.ByCount[1].Count != 1 || got.ByCount[1].All != 4 || near(got.ByCount[1].Lift) != "0.6667" {
		t.Errorf("by count %+v", got.ByCount)
	}
	if len(got.ByLift) != 1 || got.ByLift[0].Name != "Ben Tarr" {
		t.Errorf("by lift %+v", got.ByLift)
	}
	if b := got.Timeline.Buckets; len(b) != 4 || b[0].Start != "2025-05-01" || b[0].Count != 2 || b[0].All != 2 || b[3].Count != 1 || b[3].All != 2 {
		t.Errorf("timeline %+v", b)
	}
	quoted := getJSON[page](t, s, "/api/v1/entities/person/"+url.PathEscape(`Sam "Ace" O'Hara`))
	if quoted.Count != 1 || len(quoted.ByCount) != 1 {
		t.Errorf("a name with quotes: %+v", quoted)
	}
	if later := getJSON[page](t, s, "/api/v1/entities/person/Ana%20Orlova?from=2025-05-02"); later.Count != 1 {
		t.Errorf("from May 2: %+v", later)
	}
	// Filters hold for who is with her as well: Cleo Dunn is named with her in one of
	// 8 articles, the one without Ben Tarr; lift is (1/1)/(4/8) = 2.
	for filter, want := range map[string][]with{
		"person=Cleo%20Dunn": {{"Cleo Dunn", 1, 4, 2}}, "person=-Ben%20Tarr": {{"Cleo Dunn", 1, 4, 2}}, "person=Cleo%20Dunn&person=Ben%20Tarr": {{"Ben Tarr", 2, 2, 8. / 3}, {"Cleo Dunn", 1, 4, 2. / 3}},
	} {
		got := getJSON[page](t, s, "/api/v1/entities/person/Ana%20Orlova?"+filter)
		if diff := cmp.Diff(want, got.ByCount); diff != "" {
			t.Errorf("%s (-want +got):\n%s", filter, diff)
		}
	}
	for target, want := range map[string]int{"person/Nobody": 404, "person/Ana%20Orlova?person=Nobody": 404, "person/Ana": 404, "animal/Ana": 400, "person/Ana%20Orlova?size=0": 400, "person/": 404} {
		w := s.get("/api/v1/entities/" + target)
		wantStatus(t, w, want)
		readProblem(t, w)
	}
}

// A merged name is asked for and answered as what it is merged into, and counts
// for it: Ben Tarr's articles 1 and 2 are Ana Orlova's too, Cleo Dunn has four
// others, of which one is hers.
func TestMergedEntity(t *testing.T) {
	s := council(t)
	wantStatus(t, s.do("POST", "/api/v1/entities/person/Cleo%20Dunn/aliases", `{"name": "Ben Tarr"}`, "Content-Type", "application/json"), 200)
	type page struct {
		Type, Name string
		Count      int
		Aliases    []string
		ByCount    []struct{ Name string } `json:"with_by_count"`
	}
	for _, name := range []string{"Ben%20Tarr", "Cleo%20Dunn"} {
		got := getJSON[page](t, s, "/api/v1/entities/person/"+name)
		if got.Name != "Cleo Dunn" || got.Count != 6 || !cmp.Equal(got.Aliases, []string{"Ben Tarr"}) {
			t.Errorf("%s: %+v", name, got)
		}
		for _, with := range got.ByCount {
			if with.Name == "Cleo Dunn" || with.Name == "Ben Tarr" {
				t.Errorf("%s stands beside itself as %s", name, with.Name)
			}
		}
	}
	list := getJSON[[]page](t, s, "/api/v1/entities")
	if len(list) != 3 || list[0].Name != "Cleo Dunn" || !cmp.Equal(list[0].Aliases, []string{"Ben Tarr"}) {
		t.Errorf("list %+v", list)
	}
	if alone := getJSON[page](t, s, "/api/v1/entities/person/Ana%20Orlova"); alone.Aliases == nil || len(alone.Aliases) != 0 {
		t.Errorf("aliases of one without: %#v", alone.Aliases)
	}
}

func TestTimeline(t *testing.T) {
	s := council(t)
	type attention struct {
		Interval string
		Starts   []string
		All      []int
		Series   []struct {
			Query  struct{ Input string }
			Total  int
			Counts []int
			Share  []float64
		}
	}
	got := getJSON[attention](t, s, "/api/v1/timeline?q=ferry&q=tower&q=absent&interval=day")
	if diff := cmp.Diff([]string{"2025-05-01", "2025-05-02", "2025-05-03", "2025-05-04", "2025-05-05"}, got.Starts); diff != "" {
		t.Errorf("bars (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]int{2, 0, 0, 2, 2}, got.All); diff != "" {
		t.Errorf("all (-want +got):\n%s", diff)
	}
	want := map[string][]int{"ferry": {2, 0, 0, 1, 0}, "tower": {0, 0, 0, 1, 2}, "absent": {0, 0, 0, 0, 0}}
	for _, series := range got.Series {
		if diff := cmp.Diff(want[series.Query.Input], series.Counts); diff != "" {
			t.Errorf("%s (-want +got):\n%s", series.Query.Input, diff)
		}
	}
	if diff := cmp.Diff([]float64{1, 0, 0, 0.5, 0}, got.Series[0].Share); diff != "" {
		t.Errorf("share (-want +got):\n%s", diff)
	}
	auto := getJSON[attention](t, s, "/api/v1/timeline?q=ferry&q=person:%22Cleo+Dunn%22&person=Cleo+Dunn")
	if len(auto.Series) != 2 || auto.Series[0].Total != 1 || auto.Series[1].Total != 4 || len(auto.Starts) != len(auto.Series[0].Counts) {
		t.Errorf("%+v", auto)
	}
	nothing := getJSON[attention](t, s, "/api/v1/timeline?q=absent")
	if len(nothing.Starts) != 0 || nothing.Series[0].Total != 0 {
		t.Errorf("%+v", nothing)
	}
	for query, parameter := range map[string]string{
		"": "q", "q=": "q", "q=a&q=b&q=c&q=d&q=e&q=f": "q", "q=a&interval=none": "interval", "q=a&size=1": "size", "q=a&from=x": "from",
		"q=" + url.QueryEscape(`"`) + "&strict=true": "q",
	} {
		w := s.get("/api/v1/timeline?" + query)
		wantStatus(t, w, 400)
		if p := readProblem(t, w); p.Parameter != parameter {
			t.Errorf("%s: parameter %q, want %q", query, p.Parameter, parameter)
		}
	}
}

func TestSuggest(t *testing.T) {
	s := council(t)
	type text struct {
		Text  string
		Count int
	}
	type suggestions struct {
		Entities []struct{ Type, Name string }
		Sources  []text
		Words    []text
	}
	got := getJSON[suggestions](t, s, "/api/v1/suggest?prefix=an")
	if len(got.Entities) != 1 || got.Entities[0].Name != "Ana Orlova" || len(got.Sources) != 0 {
		t.Errorf("%+v", got)
	}
	if diff := cmp.Diff([]text{{"Ånger", 1}}, got.Words); diff != "" {
		t.Errorf("words (-want +got):\n%s", diff)
	}
	if got := getJSON[suggestions](t, s, "/api/v1/suggest?prefix=west"); len(got.Sources) != 1 || got.Sources[0].Text != "Westhaven Courier" {
		t.Errorf("outlets %+v", got)
	}
	if diff := cmp.Diff([]text{{"Tower", 2}, {"towers", 1}}, getJSON[suggestions](t, s, "/api/v1/suggest?prefix=the+tow").Words); diff != "" {
		t.Errorf("words of the last word (-want +got):\n%s", diff)
	}
	wantStatus(t, s.get("/api/v1/suggest?prefix=%22*)("), 200)
	wantStatus(t, s.get("/api/v1/suggest?prefix="+strings.Repeat("a", 5000)), 200)
	wantStatus(t, s.get("/api/v1/suggest"), 400)
}
