package web_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/web"
)

const (
	articlesURL = "/api/v1/articles"
	ndjson      = "application/x-ndjson"
)

func TestPostOneArticle(t *testing.T) {
	s := newSite()
	steps := []struct {
		body   string
		status int
		want   string
	}{
		{`{"id":"a","title":"T","body":"B"}`, 201, `{"id":"a","status":"created"}`},
		{`{"id":"a","title":"T","body":"B"}`, 200, `{"id":"a","status":"unchanged"}`},
		{"\ufeff \n{\"id\":\"a\",\"title\":\"T2\",\"body\":\"B\"}\n", 200, `{"id":"a","status":"updated"}`},
		{`{"title":"T","body":"B"}`, 201, `{"id":"derived-T","status":"created"}`},
		{`{"id":"b","body":"B"}`, 422, `{"id":"b","status":"rejected","error":"title is missing"}`},
	}
	for _, step := range steps {
		w := s.do(http.MethodPost, articlesURL, step.body)
		wantStatus(t, w, step.status)
		if got := strings.TrimSpace(w.Body.String()); got != step.want {
			t.Errorf("%s:\n got %s\nwant %s", step.body, got, step.want)
		}
	}
	w := s.do(http.MethodPost, articlesURL, `{"id":"x/y z","title":"T","body":"B"}`)
	if got, want := w.Header().Get("Location"), "/api/v1/articles/x%2Fy%20z"; got != want {
		t.Errorf("Location %q, want %q", got, want)
	}
	w = s.do(http.MethodPost, articlesURL, `{"id":"c","title":7,"body":"B"}`)
	wantStatus(t, w, 422)
	if !strings.Contains(w.Body.String(), "title") {
		t.Errorf("%s does not name the member", w.Body)
	}
}

func TestPostManyArticles(t *testing.T) {
	lines := strings.Join([]string{
		`{"id":"a","title":"T","body":"B"}`,
		``,
		`{"id":"b","title":"T"`,
		`{"id":"c","body":"B"}`,
		`[1]`,
		`null`,
		"{\"id\":\"d\",\"title\":\"\xff\"}",
		`{"id":"e","title":"` + strings.Repeat("x", 2000) + `"}`,
		`{"id":"f","title":"T","body":"B"}`,
	}, "\r\n")
	tests := []struct {
		name, contentType, body string
		want                    []string // id, status, part of the error
	}{
		{"lines", ndjson, lines, []string{
			"a created", " rejected line 3", "c rejected title is missing", " rejected object", " rejected object",
			" rejected UTF-8", " rejected line 8", "f created",
		}},
		{"lines of another name", "application/jsonl; charset=UTF-8", `{"id":"a","title":"T"}` + "\n", []string{"a created"}},
		{"no line", ndjson, "", nil},
		{"array", "application/json", ` [ {"id":"a","title":"T"} , {"id":"b"}, 7, {"id":"c","title":"T"}]`, []string{
			"a created", "b rejected title is missing", " rejected object", "c created",
		}},
		{"empty array", "", `[]`, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := newSite(func(o *web.Options) { o.Limits.Article = 1000 })
			w := s.do(http.MethodPost, articlesURL, tt.body, "Content-Type", tt.contentType)
			wantStatus(t, w, 200)
			got := answers(t, w.Header().Get("Content-Type"), w.Body.Bytes())
			if len(got) != len(tt.want) {
				t.Fatalf("%d answers, want %d:\n%s", len(got), len(tt.want), w.Body)
			}
			for i, a := range got {
				parts := strings.SplitN(tt.want[i], " ", 3)
				if a.ID != parts[0] || a.Status != parts[1] || len(parts) == 3 && !strings.Contains(a.Error, parts[2]) {
					t.Errorf("answer %d is %+v, want %s", i, a, tt.want[i])
				}
			}
		})
	}
}

type answer struct{ ID, Status, Error string }

func answers(t *testing.T, contentType string, body []byte) (list []answer) {
	t.Helper()
	if contentType != ndjson {
		if err := json.Unmarshal(body, &list); err != nil {
			t.Fatalf("%v in %s", err, body)
		}
		return list
	}
	for line := range bytes.Lines(body) {
		var a answer
		if err := json.Unmarshal(line, &a); err != nil {
			t.Fatalf("%v in %s", err, line)
		}
		list = append(list, a)
	}
	return list
}

func TestPostHandsOnInChunks(t *testing.T) {
	s := newSite()
	var body strings.Builder
	for i := range 1201 {
		fmt.Fprintf(&body, `{"id":"%d","title":"T"}`+"\n", i)
	}
	w := s.do(http.MethodPost, articlesURL+"?refresh=wait", body.String(), "Content-Type", ndjson)
	wantStatus(t, w, 200)
	if diff := cmp.Diff([]int{500, 500, 201}, s.store.puts); diff != "" {
		t.Errorf("chunks (-want +got):\n%s", diff)
	}
	if got := answers(t, ndjson, w.Body.Bytes()); len(got) != 1201 || got[1200].ID != "1200" {
		t.Errorf("%d answers, out of order", len(got))
	}
	if s.store.waited != 1201 {
		t.Errorf("waited for %d, want 1201", s.store.waited)
	}
}

func TestPostRefuses(t *testing.T) {
	const good = `{"id":"a","title":"T"}`
	small := func(o *web.Options) {
		o.Limits = web.Limits{Body: 600, Unpacked: 5000, Article: 300, Articles: 3}
	}
	long := `{"id":"a","title":"` + strings.Repeat("x", 400) + `"}`
	tests := []struct {
		name   string
		body   string
		header []string
		status int
		says   string
		stored int
	}{
		{"nothing", "", nil, 400, "ends too early", 0},
		{"blank", "  \n", nil, 400, "ends too early", 0},
		{"a word", "title=T", nil, 400, "object", 0},
		{"half an object", `{"id":"a"`, nil, 400, "ends too early", 0},
		{"broken object", `{"id" "a"}`, nil, 400, "byte", 0},
		{"two objects", good + good, nil, 400, "x-ndjson", 1},
		{"half an array", `[` + good + `,{"id"`, nil, 400, "1 article before that is stored", 1},
		{"array and more", `[` + good + `] 7`, nil, 400, "follows the array", 1},
		{"a form", good, []string{"Content-Type", "application/x-www-form-urlencoded"}, 415, "application/json", 0},
		{"plain text", good, []string{"Content-Type", "text/plain"}, 415, "application/json", 0},
		{"another charset", good, []string{"Content-Type", "application/json; charset=latin1"}, 415, "UTF-8", 0},
		{"another encoding", good, []string{"Content-Encoding", "br"}, 415, "gzip", 0},
		{"not gzip", good, []string{"Content-Encoding", "gzip"}, 400, "gzip", 0},
		{"long article", long, nil, 413, "300", 0},
		{"long article in an array", `[` + good + `,` + long + `]`, nil, 413, "300", 1},
		{"long body", `[` + strings.Repeat(good+`,`+strings.Repeat(" ", 250), 3) + good + `]`, nil, 413, "600", 1},
		{"many articles", `[` + strings.Repeat(good+`,`, 3) + good + `]`, nil, 413, "3 articles", 1},
		{"gzip that explodes", pack(strings.Repeat(" ", 100_000) + good), []string{"Content-Encoding", "gzip"}, 413, "5000", 0},
		{"gzip that explodes behind it", pack(good + strings.Repeat(" ", 100_000)), []string{"Content-Encoding", "gzip"}, 413, "300", 1},
		{"gzip that explodes behind an array", pack("[" + good + "]" + strings.Repeat(" ", 100_000)), []string{"Content-Encoding", "gzip"}, 413, "300", 1},
		{"gzip of another checksum", damaged(pack(good)), []string{"Content-Encoding", "gzip"}, 400, "checksum", 1},
		{"gzip cut short", pack(good)[:30], []string{"Content-Encoding", "gzip"}, 400, "too early", 0},
		{"unknown parameter", good, []string{"?", "refrehs=wait"}, 400, "refresh", 0},
		{"unknown way to refresh", good, []string{"?", "refresh=true"}, 400, "wait", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := newSite(small)
			target := articlesURL
			if len(tt.header) > 0 && tt.header[0] == "?" {
				target, tt.header = target+"?"+tt.header[1], nil
			}
			w := s.do(http.MethodPost, target, tt.body, tt.header...)
			wantStatus(t, w, tt.status)
			if p := readProblem(t, w); !strings.Contains(p.Detail, tt.says) {
				t.Errorf("%q does not say %q", p.Detail, tt.says)
			}
			if got := len(s.store.records); got != tt.stored {
				t.Errorf("%d articles stored, want %d", got, tt.stored)
			}
		})
	}
}

func TestPostUnpacks(t *testing.T) {
	s := newSite()
	w := s.do(http.MethodPost, articlesURL, pack(`{"id":"a","title":"T"}`), "Content-Encoding", "gzip")
	wantStatus(t, w, 201)
}

func pack(s string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = w.Write([]byte(s))
	_ = w.Close()
	return b.String()
}

// damaged is a gzip file whose checksum, which stands before its length, is another.
func damaged(packed string) string {
	at := len(packed) - 8
	return packed[:at] + string([]byte{packed[at] ^ 1}) + packed[at+1:]
}

func TestPostFailsBelow(t *testing.T) {
	tests := []struct {
		err    error
		status int
		title  string
	}{
		{index.ErrFull, 507, "No space is left for articles"},
		{index.ErrClosed, 503, "The server is closing"},
		{errors.New("disk on fire"), 500, "Something went wrong here"},
	}
	for _, tt := range tests {
		s := newSite()
		s.store.err, s.store.failAt = tt.err, 1
		body := strings.Repeat(`{"id":"a","title":"T"}`+"\n", 600)
		w := s.do(http.MethodPost, articlesURL, body, "Content-Type", ndjson)
		wantStatus(t, w, tt.status)
		p := readProblem(t, w)
		if p.Title != tt.title || !strings.Contains(p.Detail, "500 articles before") {
			t.Errorf("%v: %q, %q", tt.err, p.Title, p.Detail)
		}
		if strings.Contains(w.Body.String(), "secret") || strings.Contains(w.Body.String(), "fire") {
			t.Errorf("%s tells what is inside", w.Body)
		}
	}
	s := newSite()
	s.store.waitErr = errors.New("too slow")
	w := s.do(http.MethodPost, articlesURL+"?refresh=wait", `{"id":"a","title":"T"}`)
	wantStatus(t, w, 503)
	if p := readProblem(t, w); !strings.Contains(p.Title, "Stored") {
		t.Errorf("title %q does not say that it is stored", p.Title)
	}
}
