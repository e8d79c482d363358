package web_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"

	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/search/query"
	"github.com/dateline-search/dateline/web"
)

type problem struct {
	Type, Title, Detail, Parameter string
	Status                         int
	Position                       *int
	RequestID                      string `json:"request_id"`
}

// readProblem reads an answer that must be a problem, and checks what is true of
// every problem.
func readProblem(t *testing.T, w *httptest.ResponseRecorder) problem {
	t.Helper()
	var p problem
	if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil {
		t.Fatalf("%v in %s", err, w.Body)
	}
	if got := w.Header().Get("Content-Type"); got != "application/problem+json" {
		t.Errorf("content type %q", got)
	}
	if p.Status != w.Code || p.Type == "" || p.Title == "" || p.RequestID == "" || p.RequestID != w.Header().Get("X-Request-ID") {
		t.Errorf("problem %+v for status %d and id %q", p, w.Code, w.Header().Get("X-Request-ID"))
	}
	return p
}

func TestRoutes(t *testing.T) {
	tests := []struct {
		method, target string
		status         int
		contentType    string
	}{
		{"GET", "/", 200, "text/html"},
		{"HEAD", "/", 200, "text/html"},
		{"GET", "/article/none", 404, "text/html"},
		{"GET", "/nowhere", 404, "text/html"},
		{"POST", "/", 405, "application/problem+json"},
		{"GET", "/api/v1", 200, "application/json"},
		{"GET", "/api/v1/search", 200, "application/json"},
		{"HEAD", "/api/v1/search", 200, "application/json"},
		{"POST", "/api/v1/search", 405, "application/problem+json"},
		{"GET", "/api/v1/articles", 405, "application/problem+json"},
		{"PATCH", "/api/v1/articles/a", 405, "application/problem+json"},
		{"GET", "/api/v1/articles/a", 404, "application/problem+json"},
		{"GET", "/api/v1/articles/a/b", 404, "application/problem+json"},
		{"GET", "/api/v1/articles/", 404, "application/problem+json"},
		{"GET", "/api/v1/nothing", 404, "application/problem+json"},
		{"GET", "/api", 404, "application/problem+json"},
		{"GET", "/healthz", 200, "application/json"},
		{"GET", "/readyz", 200, "application/json"},
		{"GET", "/favicon.ico", 200, "image/svg+xml"},
		{"GET", "/favicon.svg", 200, "image/svg+xml"},
		{"GET", "/robots.txt", 200, "text/plain"},
		{"GET", "/static/style.css", 404, "application/problem+json"},
		{"GET", "/static/../server.go", 404, "application/problem+json"},
	}
	for _, tt := range tests {
		t.Run(tt.method+" "+tt.target, func(t *testing.T) {
			w := newSite().do(tt.method, tt.target, "")
			wantStatus(t, w, tt.status)
			if got := w.Header().Get("Content-Type"); !strings.HasPrefix(got, tt.contentType) {
				t.Errorf("content type %q, want %q", got, tt.contentType)
			}
			if tt.status == 405 && w.Header().Get("Allow") == "" {
				t.Error("no Allow header")
			}
			if w.Header().Get("Content-Type") == "application/problem+json" {
				readProblem(t, w)
			}
			for _, name := range []string{"X-Request-ID", "Content-Security-Policy", "Referrer-Policy"} {
				if w.Header().Get(name) == "" {
					t.Errorf("no %s", name)
				}
			}
			if w.Header().Get("X-Content-Type-Options") != "nosniff" {
				t.Error("the content type may be guessed")
			}
		})
	}
}

func TestErrorsHaveOneStatusEach(t *testing.T) {
	tests := []struct {
		name   string
		err    error
		status int
		says   string
	}{
		{"syntax", &query.SyntaxError{Position: 3, Message: "a bracket is missing"}, 400, "a bracket is missing"},
		{"parameter", &search.ParamError{Param: "cursor", Value: "x", Want: "what next gave"}, 400, `cursor is "x"; it must be what next gave`},
		{"bad request", fmt.Errorf("search: %w: from is odd", search.ErrBadRequest), 400, "from is odd"},
		{"bad request, bare", search.ErrBadRequest, 400, "bad request"},
		{"too costly", fmt.Errorf("%w: a* means 70000 words", search.ErrTooCostly), 400, "a* means 70000 words"},
		{"unavailable", fmt.Errorf("bleve at /secret: %w", search.ErrUnavailable), 503, ""},
		{"timeout", context.DeadlineExceeded, 503, ""},
		{"timeout of a search", fmt.Errorf("%w: it took longer than 5s; ask for less", search.ErrTimeout), 503, "it took longer than 5s; ask for less"},
		{"canceled", context.Canceled, 503, ""},
		{"anything", errors.New("secret"), 500, "log"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := newSite()
			s.searcher.err = fmt.Errorf("internal trail: %w", tt.err)
			w := s.get("/api/v1/search?q=x")
			wantStatus(t, w, tt.status)
			p := readProblem(t, w)
			if p.Detail != tt.says && (tt.says != "log" || !strings.Contains(p.Detail, "log")) {
				t.Errorf("detail %q, want %q", p.Detail, tt.says)
			}
			if (p.Position != nil) != (tt.name == "syntax") {
				t.Errorf("position %v", p.Position)
			}
			if tt.status == 503 && w.Header().Get("Retry-After") == "" {
				t.Error("no Retry-After")
			}
			wantStatus(t, s.get("/?q=x"), tt.status)
			if all := w.Body.String() + s.get("/?q=x").Body.String(); strings.Contains(all, "secret") || strings.Contains(all, "trail") {
				t.Errorf("tells what is inside: %s", all)
			}
		})
	}
}

func TestPanicIsLoggedAndHidden(t *testing.T) {
	var log bytes.Buffer
	s := newSite(func(o *web.Options) { o.Logger = slog.New(slog.NewTextHandler(&log, nil)) })
	s.searcher.panics = "secret"
	w := s.get("/api/v1/search?q=private", "X-Request-ID", "abc-1")
	wantStatus(t, w, 500)
	if p := readProblem(t, w); p.RequestID != "abc-1" || strings.Contains(w.Body.String(), "secret") {
		t.Errorf("problem %s", w.Body)
	}
	for _, part := range []string{"panic: secret", "abc-1", "fakeSearcher", "status=500", "path=/api/v1/search"} {
		if !strings.Contains(log.String(), part) {
			t.Errorf("the log does not say %q:\n%s", part, &log)
		}
	}
	if strings.Contains(log.String(), "private") {
		t.Errorf("the log tells what was searched for:\n%s", &log)
	}
}

func TestRequestID(t *testing.T) {
	s := newSite()
	for sent, kept := range map[string]bool{
		"abc-1": true, "": false, "a b": false, "a\"b": false, strings.Repeat("a", 65): false, "ü": false,
	} {
		got := s.get("/healthz", "X-Request-ID", sent).Header().Get("X-Request-ID")
		if got == "" || (got == sent) != kept {
			t.Errorf("sent %q, got %q", sent, got)
		}
	}
	if a, b := s.get("/").Header(), s.get("/").Header(); a.Get("X-Request-ID") == b.Get("X-Request-ID") {
		t.Error("two requests have one id")
	}
}

func TestReady(t *testing.T) {
	var err error
	busy := ""
	s := newSite(func(o *web.Options) {
		o.Ready = func(context.Context) error { return err }
		o.Index = func() string { return busy }
	})
	for _, busy = range []string{"", "The index is being rebuilt, 45 % done."} {
		w := s.get("/readyz")
		wantStatus(t, w, 200)
		if says := `"index":"` + busy + `"`; strings.Contains(w.Body.String(), `"index"`) != (busy != "") || busy != "" && !strings.Contains(w.Body.String(), says) {
			t.Errorf("busy %q: %s", busy, w.Body)
		}
	}
	err = errors.New("the index is being opened")
	w := s.get("/readyz")
	wantStatus(t, w, 503)
	if p := readProblem(t, w); p.Detail != err.Error() {
		t.Errorf("detail %q, want %q", p.Detail, err)
	}
	wantStatus(t, s.get("/healthz"), 200)
}

func TestCompression(t *testing.T) {
	s := newSite()
	plain := s.get("/")
	packed := s.get("/", "Accept-Encoding", "gzip")
	if packed.Header().Get("Content-Encoding") != "gzip" || packed.Header().Get("Vary") == "" {
		t.Fatalf("headers %v", packed.Header())
	}
	r, err := gzip.NewReader(packed.Body)
	if err != nil {
		t.Fatal(err)
	}
	unpacked, err := io.ReadAll(r)
	if err != nil || !bytes.Equal(unpacked, plain.Body.Bytes()) {
		t.Errorf("unpacked to %d bytes, want %d (%v)", len(unpacked), plain.Body.Len(), err)
	}
	for header, want := range map[string]string{
		"gzip, deflate, br, zstd": "zstd", "zstd;q=0.5, gzip": "gzip", "GZIP;q=0.1, zstd;q=0": "gzip", "zstd;q=x, gzip;q=0.2": "gzip",
	} {
		if got := s.get("/", "Accept-Encoding", header).Header().Get("Content-Encoding"); got != want {
			t.Errorf("%s is answered in %q, want %s", header, got, want)
		}
	}
	z, err := zstd.NewReader(s.get("/", "Accept-Encoding", "zstd").Body)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	unpacked, err = io.ReadAll(z)
	if err != nil || !bytes.Equal(unpacked, plain.Body.Bytes()) {
		t.Errorf("zstd unpacks to %d bytes, want %d (%v)", len(unpacked), plain.Body.Len(), err)
	}
	for name, w := range map[string]*httptest.ResponseRecorder{
		"short":   s.get("/healthz", "Accept-Encoding", "gzip"),
		"refused": s.get("/", "Accept-Encoding", "br, gzip;q=0"),
		"head":    s.do("HEAD", "/", "", "Accept-Encoding", "gzip"),
		"error":   s.get("/nowhere", "Accept-Encoding", "gzip"),
	} {
		if w.Header().Get("Content-Encoding") != "" {
			t.Errorf("%s: packed", name)
		}
	}
	tag := s.get("/api/v1/search").Header().Get("ETag")
	wantStatus(t, s.get("/api/v1/search", "Accept-Encoding", "gzip", "If-None-Match", tag), 304)
}

func TestServeEndsRequestsBeforeItEnds(t *testing.T) {
	started, release := make(chan struct{}), make(chan struct{})
	s := newSite()
	s.options.Ready = func(context.Context) error {
		close(started)
		<-release
		return nil
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	served, answered := make(chan error, 1), make(chan int, 1)
	go func() { served <- web.New(s.options).Serve(ctx, listener) }()
	go func() {
		response, err := http.Get("http://" + listener.Addr().String() + "/readyz")
		if err != nil {
			answered <- 0
			return
		}
		_ = response.Body.Close()
		answered <- response.StatusCode
	}()
	<-started
	stop()
	close(release)
	if status := <-answered; status != 200 {
		t.Errorf("the request under way got %d", status)
	}
	select {
	case err := <-served:
		if err != nil {
			t.Errorf("Serve: %v", err)
		}
	case <-time.After(20 * time.Second):
		t.Fatal("Serve does not end")
	}
}

// TestCrawlers holds that none is let in unless the operator wants it (RFC 9309),
// and never into the API.
func TestCrawlers(t *testing.T) {
	for welcome, want := range map[bool]string{
		false: "User-agent: *\nDisallow: /\n",
		true:  "User-agent: *\nDisallow: /api/\nDisallow: /v2/\n",
	} {
		s := newSite(func(o *web.Options) { o.Crawlers = welcome })
		if got := s.do("GET", "/robots.txt", "").Body.String(); got != want {
			t.Errorf("welcome %v: %q, want %q", welcome, got, want)
		}
	}
}
