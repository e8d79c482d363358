package web_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/dateline-search/dateline/web"
)

func TestMetrics(t *testing.T) {
	var broken error
	s := newSite(func(o *web.Options) {
		o.State = func(context.Context) (web.State, error) {
			return web.State{Articles: 7, Last: 9, Watermark: 4, Rebuild: true}, broken
		}
	})
	s.get("/api/v1/search?q=secret")
	s.get("/api/v1/articles/one")
	s.get("/nowhere/secret")
	s.do("BREW", "/", "")
	w := s.get("/metrics")
	wantStatus(t, w, 200)
	if kind := w.Header().Get("Content-Type"); !strings.HasPrefix(kind, "text/plain; version=0.0.4") {
		t.Errorf("it is %s", kind)
	}
	for _, line := range []string{
		"dateline_articles 7", "dateline_index_lag 5", "dateline_index_rebuilding 1", `dateline_build_info{version="1.2.3"} 1`,
		`dateline_http_requests_total{method="GET",route="/api/v1/search",status="200"} 1`,
		`dateline_http_requests_total{method="GET",route="/api/v1/articles/:id",status="404"} 1`,
		`dateline_http_requests_total{method="GET",route="other",status="404"} 1`,
		`method="other"`,
		`dateline_http_request_duration_seconds_count{route="/api/v1/search"} 1`,
	} {
		if !strings.Contains(w.Body.String(), line) {
			t.Errorf("there is no %s in\n%s", line, w.Body)
		}
	}
	if strings.Contains(w.Body.String(), "secret") || strings.Contains(w.Body.String(), "BREW") {
		t.Error("what was asked for is told")
	}
	broken = errors.New("disk at /var/secret")
	w = s.get("/metrics")
	wantStatus(t, w, 200)
	if strings.Contains(w.Body.String(), "dateline_articles") || !strings.Contains(w.Body.String(), "go_goroutines") {
		t.Errorf("without a state:\n%s", w.Body)
	}
}

func TestAccept(t *testing.T) {
	s := newSite()
	for _, c := range []struct {
		target, accept string
		status         int
	}{
		{"/api/v1/search", "", 200},
		{"/api/v1/search", "*/*", 200},
		{"/api/v1/search", "application/json", 200},
		{"/api/v1/search", "text/html, application/*;q=0.1", 200},
		{"/api/v1/search", "nonsense", 200},
		{"/api/v1/search", "text/html", 406},
		{"/api/v1/search", "application/json;q=0, */*", 406},
		{"/api/v1/search", "application/xml", 406},
		{"/feed.atom", "application/xml", 200},
		{"/feed.atom", "application/atom+xml", 200},
		{"/feed.atom", "application/json", 406},
		{"/feed.json", "application/json", 200},
		{"/v2/everything?q=a", "text/html", 406},
		{"/", "application/json", 200},
		{"/healthz", "text/html", 200},
	} {
		w := s.get(c.target, "Accept", c.accept)
		if w.Code != c.status {
			t.Errorf("%s as %q: %d, want %d", c.target, c.accept, w.Code, c.status)
		}
		if w.Code == 406 && !strings.Contains(w.Body.String(), "Accept must allow") {
			t.Errorf("%s as %q: %s", c.target, c.accept, w.Body)
		}
	}
}
