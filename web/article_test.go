package web_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/search"
)

func TestArticleIDsHoldAnyCharacter(t *testing.T) {
	for escaped, id := range map[string]string{
		"plain": "plain", "a%2Fb": "a/b", "a%20b": "a b", "100%25": "100%", "a%2520b": "a%20b",
		"%E4%BA%91%E5%B1%BF": "云屿", "a%3Fb%23c": "a?b#c", "a+b": "a+b", "%2Fversions": "/versions",
		"https%3A%2F%2Fx.example%2F1%3Fa%3Db%26c": "https://x.example/1?a=b&c", "%22%3Cb%3E": `"<b>`, ":id": ":id",
	} {
		s := newSite()
		path := articlesURL + "/" + escaped
		wantStatus(t, s.get(path), 404)
		wantStatus(t, s.do(http.MethodPut, path, `{"title":"T","body":"B"}`), 201)
		if _, there := s.store.records[id]; !there {
			t.Errorf("%s was stored as %v, want %q", escaped, s.store.records, id)
		}
		w := s.get(path)
		wantStatus(t, w, 200)
		var doc struct{ ID string }
		if err := json.Unmarshal(w.Body.Bytes(), &doc); err != nil || doc.ID != id {
			t.Errorf("%s gives id %q, want %q (%v)", escaped, doc.ID, id, err)
		}
		page := s.get("/article/" + escaped)
		wantStatus(t, page, 200)
		wantStatus(t, s.do(http.MethodDelete, path, ""), 200)
		wantStatus(t, s.get(path), 410)
		wantStatus(t, s.get("/article/"+escaped), 410)
		wantStatus(t, s.do(http.MethodDelete, path, ""), 410)
	}
}

func TestPutArticle(t *testing.T) {
	s := newSite()
	steps := []struct {
		target, body string
		status       int
		says         string
	}{
		{"a", `{"title":"T"}`, 201, `{"id":"a","status":"created"}`},
		{"a", `{"id":"a","title":"T"}`, 200, `unchanged`},
		{"a?refresh=wait", `{"title":"T2"}`, 200, `updated`},
		{"a", `{"id":"b","title":"T"}`, 400, `\"b\"`},
		{"a", `{"body":"B"}`, 422, `title is missing`},
		{"a", `{"title":[]}`, 422, `title`},
		{"a", `[{"title":"T"}]`, 400, `one JSON object`},
		{"a", `{"title":"T"}{"title":"T"}`, 400, `follows`},
		{"a?refresh=now", `{"title":"T"}`, 400, `wait`},
	}
	for _, step := range steps {
		w := s.do(http.MethodPut, articlesURL+"/"+step.target, step.body)
		wantStatus(t, w, step.status)
		if !strings.Contains(w.Body.String(), step.says) {
			t.Errorf("%s: %s does not say %s", step.body, w.Body, step.says)
		}
	}
	if s.store.waited != 2 {
		t.Errorf("waited for %d, want 2", s.store.waited)
	}
}

func TestGetArticle(t *testing.T) {
	s := newSite()
	published, err := news.ParseDate("2025-05-09T14:00:00")
	if err != nil {
		t.Fatal(err)
	}
	s.store.put(news.Article{
		ID: "a", Title: `T <&> "q"`, Body: "Rubio spoke on May 2.", Published: published, Authors: []string{"A"},
		Extra: map[string]json.RawMessage{"desk": json.RawMessage(`{"n": 1}`), "version": json.RawMessage(`99`)},
	})
	w := s.get(articlesURL + "/a")
	wantStatus(t, w, 200)
	want := `{"id":"a","title":"T <&> \"q\"","body":"Rubio spoke on May 2.","authors":["A"],"published":"2025-05-09T14:00:00Z",` +
		`"desk":{"n":1},"version":1,"first_seen":"2025-05-09T15:04:05Z","changed":"2025-05-09T15:04:05Z",` +
		`"published_precision":"second","published_zone":"unknown","published_from":"declared",` +
		`"entities":[{"type":"person","name":"Marco Rubio","id":"person:marco-rubio","mentions":[{"field":"body","start":0,"end":5,"text":"Rubio"}]}],` +
		`"dates":[{"value":"2025-05-02","precision":"day","field":"body","start":15,"end":20,"text":"May 2"}]}` + "\n"
	if diff := cmp.Diff(want, w.Body.String()); diff != "" {
		t.Errorf("article (-want +got):\n%s", diff)
	}

	wantStatus(t, s.do(http.MethodPut, articlesURL+"/a", strings.Replace(w.Body.String(), "<&>", "", 1)), 200)
	if got := s.store.records["a"].Extra; len(got) != 1 {
		t.Errorf("an article that is sent back keeps %v", got)
	}
}

func TestArticleETag(t *testing.T) {
	s := newSite()
	s.store.put(news.Article{ID: "a", Title: "T"})
	path := articlesURL + "/a"
	tag := s.get(path).Header().Get("ETag")
	if tag == "" || strings.HasPrefix(tag, "W/") {
		t.Fatalf("ETag %q, want a strong one", tag)
	}
	for _, match := range []string{tag, `"x", ` + tag, "W/" + tag, "*"} {
		w := s.get(path, "If-None-Match", match)
		wantStatus(t, w, 304)
		if w.Body.Len() > 0 || w.Header().Get("ETag") != tag {
			t.Errorf("%s: body %q, ETag %q", match, w.Body, w.Header().Get("ETag"))
		}
	}
	wantStatus(t, s.get(path, "If-None-Match", `"x"`), 200)
	s.store.put(news.Article{ID: "a", Title: "T2"})
	wantStatus(t, s.get(path, "If-None-Match", tag), 200)
}

func TestVersions(t *testing.T) {
	s := newSite()
	s.store.put(news.Article{ID: "a/b", Title: "T", Body: "Rubio"})
	w := s.get(articlesURL + "/a%2Fb/versions")
	wantStatus(t, w, 200)
	if got, want := strings.TrimSpace(w.Body.String()), `[{"version":1,"stored":"2025-05-09T15:04:05Z","current":true}]`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	wantStatus(t, s.get(articlesURL+"/a%2Fb/versions", "If-None-Match", w.Header().Get("ETag")), 304)
	for target, status := range map[string]int{
		"/a%2Fb/versions/1": 200, "/a%2Fb/versions/2": 404, "/a%2Fb/versions/0": 400, "/a%2Fb/versions/x": 400, "/none/versions": 404,
		"/none/versions/1": 404, "/a%2Fb/versions?x=1": 400,
	} {
		wantStatus(t, s.get(articlesURL+target), status)
	}
}

// A date that was guessed is said to be guessed, and does not become the article's
// own when the article comes back.
func TestGuessedDates(t *testing.T) {
	s := newSite()
	wantStatus(t, s.do(http.MethodPut, articlesURL+"/a", `{"title":"T","body":"An undated letter."}`), 201)
	w := s.get(articlesURL + "/a")
	wantStatus(t, w, 200)
	for _, want := range []string{`"published":"2025-05-02"`, `"published_precision":"day"`, `"published_from":"guessed"`} {
		if !strings.Contains(w.Body.String(), want) {
			t.Errorf("%s is missing in %s", want, w.Body)
		}
	}
	if page := s.get("/article/a").Body.String(); strings.Count(page, "2 May 2025</time> (guessed)") != 2 {
		t.Errorf("the page does not say twice that the date is guessed:\n%s", page)
	}
	back := s.do(http.MethodPut, articlesURL+"/a", w.Body.String())
	wantStatus(t, back, 200)
	if !strings.Contains(back.Body.String(), "unchanged") {
		t.Errorf("an article that comes back is %s, want it unchanged", back.Body)
	}
}

// Of the same story in several outlets it is told who had it first, where that is
// certain.
// On paper an article says where it is from, and which version it is.
func TestPrintedArticleSaysWhereItIsFrom(t *testing.T) {
	s := newSite()
	a := news.Article{ID: "a", Title: "Quay opens", Body: "It is open.", Source: "Courier", URL: "https://courier.example/quay"}
	s.store.put(a)
	a.Body = "It is open at last."
	s.store.put(a)
	got := getPage(t, s, "/article/a").one("article.story p.printed").text()
	for _, part := range []string{"Quay opens", "Courier", "https://courier.example/quay", "Version 2"} {
		if !strings.Contains(got, part) {
			t.Errorf("%q lacks %q", got, part)
		}
	}
}

func TestLongHeadlinesAreSetSmaller(t *testing.T) {
	s := newSite()
	for n, want := range map[int]string{140: "", 141: "long"} {
		s.store.put(news.Article{ID: "a", Title: strings.Repeat("é", n), Body: "It is open."})
		if got := getPage(t, s, "/article/a").one("article.story h1").attr("class"); got != want {
			t.Errorf("a headline of %d characters is set as %q", n, got)
		}
	}
}

func TestWhoHadTheStoryFirst(t *testing.T) {
	s := newSite()
	s.store.records["a"] = news.Record{Article: news.Article{
		ID: "a", Title: "Ferry sinks", Body: "A ferry sank.",
		Published: news.Date{Time: firstSeen, Precision: news.Second},
	}, Version: 1, FirstSeen: firstSeen, Changed: firstSeen}
	hit := func(source string, after time.Duration) search.Hit {
		return search.Hit{ID: source, Source: source, Title: "Ferry sinks", Published: firstSeen.Add(after).Format(time.RFC3339), PublishedPrecision: "second"}
	}
	s.searcher.result.Hits = []search.Hit{hit("Late", time.Hour), hit("Early", -time.Hour)}
	p := getPage(t, s, "/article/a")
	list := p.all("ul.related li")
	if len(list) != 2 || !strings.HasPrefix(list[0].text(), "Early") || !strings.Contains(list[0].text(), "Came first") || len(p.all("b.first")) != 1 {
		t.Errorf("%q", texts(list))
	}
	s.searcher.result.Hits = []search.Hit{hit("Late", time.Hour)}
	if p := getPage(t, s, "/article/a"); len(p.all("b.first")) != 0 || !strings.Contains(p.one("aside").text(), "This article was published before the others.") {
		t.Errorf("%s", p.one("aside").text())
	}
}
