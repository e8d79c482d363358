package web_test

import (
	"compress/gzip"
	"io"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/search"
)

// newMannered is a site that answers every GET of the description.
func newMannered(t *testing.T) (s *site, fill func(target string) string) {
	t.Helper()
	d := newDesk(t)
	for _, id := range []string{"geo-2025-05-09", "long"} {
		d.store.put(news.Article{ID: id, Title: "T", Body: strings.Repeat("Rubio spoke. ", 500)})
	}
	values := []search.FacetValue{{Value: "Marco Rubio", Count: 1}}
	d.searcher.result = search.Result{
		Total: 1, Hits: []search.Hit{{ID: "long", Title: "T"}},
		Facets:   map[string]search.Facet{"person": {Values: values}, "org": {}, "place": {}, "source": {}},
		Timeline: &search.ResultTimeline{Interval: search.IntervalDay, TZ: "UTC", Buckets: []search.ResultBucket{{Start: "2025-05-09", Count: 1, All: 2}}},
	}
	if w := d.do("POST", "/api/v1/feeds", `{"url":"https://post.example/rss"}`, "Content-Type", "application/json"); w.Code != 201 {
		t.Fatal(w.Body)
	}
	feed := strings.TrimPrefix(d.get("/api/v1/feeds").Body.String(), `[{"id":"`)
	feed, _, _ = strings.Cut(feed, `"`)
	saved := d.save("q=ferry", "").ID
	return d.site, func(target string) string {
		return strings.NewReplacer("nosuchsearch", saved, "dqtwa3w4c6hmyc2p", feed, "/rejected/17", "/rejected/1").Replace(target)
	}
}

// TestEveryGet asks every GET of the description again: with its validator, by
// HEAD, by OPTIONS, and packed.
func TestEveryGet(t *testing.T) {
	s, fill := newMannered(t)
	tried := 0
	eachOperation(t, description(t, s), func(method, path string, operation object) {
		if method != "GET" {
			return
		}
		target := fill(fullTarget(path, operation))
		if path == "/v2/everything" || path == "/v2/top-headlines" { // which need one of several
			target += "?q=ferry"
		}
		plain := s.get(target)
		if plain.Code == 302 && strings.HasSuffix(path, "/feed") {
			return // it says where the feed is now
		}
		if plain.Code != 200 {
			t.Errorf("%s: %d %s", target, plain.Code, plain.Body)
			return
		}
		tried++
		if etag := plain.Header().Get("ETag"); etag != "" {
			again := s.get(target, "If-None-Match", `"other", `+etag)
			if again.Code != 304 || again.Body.Len() > 0 || again.Header().Get("ETag") != etag {
				t.Errorf("%s again: %d, %d bytes", target, again.Code, again.Body.Len())
			}
			if other := s.get(target, "If-None-Match", `"other"`); other.Code != 200 {
				t.Errorf("%s with another validator: %d", target, other.Code)
			}
		} else if path != "/api/v1/export" { // which is a stream: what it will be is not known at its head
			t.Errorf("%s has no ETag: %v", target, plain.Header())
		}
		head := s.do("HEAD", target, "")
		if head.Code != 200 || head.Header().Get("ETag") != plain.Header().Get("ETag") ||
			head.Header().Get("Content-Type") != plain.Header().Get("Content-Type") {
			t.Errorf("HEAD %s: %d, %v", target, head.Code, head.Header())
		}
		options := s.do("OPTIONS", target, "")
		if allow := strings.Split(options.Header().Get("Allow"), ", "); options.Code != 204 || !slices.Contains(allow, "GET") || !slices.Contains(allow, "HEAD") {
			t.Errorf("OPTIONS %s: %d, %v", target, options.Code, options.Header())
		}
		for _, encoding := range []string{"gzip", "zstd"} {
			packed := s.get(target, "Accept-Encoding", encoding)
			if got := unpacked(t, packed); path != "/api/v1/export" && got != plain.Body.String() {
				t.Errorf("%s by %s is another answer: %.200s", target, encoding, got)
			}
			if plain.Body.Len() > 5000 && packed.Header().Get("Content-Encoding") != encoding {
				t.Errorf("%s: %d bytes are not packed by %s", target, plain.Body.Len(), encoding)
			}
		}
	})
	if tried < 25 {
		t.Errorf("only %d were tried", tried)
	}
}

// unpacked is the body of an answer as it was before it was packed.
func unpacked(t *testing.T, w *httptest.ResponseRecorder) string {
	t.Helper()
	var r io.Reader = w.Body
	switch encoding := w.Header().Get("Content-Encoding"); encoding {
	case "gzip":
		z, err := gzip.NewReader(w.Body)
		if err != nil {
			t.Fatal(err)
		}
		r = z
	case "zstd":
		z, err := zstd.NewReader(w.Body)
		if err != nil {
			t.Fatal(err)
		}
		defer z.Close()
		r = z
	case "":
	default:
		t.Errorf("Content-Encoding %s", encoding)
	}
	body, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}
