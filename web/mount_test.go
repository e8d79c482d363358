package web_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/dateline-search/dateline/web"
)

// newMounted is a site that readers reach below a path.
func newMounted(t *testing.T) *site {
	t.Helper()
	s := newSearching(t, story("a", "2025-05-08", "Rain", "Ana Orlova", "Tam Brisco"), story("b", "2025-05-09", "Rain again", "Ana Orlova"))
	s.options.PublicURL = "https://news.example.org/archive/"
	s.handler = web.New(s.options).Handler()
	return s
}

// Whatever a page leads to lies below the path, and is there.
func TestEveryLinkStaysBelowThePath(t *testing.T) {
	s := newMounted(t)
	seen := map[string]bool{}
	waiting := []string{"/archive/", "/archive", "/archive/es/?q=rain", "/archive/article/a?q=rain", "/archive/entity/person/Ana%20Orlova", "/archive/docs", "/archive/nowhere"}
	for len(waiting) > 0 && len(seen) < 150 {
		target := waiting[0]
		waiting = waiting[1:]
		if seen[target] {
			continue
		}
		seen[target] = true
		w := s.get(target, "Accept", "text/html,*/*;q=0.8")
		missing := strings.HasSuffix(target, "/nowhere") || strings.HasSuffix(target, "/merge") || strings.HasSuffix(target, "/export") // which lack what forms and scripts add
		if w.Code >= 400 && !missing {
			t.Errorf("%s: status %d", target, w.Code)
		}
		if to := w.Header().Get("Location"); to != "" {
			waiting = append(waiting, to)
		}
		if !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
			continue
		}
		for _, to := range leadsTo(parsePage(t, w)) {
			if !strings.HasPrefix(to, "/archive/") {
				t.Fatalf("%s leads to %s", target, to)
			}
			waiting = append(waiting, to)
		}
	}
	if len(seen) < 60 || !seen["/archive/es/?q=rain"] {
		t.Errorf("%d addresses were looked at", len(seen))
	}
}

// leadsTo are the addresses of ours that a page gets or leads to.
func leadsTo(p tree) []string {
	var list []string
	for n := range p.Descendants() {
		if method, ok := attributeOf(n, "method"); ok && method == "post" {
			continue
		}
		for _, name := range []string{"href", "src", "action", "data-hx-get"} {
			if to, ok := attributeOf(n, name); n.Type == html.ElementNode && ok && strings.HasPrefix(to, "/") {
				to, _, _ = strings.Cut(to, "#")
				list = append(list, to)
			}
		}
	}
	return list
}

// A proxy may take the path off or pass it on; where an answer leads, it leads
// below it once.
func TestProxiesMayTakeThePathOff(t *testing.T) {
	s := newMounted(t)
	for _, target := range []string{"/", "/?q=rain", "/article/a", "/es/help", "/docs", "/api/v1/articles/a"} {
		off, on := s.get(target), s.get("/archive"+target)
		timed := strings.HasPrefix(target, "/?") || target == "/" // says how long its search took
		if off.Code != http.StatusOK || on.Code != http.StatusOK || off.Body.Len() == 0 || !timed && off.Body.String() != on.Body.String() {
			t.Errorf("%s: %d and %d, %d and %d bytes", target, off.Code, on.Code, off.Body.Len(), on.Body.Len())
		}
	}
	for target, want := range map[string]string{"/sources/feeds": "/archive/sources", "/archive/es/sources/feeds": "/archive/es/sources"} {
		if to := s.get(target).Header().Get("Location"); !strings.HasPrefix(to, want) || strings.Count(to, "archive") != 1 {
			t.Errorf("%s leads to %q, want %s", target, to, want)
		}
	}
	wantStatus(t, s.get("/archives/help"), 404)
	body := parsePage(t, s.get("/archive/es/help")).one("body")
	if got := fmt.Sprint(body.attr("data-root"), " ", body.attr("data-base")); got != "/archive /archive/es" {
		t.Errorf("scripts are told %s", got)
	}
	for target, want := range map[string]string{
		"/feed.atom": "https://news.example.org/archive/article/a", "/opensearch.xml": "https://news.example.org/archive/?q={searchTerms}",
		"/api/v1/openapi.json": `"url": "/archive"`,
	} {
		if w := s.get(target); !strings.Contains(w.Body.String(), want) {
			t.Errorf("%s lacks %s:\n%.600s", target, want, w.Body)
		}
	}
}

// What is sent bit by bit is sent so below a path too.
func TestExportIsStreamedBelowAPath(t *testing.T) {
	s := newMounted(t)
	w := s.get("/archive/api/v1/export?format=ndjson&q=rain")
	wantStatus(t, w, 200)
	if !w.Flushed && !strings.Contains(w.Body.String(), `"complete":true`) {
		t.Errorf("the export: %.300s", w.Body)
	}
}
