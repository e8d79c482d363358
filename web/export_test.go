package web_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/web"
)

func newExporting(n int) *site {
	s := newSite(func(o *web.Options) { o.Now = func() time.Time { return firstSeen } })
	for i := range n {
		var r news.Record
		r.ID, r.Title, r.Version = fmt.Sprintf("id-%d", i), "T", 1
		s.searcher.walked = append(s.searcher.walked, r)
	}
	return s
}

func TestExport(t *testing.T) {
	for format, want := range map[string]struct{ mediaType, file, says string }{
		"csv":    {"text/csv; charset=utf-8; header=present", "dateline-20250509-150405.csv", "# complete: 3 articles"},
		"ndjson": {"application/x-ndjson", "dateline-20250509-150405.ndjson", `"complete":true`},
		"bibtex": {"application/x-bibtex; charset=utf-8", "dateline-20250509-150405.bib", "% complete: 3 articles"},
		"ris":    {"application/x-research-info-systems; charset=utf-8", "dateline-20250509-150405.ris", "# complete: 3 articles"},
		"csl":    {"application/vnd.citationstyles.csl+json", "dateline-20250509-150405.json", "]\n"},
	} {
		s := newExporting(3)
		w := s.get("/api/v1/export?format=" + format + "&q=ferry&person=Ana&sort=oldest&size=2&cursor=x")
		wantStatus(t, w, 200)
		if got := w.Header().Get("Content-Type"); got != want.mediaType {
			t.Errorf("%s: media type %q", format, got)
		}
		if got := w.Header().Get("Content-Disposition"); got != `attachment; filename="`+want.file+`"` {
			t.Errorf("%s: %s", format, got)
		}
		if !strings.Contains(w.Body.String(), want.says) || strings.Contains(w.Body.String(), "cursor=x") {
			t.Errorf("%s: does not say %q, or names the page:\n%s", format, want.says, w.Body)
		}
		if asked := s.searcher.asked; asked.Q != "ferry" || asked.Sort != search.Oldest || len(asked.Filters["person"]) != 1 {
			t.Errorf("%s: asked for %+v", format, asked)
		}
		head := newExporting(3).do(http.MethodHead, "/api/v1/export?format="+format, "")
		wantStatus(t, head, 200)
		if head.Body.Len() > 0 || head.Header().Get("Content-Type") != want.mediaType {
			t.Errorf("%s: HEAD gives %q and %v", format, head.Body, head.Header())
		}
	}
}

func TestExportRefuses(t *testing.T) {
	for query, parameter := range map[string]string{
		"": "format", "format=": "format", "format=xls": "format", "format=csv&format=ris": "format",
		"format=csv&frm=2025": "frm", "format=csv&from=soon": "from", "format=csv&match=some": "match",
	} {
		w := newExporting(1).get("/api/v1/export?" + query)
		wantStatus(t, w, 400)
		if p := readProblem(t, w); p.Parameter != parameter {
			t.Errorf("%s: parameter %q, want %q", query, p.Parameter, parameter)
		}
	}
	s := newExporting(0)
	s.searcher.err = search.ErrTooCostly
	w := s.get("/api/v1/export?format=csv")
	wantStatus(t, w, 400)
	if readProblem(t, w); w.Header().Get("Content-Disposition") != "" {
		t.Error("a problem is sent as a file")
	}
}

// What breaks off must not look whole: neither to a reader of the end mark, nor
// to an HTTP client.
func TestExportThatFails(t *testing.T) {
	s := newExporting(5000)
	s.searcher.err = errors.New("the disk broke")
	server := httptest.NewServer(s.handler)
	defer server.Close()
	for _, encoding := range []string{"identity", "gzip"} {
		request, err := http.NewRequest(http.MethodGet, server.URL+"/api/v1/export?format=csv", nil)
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Accept-Encoding", encoding)
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(response.Body)
		_ = response.Body.Close()
		if err == nil || strings.Contains(string(body), "complete") {
			t.Errorf("%s: %d bytes end without an error", encoding, len(body))
		}
	}
}

func TestCite(t *testing.T) {
	s := newSite()
	s.store.put(news.Article{ID: "a/b", Title: "Ferry", Source: "Courier"})
	for format, want := range map[string][2]string{
		"bibtex": {"application/x-bibtex; charset=utf-8", "@article{courierferry-"},
		"ris":    {"application/x-research-info-systems; charset=utf-8", "TY  - NEWS\r\n"},
		"csl":    {"application/vnd.citationstyles.csl+json", `{"id":"a/b"`},
		"plain":  {"text/plain; charset=utf-8", "“Ferry.” Courier. (Version 1"},
	} {
		target := articlesURL + "/a%2Fb/cite?format=" + format
		w := s.get(target)
		wantStatus(t, w, 200)
		if w.Header().Get("Content-Type") != want[0] || !strings.HasPrefix(w.Body.String(), want[1]) {
			t.Errorf("%s: %s, %s", format, w.Header().Get("Content-Type"), w.Body)
		}
		wantStatus(t, s.get(target, "If-None-Match", w.Header().Get("ETag")), 304)
	}
	for target, status := range map[string]int{
		"/a%2Fb/cite": 400, "/a%2Fb/cite?format=xml": 400, "/a%2Fb/cite?format=ris&x=1": 400, "/none/cite?format=ris": 404,
		"//cite?format=ris": 404,
	} {
		w := s.get(articlesURL + target)
		wantStatus(t, w, status)
		readProblem(t, w)
	}
}
