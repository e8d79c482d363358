package web_test

import (
	"strings"
	"testing"

	"github.com/dateline-search/dateline/search"
)

func TestSearchAPI(t *testing.T) {
	s := newSite()
	s.searcher.result = search.Result{Query: search.Understood{Input: "a <b>"}, Total: 3, TookMS: 1.5, Hits: []search.Hit{}}
	w := s.get("/api/v1/search?q=a+%3Cb%3E&person=Marco+Rubio&size=5&tz=Asia/Karachi")
	wantStatus(t, w, 200)
	if r := s.searcher.asked; r.Q != "a <b>" || r.Filters["person"][0] != "Marco Rubio" || *r.Size != 5 || r.Zone.String() != "Asia/Karachi" {
		t.Errorf("asked for %+v", r)
	}
	if got := w.Body.String(); !strings.HasPrefix(got, `{"query":{"input":"a <b>"`) || !strings.Contains(got, `"total":3`) {
		t.Errorf("answered %s", got)
	}
}

func TestSearchAPIRefuses(t *testing.T) {
	for query, parameter := range map[string]string{
		"zise=3": "zise", "size=101": "size", "collapse=maybe": "collapse", "refresh=wait": "refresh",
	} {
		w := newSite().get("/api/v1/search?" + query)
		wantStatus(t, w, 400)
		if p := readProblem(t, w); p.Parameter != parameter {
			t.Errorf("%s: blames %q", query, p.Parameter)
		}
	}
}

func TestSearchETag(t *testing.T) {
	s := newSite()
	s.searcher.result = search.Result{Total: 3, TookMS: 1, Next: "a"}
	tag := s.get("/api/v1/search").Header().Get("ETag")
	if !strings.HasPrefix(tag, `W/"`) {
		t.Fatalf("ETag %q, want a weak one", tag)
	}
	s.searcher.result.TookMS, s.searcher.result.Next = 2, "b"
	wantStatus(t, s.get("/api/v1/search", "If-None-Match", tag), 304)
	s.searcher.result.Total = 4
	wantStatus(t, s.get("/api/v1/search", "If-None-Match", tag), 200)
}
