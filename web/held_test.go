package web_test

import (
	"net/http"
	"strings"
	"testing"
)

func TestHeldArticleIsNotShown(t *testing.T) {
	for name, tt := range map[string]struct{ members, says string }{
		"embargo":  {`"embargoed":"2900-01-01T12:00:00Z"`, "It is embargoed until 2900-01-01T12:00:00Z."},
		"withheld": {`"pubstatus":"withheld"`, "It is withheld by its sender until further notice."},
	} {
		s := newSite()
		wantStatus(t, s.do(http.MethodPut, articlesURL+"/x", `{"title":"Secret quay","body":"B",`+tt.members+`}`), 201)
		for _, path := range []string{articlesURL + "/x", articlesURL + "/x/cite?format=ris", "/article/x"} {
			w := s.get(path)
			wantStatus(t, w, 404)
			body := w.Body.String()
			if strings.Contains(body, "Secret") || !strings.Contains(body, tt.says) {
				t.Errorf("%s, %s: got %s", name, path, body)
			}
			if cache := w.Header().Get("Cache-Control"); cache != "no-store" {
				t.Errorf("%s, %s may be cached: %q", name, path, cache)
			}
		}
	}
}
