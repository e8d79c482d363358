package web_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/dateline-search/dateline/web"
)

// Where reading needs a key the pages' links to feeds have a token in its stead, with
// which a reader of feeds gets them, and nothing else.
func TestFeedTokens(t *testing.T) {
	s, k, keys := newKeyed(func(o *web.Options) { o.ReadNeedsKey = true })
	s.searcher.result.Total = 1
	wantStatus(t, s.get("/feed.atom?q=quay"), 401)
	page := s.get("/?q=quay", "Authorization", "Bearer "+keys["write"])
	wantStatus(t, page, 200)
	links := parsePage(t, page).all("link[rel=alternate]")
	if len(links) < 3 {
		t.Fatalf("%d links", len(links))
	}
	token := ""
	for _, l := range links {
		address, err := url.Parse(l.attr("href"))
		if err != nil {
			t.Fatal(err)
		}
		if token = address.Query().Get("token"); token == "" || strings.Contains(keys["write"], token) {
			t.Fatalf("the link is %s", address)
		}
		w := s.get(address.String())
		wantStatus(t, w, 200)
		if strings.Contains(w.Body.String(), token) || strings.Contains(w.Header().Get("Link"), token) || s.searcher.asked.Q != "quay" {
			t.Errorf("%s: it was asked for %q, and says %v %s", address.Path, s.searcher.asked.Q, w.Header(), w.Body)
		}
		wantStatus(t, s.do("HEAD", address.String(), ""), 200)
	}
	for _, elsewhere := range []string{"/api/v1/search?q=quay", "/?q=quay", "/api/v1/export?format=csv", "/v2/everything?q=quay", "/metrics"} {
		join := "?"
		if strings.Contains(elsewhere, "?") {
			join = "&"
		}
		if w := s.get(elsewhere + join + "token=" + token); w.Code != 401 {
			t.Errorf("%s: status %d", elsewhere, w.Code)
		}
	}
	wantStatus(t, s.get("/api/v1/search?q=quay", "Authorization", "Bearer "+token), 401)
	for _, wrong := range []string{token[:len(token)-1] + "x", "x", keys["read"], token + token} {
		wantStatus(t, s.get("/feed.atom?token="+url.QueryEscape(wrong)), 401)
	}
	// It ends with its key.
	id, _, _ := strings.Cut(token, "_")
	key := k.keys[id]
	key.Revoked = firstSeen
	k.keys[id] = key
	wantStatus(t, s.get("/feed.atom?token="+token), 401)
}

// Where everybody reads, links need none, and one that has one is as good.
func TestFeedTokensWhereNoneIsNeeded(t *testing.T) {
	for _, s := range []*site{newSite(), func() *site { s, _, _ := newKeyed(); return s }()} {
		if body := s.get("/?q=quay").Body.String(); strings.Contains(body, "token=") {
			t.Errorf("a link has a token: %s", body)
		}
	}
	w := newSite().get("/feed.atom?q=quay&token=abcdefgh_00000000000000000000000000000000")
	wantStatus(t, w, 200)
	if strings.Contains(w.Body.String(), "token") {
		t.Errorf("it says %s", w.Body)
	}
}
