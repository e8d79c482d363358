package web_test

import (
	"testing"

	"github.com/dateline-search/dateline/web"
)

func TestGuard(t *testing.T) {
	closed := func(o *web.Options) { o.Open = false }
	named := func(o *web.Options) { o.Hosts = []string{"news.example", "other.example:81"} }
	open := func(*web.Options) {}
	tests := []struct {
		name    string
		options func(*web.Options)
		method  string
		header  []string
		status  int
	}{
		{"localhost", open, "POST", []string{"Host", "localhost"}, 201},
		{"127.0.0.1", open, "POST", []string{"Host", "127.0.0.1:9"}, 201},
		{"another loopback address", open, "POST", []string{"Host", "127.8.9.1:9"}, 201},
		{"::1", open, "POST", []string{"Host", "[::1]:9"}, 201},
		{"::1 without a port", open, "POST", []string{"Host", "[::1]"}, 201},
		{"foreign name", open, "GET", []string{"Host", "evil.example"}, 403},
		{"a name that begins like ours", open, "GET", []string{"Host", "localhost.evil.example:8080"}, 403},
		{"a name that ends like ours", open, "GET", []string{"Host", "evil-localhost"}, 403},
		{"no name", open, "GET", []string{"Host", ""}, 403},
		{"foreign address", open, "GET", []string{"Host", "10.0.0.1"}, 403},
		{"configured", named, "POST", []string{"Host", "NEWS.example:8080"}, 201},
		{"configured with its port", named, "POST", []string{"Host", "other.example:81"}, 201},
		{"configured with another port", named, "POST", []string{"Host", "other.example:82"}, 403},
		{"own origin", open, "POST", []string{"Origin", "http://localhost:8080"}, 201},
		{"foreign origin", open, "POST", []string{"Origin", "http://evil.example"}, 403},
		{"no origin to speak of", open, "POST", []string{"Origin", "null"}, 403},
		{"another port", open, "POST", []string{"Origin", "http://localhost:3000"}, 403},
		{"what the browser says", open, "POST", []string{"Sec-Fetch-Site", "cross-site"}, 403},
		{"reading from afar", open, "GET", []string{"Origin", "http://evil.example"}, 200},
		{"not loopback, reading", closed, "GET", []string{"Host", "news.example"}, 200},
		{"not loopback, writing", closed, "POST", []string{"Host", "news.example"}, 403},
		{"not loopback, deleting", closed, "DELETE", []string{"Host", "news.example"}, 403},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			target, body := "/api/v1/search", ""
			switch tt.method {
			case "POST":
				target, body = articlesURL, `{"id":"a","title":"T"}`
			case "DELETE":
				target = articlesURL + "/a"
			}
			w := newSite(tt.options).do(tt.method, target, body, tt.header...)
			wantStatus(t, w, tt.status)
			if tt.status == 403 {
				readProblem(t, w)
			}
		})
	}
}
