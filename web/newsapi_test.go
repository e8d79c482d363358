package web_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/web"
)

// wire is a site with news of two outlets.
func wire(t *testing.T) *site {
	var docs []index.Document
	for i := range 25 {
		d := story(fmt.Sprintf("n%02d", i), fmt.Sprintf("2024-05-%02d", i+1), "Ferry news")
		d.URL, d.Image, d.Authors = fmt.Sprintf("https://courier.example/%d", i), "https://courier.example/i.png", []string{"Ana Orlova", "Ben Tarr"}
		d.Body = strings.Repeat("é", 250)
		docs = append(docs, d)
	}
	tower := story("t", "2024-06-01", "Tower news")
	tower.Source, tower.Section, tower.Lang = "Der Turm", "Sports", "de"
	return newSearching(t, append(docs, tower)...)
}

type newsAnswer struct {
	Status, Code, Message string
	TotalResults          int
	Articles              []struct {
		Source                      struct{ ID, Name string }
		Author, Title, URL, Content string
		PublishedAt, URLToImage     string
		Description                 *string
	}
	Sources []struct{ ID, Name string }
}

func newsAPI(t *testing.T, s *site, target string, status int) (a newsAnswer) {
	t.Helper()
	w := s.get("/v2/"+target, "X-Api-Key", "any-old-key")
	wantStatus(t, w, status)
	if err := json.Unmarshal(w.Body.Bytes(), &a); err != nil {
		t.Fatalf("%v in %s", err, w.Body)
	}
	if ok := a.Status == "ok"; ok != (status == 200) || w.Header().Get("Content-Type") != "application/json" {
		t.Errorf("%s: status %q for %d", target, a.Status, status)
	}
	return a
}

// Names, defaults and limits are those of newsapi.org/docs.
func TestNewsAPIArticles(t *testing.T) {
	s := wire(t)
	all := newsAPI(t, s, "everything?q=ferry", 200)
	if all.TotalResults != 25 || len(all.Articles) != 25 {
		t.Fatalf("%d of %d articles", len(all.Articles), all.TotalResults)
	}
	first := all.Articles[0]
	if first.URL != "https://courier.example/24" || first.Source.ID != "westhaven-courier" || first.Source.Name != "Westhaven Courier" ||
		first.Author != "Ana Orlova, Ben Tarr" || first.PublishedAt != "2024-05-25T00:00:00Z" || first.URLToImage == "" ||
		first.Content != strings.Repeat("é", 200)+"… [+50 chars]" {
		t.Errorf("%+v", first)
	}
	for target, want := range map[string][2]int{
		"everything?q=news&pageSize=10&page=3":                     {26, 6},
		"everything?q=news&pageSize=10&page=4":                     {26, 0},
		"everything?q=%2Bferry+-tower":                             {25, 25},
		"everything?q=news&language=de":                            {1, 1},
		"everything?q=news&from=2024-05-25&to=2024-06-01T12:00:00": {2, 2},
		"everything?sources=der-turm,westhaven-courier":            {26, 26},
		"everything?q=ferry&searchIn=title,content":                {25, 25},
		"everything?q=ferry&searchIn=description":                  {0, 0},
		"everything?q=ferry&sortBy=popularity":                     {25, 25},
		"top-headlines?q=ferry":                                    {25, 20},
		"top-headlines?category=sports":                            {1, 1},
		"top-headlines?category=general&language=de":               {1, 1},
		"top-headlines?sources=der-turm":                           {1, 1},
		"top-headlines?country=us":                                 {0, 0},
	} {
		got := newsAPI(t, s, target, 200)
		if diff := cmp.Diff(want, [2]int{got.TotalResults, len(got.Articles)}); diff != "" {
			t.Errorf("%s (-want +got):\n%s", target, diff)
		}
	}
	if old := newsAPI(t, s, "sources", 200); len(old.Sources) != 2 { // where the PyPI client looks
		t.Errorf("%+v", old)
	}
	sources := newsAPI(t, s, "top-headlines/sources", 200)
	if len(sources.Sources) != 2 || sources.Sources[0].ID != "westhaven-courier" || sources.Sources[1].Name != "Der Turm" {
		t.Errorf("%+v", sources.Sources)
	}
}

func TestNewsAPIErrors(t *testing.T) {
	s := wire(t)
	for target, want := range map[string]string{
		"everything": "parametersMissing", "top-headlines": "parametersMissing", "everything?q=a&pageSize=101": "parameterInvalid",
		"everything?q=a&page=0": "parameterInvalid", "everything?q=a&domains=b.example": "parameterInvalid", "everything?q=a&from=soon": "parameterInvalid",
		"everything?q=a&searchIn=body": "parameterInvalid", "everything?q=a&sortBy=date": "parameterInvalid", "everything?q=a&nonsense=1": "parameterInvalid",
		"everything?sources=nobody": "sourceDoesNotExist", "everything?sources=" + strings.Repeat("a,", 25): "sourcesTooMany",
		"top-headlines?sources=der-turm&country=us": "parametersIncompatible",
	} {
		if got := newsAPI(t, s, target, 400); got.Code != want || got.Message == "" {
			t.Errorf("%s: %+v, want %s", target, got, want)
		}
	}
	if got := newsAPI(t, s, "everything?q=a&pageSize=100&page=11", 426); got.Code != "maximumResultsReached" {
		t.Errorf("%+v", got)
	}
	newsAPI(t, s, "nothing", 404)
	keyed, _, secrets := newKeyed(func(o *web.Options) { o.ReadNeedsKey, o.RateLimit = true, 3 })
	if got := newsAPI(t, keyed, "everything?q=a", 401); got.Code != "apiKeyMissing" {
		t.Errorf("%+v", got)
	}
	for i, header := range [][]string{{"X-Api-Key", secrets["read"]}, {"Authorization", secrets["read"]}, {"Authorization", "Bearer " + secrets["read"]}} {
		if w := keyed.get("/v2/everything?q=a", header...); w.Code != 200 {
			t.Errorf("key %d: %d", i, w.Code)
		}
	}
	if w := keyed.get("/v2/everything?q=a&apiKey=" + secrets["wrong"]); w.Code != 401 || !strings.Contains(w.Body.String(), "apiKeyInvalid") {
		t.Errorf("wrong key: %d, %s", w.Code, w.Body)
	}
	if w := keyed.get("/v2/everything?q=a&apiKey=" + secrets["read"]); w.Code != 429 || !strings.Contains(w.Body.String(), "rateLimited") {
		t.Errorf("fourth request: %d, %s", w.Code, w.Body)
	}
}
