package web_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/search"
)

// withStories is a site with an article that was corrected, and one like it.
func withStories() *site {
	s := newSite()
	s.store.put(news.Article{ID: "a/1", Title: "Ferry sinks", Body: "It killed 31 people.", Source: "The Wire", Lang: "en"})
	s.store.put(news.Article{ID: "a/1", Title: "Ferry sinks", Body: "It killed 34 people <b>.", Source: "The Wire", Lang: "en"})
	s.store.put(news.Article{ID: "b", Title: "Ferry sinks off Westhaven", Body: "It killed 34 people <b>.", Source: "The Courier", Lang: "en"})
	s.searcher.result = search.Result{Hits: []search.Hit{{ID: "b", Title: "Ferry sinks off Westhaven", Source: "The Courier", Published: "2025-05-09", PublishedPrecision: "day"}}}
	return s
}

func TestWhatBelongsToAnArticle(t *testing.T) {
	s := withStories()
	w := s.get("/article/a%2F1")
	wantStatus(t, w, 200)
	p := parsePage(t, w)
	checkAccess(t, p)
	for text, want := range map[string]string{
		"Ferry sinks off Westhaven":                           "/article/b",
		"Compare with The Courier: Ferry sinks off Westhaven": "/beside/a%2F1?with=b",
		"What changed to version 2":                           "/changes/a%2F1?from=1&to=2",
	} {
		if got := p.link(text); got != want {
			t.Errorf("%s leads to %s, want %s", text, got, want)
		}
	}
	if got := p.one("pre[id=cite-plain]").text(); !strings.Contains(got, "“Ferry sinks.” The Wire.") {
		t.Errorf("the reference is %q", got)
	}
	if got := p.one("pre[id=cite-bibtex]").text(); !strings.Contains(got, "title = {{Ferry sinks}}") {
		t.Errorf("the reference is %q", got)
	}

	s.searcher.err = search.ErrUnavailable
	w = s.get("/article/a%2F1")
	wantStatus(t, w, 200)
	if p := parsePage(t, w); !strings.Contains(p.text(), "could not be looked for") || p.one("h1").text() != "Ferry sinks" {
		t.Error("an article cannot be read where searches fail")
	}
}

func TestChangesPage(t *testing.T) {
	s := withStories()
	w := s.get("/changes/a%2F1?from=1&to=2")
	wantStatus(t, w, 200)
	p := parsePage(t, w)
	checkAccess(t, p)
	if diff := cmp.Diff([]string{"struck out", "31"}, texts(p.all("del"))); diff != "" {
		t.Errorf("taken out (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"underlined", "34", "<b>"}, texts(p.all("ins"))); diff != "" {
		t.Errorf("put in (-want +got):\n%s", diff)
	}
	for _, target := range []string{"/changes/a%2F1?from=1&to=9", "/changes/a%2F1?from=x&to=1", "/changes/none?from=1&to=2", "/changes/a%2F1"} {
		wantStatus(t, s.get(target), 404)
	}
}

func TestBesidePage(t *testing.T) {
	s := withStories()
	w := s.get("/beside/a%2F1?with=b")
	wantStatus(t, w, 200)
	p := parsePage(t, w)
	checkAccess(t, p)
	sides := texts(p.all("div.sides h2"))
	if diff := cmp.Diff([]string{"Ferry sinks", "Ferry sinks off Westhaven"}, sides); diff != "" {
		t.Errorf("headlines (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"off Westhaven"}, texts(p.one("div.sides").all("ins"))); diff != "" {
		t.Errorf("only on the right (-want +got):\n%s", diff)
	}
	wantStatus(t, s.get("/beside/a%2F1?with=none"), 404)
	wantStatus(t, s.get("/beside/a%2F1"), 404)
}
