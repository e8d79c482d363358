package web_test

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/dateline-search/dateline/index/access"
	"github.com/dateline-search/dateline/web"
)

// fakeKeys are keys in memory.
type fakeKeys struct {
	keys   map[string]access.Key
	hashes map[string]access.Hash
	audit  []access.Entry
	err    error
}

func (k *fakeKeys) HasKeys(context.Context) (bool, error) { return len(k.keys) > 0, k.err }

func (k *fakeKeys) FindKey(_ context.Context, id string) (access.Key, access.Hash, bool, error) {
	key, there := k.keys[id]
	return key, k.hashes[id], there && key.Revoked.IsZero(), k.err
}

func (k *fakeKeys) PutAudit(_ context.Context, e access.Entry) error {
	k.audit = append(k.audit, e)
	return nil
}

func (k *fakeKeys) Audit(context.Context, int) ([]access.Entry, error) { return k.audit, nil }

func (k *fakeKeys) add(scope access.Scope) (secret string) {
	key, secret := access.NewKey("desk", scope, firstSeen)
	k.keys[key.ID], k.hashes[key.ID] = key, access.HashOf(secret)
	return secret
}

// newKeyed is a site with a key of each scope, and one that was revoked.
func newKeyed(change ...func(*web.Options)) (*site, *fakeKeys, map[string]string) {
	k := &fakeKeys{keys: map[string]access.Key{}, hashes: map[string]access.Hash{}}
	secrets := map[string]string{
		"read": k.add(access.Read), "write": k.add(access.Write), "admin": k.add(access.Admin), "revoked": k.add(access.Admin),
	}
	id, _ := access.ID(secrets["revoked"])
	revoked := k.keys[id]
	revoked.Revoked = firstSeen
	k.keys[id] = revoked
	secrets["wrong"] = secrets["admin"][:len(secrets["admin"])-1] + "0"
	secrets["none"] = ""
	secrets["foreign"] = "ghp_something"
	return newSite(append([]func(*web.Options){func(o *web.Options) { o.Keys = k }}, change...)...), k, secrets
}

func TestScopesOfKeys(t *testing.T) {
	tests := []struct {
		key                string
		read, write, admin int
	}{
		{"none", 200, 401, 401},
		{"read", 200, 403, 403},
		{"write", 200, 201, 403},
		{"admin", 200, 201, 200},
		{"revoked", 401, 401, 401},
		{"wrong", 401, 401, 401},
		{"foreign", 401, 401, 401},
	}
	for _, open := range []bool{true, false} { // a key closes a loopback address as well
		for _, tt := range tests {
			s, _, secrets := newKeyed(func(o *web.Options) { o.Open = open })
			header := []string{"Authorization", "bearer " + secrets[tt.key]}
			if tt.key == "none" {
				header = nil
			}
			for target, want := range map[string]int{
				"GET /api/v1/search": tt.read, "POST " + articlesURL: tt.write, "GET /api/v1/audit": tt.admin, "HEAD /api/v1/audit": tt.admin,
			} {
				method, path, _ := strings.Cut(target, " ")
				body := ""
				if method == "POST" {
					body = `{"id":"a","title":"T"}`
				}
				w := s.do(method, path, body, header...)
				if w.Code != want {
					t.Errorf("open %v, key %s: %s is %d, want %d", open, tt.key, target, w.Code, want)
				}
				if w.Code == 401 && !strings.HasPrefix(w.Header().Get("WWW-Authenticate"), "Bearer") {
					t.Errorf("key %s: %s does not say how to authenticate", tt.key, target)
				}
				if secret := secrets[tt.key]; secret != "" && strings.Contains(w.Body.String(), secret) {
					t.Errorf("the answer repeats the key: %s", w.Body)
				}
			}
		}
	}
}

// What was rejected may be under an embargo that nobody could read.
func TestWhatWasRejectedIsForThoseWhoSend(t *testing.T) {
	s, _, secrets := newKeyed()
	for _, target := range []string{"/api/v1/rejected/1", "/sources/rejected/1"} {
		for key, refused := range map[string]bool{"none": true, "read": true, "write": false, "admin": false} {
			w := s.get(target, "Authorization", "Bearer "+secrets[key])
			if got := w.Code == 401 || w.Code == 403; got != refused {
				t.Errorf("%s with the key %s: %d", target, key, w.Code)
			}
		}
	}
}

func TestReadNeedsKey(t *testing.T) {
	s, keys, secrets := newKeyed(func(o *web.Options) { o.ReadNeedsKey = true })
	for _, target := range []string{"/", "/api/v1/search", "/docs", "/api/v1/export?format=csv"} {
		wantStatus(t, s.get(target), 401)
		wantStatus(t, s.get(target, "Authorization", "Bearer "+secrets["read"]), 200)
	}
	wantStatus(t, s.get("/healthz"), 200) // supervisors have no key
	wantStatus(t, s.get("/readyz"), 200)
	clear(keys.keys) // on a loopback address and without keys all is open
	wantStatus(t, s.get("/api/v1/search"), 200)
	elsewhere := newSite(func(o *web.Options) { o.Keys, o.ReadNeedsKey, o.Open = keys, true, false })
	wantStatus(t, elsewhere.get("/api/v1/search"), 401)
}

// Who cannot look keys up lets nobody in.
func TestKeysThatCannotBeLookedUp(t *testing.T) {
	s, keys, secrets := newKeyed()
	keys.err = errors.New("the disk is gone")
	wantStatus(t, s.do("POST", articlesURL, `{"id":"a","title":"T"}`, "Authorization", "Bearer "+secrets["admin"]), 500)
	if len(s.store.records) > 0 {
		t.Error("it was written nevertheless")
	}
}

// Commands on this machine have a key of their own.
func TestOwnSecret(t *testing.T) {
	s, _, _ := newKeyed(func(o *web.Options) { o.Secret, o.ReadNeedsKey = "local-secret", true })
	wantStatus(t, s.get("/api/v1/audit", "Authorization", "Bearer local-secret"), 200)
	wantStatus(t, s.get("/api/v1/audit", "Authorization", "Bearer local-secre"), 401)
	wantStatus(t, s.get("/api/v1/audit", "Authorization", "Bearer "), 401)
}

// Who has an IPv6 network has all of its addresses.
func TestRateLimitOfANetwork(t *testing.T) {
	for _, tt := range []struct {
		first, second string
		status        int // of the second request
	}{
		{"2001:db8:1:2::1", "2001:db8:1:2:ffff::9", 429},
		{"2001:db8:1:2::1", "2001:db8:1:3::1", 200},
		{"198.51.100.1", "198.51.100.2", 200},
		{"::ffff:198.51.100.1", "198.51.100.1", 429}, // one address, written in two ways
		{"::ffff:198.51.100.1", "::ffff:198.51.100.2", 200},
	} {
		s, _, _ := newKeyed(func(o *web.Options) {
			o.RateLimit, o.Proxies = 1, []netip.Prefix{netip.MustParsePrefix("192.0.2.0/24")}
		})
		wantStatus(t, s.get("/api/v1/search", "X-Forwarded-For", tt.first), 200)
		if w := s.get("/api/v1/search", "X-Forwarded-For", tt.second); w.Code != tt.status {
			t.Errorf("%+v: %d", tt, w.Code)
		}
	}
}

func TestRateLimit(t *testing.T) {
	now := firstSeen
	limited := func(o *web.Options) { o.RateLimit, o.Now = 3, func() time.Time { return now } }
	s, _, secrets := newKeyed(limited)
	for i, want := range []int{200, 200, 200, 429} {
		w := s.get("/api/v1/search")
		if w.Code != want {
			t.Fatalf("request %d: %d, want %d", i, w.Code, want)
		}
		if policy := w.Header().Get("RateLimit-Policy"); policy != `"default";q=3;w=60` {
			t.Errorf("policy %q", policy)
		}
		if left, want := w.Header().Get("RateLimit"), fmt.Sprintf(`"default";r=%d;t=%d`, max(0, 2-i), min(20*(i+1), 60)); i < 3 && left != want {
			t.Errorf("request %d: RateLimit %s, want %s", i, left, want)
		}
		if i == 3 && w.Header().Get("Retry-After") != "20" {
			t.Errorf("Retry-After %q, want 20", w.Header().Get("Retry-After"))
		}
	}
	wantStatus(t, s.get("/api/v1/search", "Authorization", "Bearer "+secrets["read"]), 200)  // a key counts by itself
	wantStatus(t, s.get("/api/v1/search", "Authorization", "Bearer "+secrets["wrong"]), 429) // guesses count for the address
	now = now.Add(20 * time.Second)
	wantStatus(t, s.get("/api/v1/search"), 200)
	wantStatus(t, s.get("/api/v1/search"), 429)

	open := newSite(limited)
	for range 10 {
		wantStatus(t, open.get("/api/v1/search"), 200)
	}
}

func TestForwardedAddressesAreBelievedFromProxiesAlone(t *testing.T) {
	behind := func(network string) func(*web.Options) {
		return func(o *web.Options) {
			o.RateLimit = 1
			if network != "" {
				o.Proxies = []netip.Prefix{netip.MustParsePrefix(network)}
			}
		}
	}
	for _, tt := range []struct {
		network, first, second string
		status                 int // of the second request
	}{
		{"", "198.51.100.1", "198.51.100.2", 429}, // nobody is trusted: one address
		{"192.0.2.0/24", "198.51.100.1", "198.51.100.2", 200},
		{"192.0.2.0/24", "198.51.100.1", "198.51.100.1", 429},
		{"192.0.2.0/24", "198.51.100.1", "203.0.113.9, 198.51.100.1", 429}, // what a client adds in front is not believed
		{"203.0.113.0/24", "198.51.100.1", "198.51.100.2", 429},            // another network
	} {
		s, _, _ := newKeyed(behind(tt.network)) // httptest's requests come from 192.0.2.1
		wantStatus(t, s.get("/api/v1/search", "X-Forwarded-For", tt.first), 200)
		if w := s.get("/api/v1/search", "X-Forwarded-For", tt.second); w.Code != tt.status {
			t.Errorf("%+v: %d", tt, w.Code)
		}
	}
}

func TestCORS(t *testing.T) {
	allow := func(origins ...string) func(*web.Options) {
		return func(o *web.Options) { o.Origins = origins }
	}
	preflight := []string{"Origin", "https://desk.example", "Access-Control-Request-Method", "PUT"}
	s := newSite(allow("https://desk.example"))
	w := s.do("OPTIONS", articlesURL+"/a", "", preflight...)
	wantStatus(t, w, 204)
	h := w.Header()
	if h.Get("Access-Control-Allow-Origin") != "https://desk.example" || h.Get("Allow") != "DELETE, GET, HEAD, OPTIONS, PUT" ||
		h.Get("Access-Control-Allow-Methods") != h.Get("Allow") || !strings.Contains(h.Get("Access-Control-Allow-Headers"), "Authorization") {
		t.Errorf("headers %v", h)
	}
	wantStatus(t, s.do("PUT", articlesURL+"/a", `{"title":"T"}`, "Origin", "https://desk.example"), 201)
	wantStatus(t, s.do("PUT", articlesURL+"/a", `{"title":"T"}`, "Origin", "https://evil.example"), 403)
	for name, s := range map[string]*site{"nobody": newSite(), "others": newSite(allow("https://other.example"))} {
		w := s.do("OPTIONS", articlesURL+"/a", "", preflight...)
		wantStatus(t, w, 204)
		if w.Header().Get("Access-Control-Allow-Origin") != "" || w.Header().Get("Allow") == "" {
			t.Errorf("%s: %v", name, w.Header())
		}
	}
	any := newSite(allow("*")).get("/api/v1/search", "Origin", "https://x.example")
	if any.Header().Get("Access-Control-Allow-Origin") != "https://x.example" || !strings.Contains(strings.Join(any.Header().Values("Vary"), ","), "Origin") {
		t.Errorf("any origin: %v", any.Header())
	}
	wantStatus(t, newSite().do("OPTIONS", "/nowhere", ""), 404)
}
