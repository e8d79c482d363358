package web_test

import (
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/dateline-search/dateline/web"
)

func TestAuditTellsWhoWroteWhat(t *testing.T) {
	s, keys, secrets := newKeyed()
	s.get("/api/v1/search")
	s.do("PUT", articlesURL+"/a?refresh=wait", `{"title":"T"}`, "Authorization", "Bearer "+secrets["write"], "X-Request-ID", "r1")
	s.do("DELETE", articlesURL+"/none", "", "Authorization", "Bearer "+secrets["write"])
	s.do("DELETE", articlesURL+"/a", "", "Authorization", "Bearer "+secrets["read"])
	var got []string
	for _, e := range keys.audit {
		got = append(got, fmt.Sprint(e.Method, " ", e.Path, " ", e.Status, " ", e.Key != ""))
		if e.Address == "" || e.Request == "" || e.At.IsZero() {
			t.Errorf("%+v is not whole", e)
		}
	}
	want := "[PUT /api/v1/articles/a 201 true DELETE /api/v1/articles/none 404 true DELETE /api/v1/articles/a 403 true]"
	if fmt.Sprint(got) != want {
		t.Errorf("audit %v, want %v", got, want)
	}
	if all := fmt.Sprintf("%+v", keys.audit); strings.Contains(all, secrets["write"]) {
		t.Error("the audit log holds a key")
	}
}

// Whoever reaches the server must not be able to push others' lines out of the
// audit log, or to have the disk written to.
func TestStrangersAreNotInTheAuditLog(t *testing.T) {
	var log strings.Builder
	s, keys, secrets := newKeyed(func(o *web.Options) { o.RateLimit, o.Logger = 4, slog.New(slog.NewTextHandler(&log, nil)) })
	for _, header := range [][]string{nil, {"Authorization", "Bearer " + secrets["revoked"]}, {"Authorization", "Bearer " + secrets["wrong"]}, {"Origin", "https://elsewhere.example"}, nil, nil} {
		if w := s.do("DELETE", articlesURL+"/a", "", header...); w.Code != 401 && w.Code != 403 && w.Code != 429 {
			t.Errorf("%s: %d", header, w.Code)
		}
	}
	if len(keys.audit) > 0 {
		t.Errorf("audit %+v", keys.audit)
	}
	if n := strings.Count(log.String(), "refused a stranger"); n != 6 || !strings.Contains(log.String(), "address=192.0.2.1") {
		t.Errorf("%d lines of 6 in %s", n, &log)
	}
}

func TestAuditOfALongPath(t *testing.T) {
	s, keys, secrets := newKeyed()
	s.do("DELETE", articlesURL+"/"+strings.Repeat("%D9%86", 5000), "", "Authorization", "Bearer "+secrets["write"])
	if len(keys.audit) != 1 || len(keys.audit[0].Path) > 510 || !strings.HasSuffix(keys.audit[0].Path, "ن…") {
		t.Errorf("audit %+v", keys.audit)
	}
}
