package web_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/search"
)

func TestSimilarAPI(t *testing.T) {
	s := newSite()
	s.searcher.result.Hits = []search.Hit{{ID: "b", Title: "Copy"}}
	s.searcher.similar = 3
	s.store.put(news.Article{ID: "a/1", Title: "Quay opens", Body: "x"})
	w := s.get("/api/v1/articles/a%2F1/similar")
	wantStatus(t, w, 200)
	if got := w.Body.String(); !strings.HasPrefix(got, `{"duplicates":[{"id":"b","title":"Copy",`) || !strings.Contains(got, `"about":[]`) {
		t.Errorf("got %s", got)
	}
	if w := s.get("/api/v1/articles/a%2F1"); !strings.Contains(w.Body.String(), `"similar":3`) {
		t.Errorf("got %s", w.Body)
	}
	wantStatus(t, s.get("/api/v1/articles/nobody/similar"), 404)
}

// On the page near-duplicates are folded unless every copy is asked for.
func TestSearchPageFolds(t *testing.T) {
	result := found()
	result.Groups = 1000
	result.Hits[0].Similar, result.Hits[0].Others = 2, []search.Other{{ID: "b 2", Title: "Drones hit", Source: "Post"}, {ID: "c", Title: "City <hit>", Source: "Courier"}}
	result.Hits[1].Similar, result.Hits[1].Others = 3, []search.Other{{ID: "d", Title: "x"}}
	s := newSite()
	s.searcher.result = result
	p := parsePage(t, s.get("/?q=drone"))
	if !s.searcher.asked.Collapse {
		t.Error("the page does not ask for folded hits")
	}
	if got := p.one(".folded").text(); got != "1,000 stories, near-duplicates folded Show every copy" {
		t.Errorf("got %q", got)
	}
	want := []string{"Also in 2 other outlets Post Drones hit Courier City <hit>", "Also in 3 other articles x and 2 more"}
	if diff := cmp.Diff(want, texts(p.all("details.others"))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := p.all("details.others a")[0].attr("href"); got != "/article/b%202?q=drone" {
		t.Errorf("a copy leads to %s", got)
	}
	p = parsePage(t, s.get(p.one(".folded a").attr("href")))
	if s.searcher.asked.Collapse {
		t.Error("every copy was asked for, and hits are folded")
	}
	if got := p.one(".folded a").attr("href"); got != "/?q=drone" {
		t.Errorf("and folded again: %s", got)
	}
}
