package web_test

import (
	"net/netip"
	"strings"
	"testing"

	"github.com/dateline-search/dateline/web"
)

// The address is the one that readers use.
func TestOpenSearch(t *testing.T) {
	proxied := func(o *web.Options) {
		o.Open, o.Proxies = false, []netip.Prefix{netip.MustParsePrefix("192.0.2.0/24")}
	}
	for _, tt := range []struct {
		change  func(*web.Options)
		headers []string
		base    string
	}{
		{func(*web.Options) {}, nil, "http://localhost:8080"},
		{func(*web.Options) {}, []string{"X-Forwarded-Proto", "https", "X-Forwarded-Host", "evil.example"}, "http://localhost:8080"},
		{proxied, []string{"X-Forwarded-Proto", "https", "X-Forwarded-Host", "news.example"}, "https://news.example"},
		{proxied, []string{"X-Forwarded-Proto", "javascript", "X-Forwarded-Host", "a b"}, "http://localhost:8080"},
		{func(o *web.Options) { o.PublicURL = "https://public.example/" }, nil, "https://public.example"},
	} {
		w := newSite(tt.change).get("/opensearch.xml", tt.headers...)
		wantStatus(t, w, 200)
		if !strings.Contains(w.Body.String(), `template="`+tt.base+`/?q={searchTerms}"`) || !strings.Contains(w.Body.String(), "<ShortName>Dateline</ShortName>") {
			t.Errorf("want %s in\n%s", tt.base, w.Body)
		}
	}
}
