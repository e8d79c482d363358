package web_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/dateline-search/dateline/index/access"
	"github.com/dateline-search/dateline/web"
)

// fakeSessions are sessions in memory.
type fakeSessions map[access.Hash]access.Session

func (f fakeSessions) PutSession(_ context.Context, s access.Session) error {
	f[s.Hash] = s
	return nil
}

func (f fakeSessions) FindSession(_ context.Context, h access.Hash) (access.Session, bool, error) {
	s, found := f[h]
	return s, found, nil
}

func (f fakeSessions) EndSession(_ context.Context, h access.Hash) error {
	delete(f, h)
	return nil
}

// newDoor is a site with keys that one signs in to, and its clock.
func newDoor(change ...func(*web.Options)) (s *site, keys *fakeKeys, secrets map[string]string, now *time.Time) {
	at := firstSeen
	all := append([]func(*web.Options){func(o *web.Options) {
		o.Sessions, o.Now = fakeSessions{}, func() time.Time { return at }
	}}, change...)
	s, keys, secrets = newKeyed(all...)
	return s, keys, secrets, &at
}

// form sends a form as a browser does from a page of the site.
func (s *site) form(target string, values url.Values, headers ...string) *httptest.ResponseRecorder {
	headers = append([]string{"Content-Type", "application/x-www-form-urlencoded", "Sec-Fetch-Site", "same-origin"}, headers...)
	return s.do(http.MethodPost, target, values.Encode(), headers...)
}

// signIn gives the cookie of a session as the header Cookie has it.
func (s *site) signIn(t *testing.T, secret string, headers ...string) string {
	t.Helper()
	w := s.form("/sign-in", url.Values{"key": {secret}}, headers...)
	wantStatus(t, w, http.StatusSeeOther)
	cookies := w.Result().Cookies()
	if len(cookies) != 1 {
		t.Fatalf("%d cookies", len(cookies))
	}
	return cookies[0].Name + "=" + cookies[0].Value
}

func TestSignIn(t *testing.T) {
	s, keys, secrets, now := newDoor()
	p := parsePage(t, s.get("/sign-in?back=/help"))
	checkAccess(t, p)
	if got := p.one("input[name=back]").attr("value"); got != "/help" {
		t.Errorf("leads back to %q", got)
	}
	w := s.form("/sign-in", url.Values{"key": {" " + secrets["write"] + "\n"}, "back": {"/?q=a"}})
	wantStatus(t, w, http.StatusSeeOther)
	if got := w.Header().Get("Location"); got != "/?q=a" {
		t.Errorf("led to %q", got)
	}
	c := w.Result().Cookies()[0]
	if !c.HttpOnly || c.SameSite != http.SameSiteStrictMode || c.Secure || c.Path != "/" || c.Domain != "" ||
		c.MaxAge != int(access.SessionLife.Seconds()) || strings.Contains(w.Header().Get("Set-Cookie"), secrets["write"]) {
		t.Errorf("cookie %q", w.Header().Get("Set-Cookie"))
	}
	if got := keys.audit[len(keys.audit)-1]; got.Path != "/sign-in" || got.Key == "" {
		t.Errorf("audit %+v", got)
	}
	in := []string{"Cookie", c.Name + "=" + c.Value, "Sec-Fetch-Site", "same-origin"}
	wantStatus(t, s.do("POST", articlesURL, `{"id":"a","title":"T"}`, in...), 201)
	wantStatus(t, s.get("/api/v1/audit", in...), 403) // no more than the key may
	if got := parsePage(t, s.get("/", in...)).one("form[action=/sign-out]").text(); got != "Sign out of the key desk" {
		t.Errorf("the head says %q", got)
	}
	wantStatus(t, s.get("/sign-in?back=/help", in...), http.StatusSeeOther)
	*now = now.Add(access.SessionLife)
	wantStatus(t, s.do("POST", articlesURL, `{"id":"b","title":"T"}`, in...), 401)
}

func TestSignOut(t *testing.T) {
	s, _, secrets, _ := newDoor()
	in := []string{"Cookie", s.signIn(t, secrets["write"])}
	w := s.form("/sign-out", nil, in...)
	wantStatus(t, w, http.StatusSeeOther)
	if c := w.Result().Cookies()[0]; c.MaxAge >= 0 || c.Value != "" {
		t.Errorf("cookie %q", w.Header().Get("Set-Cookie"))
	}
	wantStatus(t, s.do("POST", articlesURL, `{"id":"a","title":"T"}`, in...), 401)
	wantStatus(t, s.form("/sign-out", nil), http.StatusSeeOther) // who is out already
}

// Who ends a key ends its sessions, at once.
func TestSessionsEndWithTheirKey(t *testing.T) {
	s, keys, secrets, now := newDoor()
	in := []string{"Cookie", s.signIn(t, secrets["admin"])}
	wantStatus(t, s.get("/api/v1/audit", in...), 200)
	id, _ := access.ID(secrets["admin"])
	key := keys.keys[id]
	key.Revoked = *now
	keys.keys[id] = key
	wantStatus(t, s.get("/api/v1/audit", in...), 401)
	wantStatus(t, s.get("/", in...), 200) // which is open to all
}

func TestWrongKeysDoNotSignIn(t *testing.T) {
	s, _, secrets, _ := newDoor()
	for _, name := range []string{"revoked", "wrong", "none", "foreign"} {
		w := s.form("/sign-in", url.Values{"key": {secrets[name]}, "back": {"/help"}})
		wantStatus(t, w, 401)
		if len(w.Result().Cookies()) > 0 || secrets[name] != "" && strings.Contains(w.Body.String(), secrets[name]) {
			t.Errorf("%s: cookies %v, or the page holds the key", name, w.Result().Cookies())
		}
		p := parsePage(t, w)
		checkAccess(t, p)
		if p.one("[role=alert]").text() == "" || p.one("input[name=back]").attr("value") != "/help" {
			t.Errorf("%s: the page does not say what is wrong, or forgets where to go", name)
		}
	}
	wantStatus(t, s.get("/api/v1/audit", "Cookie", "dateline="+secrets["admin"]), 401) // a key is no session
}

func TestSigningInIsLimited(t *testing.T) {
	s, _, secrets, _ := newDoor(func(o *web.Options) { o.RateLimit = 3 })
	for range 3 {
		wantStatus(t, s.form("/sign-in", url.Values{"key": {secrets["wrong"]}}), 401)
	}
	wantStatus(t, s.form("/sign-in", url.Values{"key": {secrets["admin"]}}), 429)
}

// A page of another site cannot write with the session of who looks at it.
func TestSessionsAreNotForOtherSites(t *testing.T) {
	s, _, secrets, _ := newDoor(func(o *web.Options) { o.Origins = []string{"https://desk.example"} })
	in := s.signIn(t, secrets["admin"])
	for name, from := range map[string][]string{
		"another site":       {"Sec-Fetch-Site", "cross-site"},
		"a neighbour":        {"Sec-Fetch-Site", "same-site"},
		"another origin":     {"Origin", "https://evil.example"},
		"one that may ask":   {"Origin", "https://desk.example"},
		"no origin to speak": {"Origin", "null"},
	} {
		for _, target := range []string{"POST " + articlesURL, "DELETE " + articlesURL + "/a", "POST /sign-in", "POST /sign-out"} {
			method, path, _ := strings.Cut(target, " ")
			w := s.do(method, path, `{"id":"a","title":"T"}`, append([]string{"Cookie", in}, from...)...)
			if w.Code != 403 || len(w.Result().Cookies()) > 0 {
				t.Errorf("%s: %s is %d", name, target, w.Code)
			}
		}
	}
	// With its key it may, where that is configured.
	wantStatus(t, s.do("POST", articlesURL, `{"id":"a","title":"T"}`, "Origin", "https://desk.example", "Cookie", in, "Authorization", "Bearer "+secrets["write"]), 201)
}

func TestWholeSiteBehindSignIn(t *testing.T) {
	s, _, secrets, _ := newDoor(func(o *web.Options) { o.ReadNeedsKey = true })
	for _, target := range []string{"/", "/?q=a%20b&sort=newest", "/entities", "/docs", "/help"} {
		w := s.get(target)
		wantStatus(t, w, 401)
		p := parsePage(t, w)
		if got := p.one("input[name=back]").attr("value"); got != target {
			t.Errorf("%s leads back to %q", target, got)
		}
		w = s.form("/sign-in", url.Values{"key": {secrets["read"]}, "back": {target}})
		if got := w.Header().Get("Location"); w.Code != http.StatusSeeOther || got != target {
			t.Errorf("%s: %d to %q", target, w.Code, got)
		}
		wantStatus(t, s.get(target, "Cookie", s.signIn(t, secrets["read"])), 200)
	}
	wantStatus(t, s.get("/static/none.css"), 404) // not 401: the page for signing in has a style
	w := s.get("/api/v1/search")
	wantStatus(t, w, 401)
	readProblem(t, w) // programs get no page
	// With a step from another site browsers send no cookie; with the next they do.
	p := parsePage(t, s.get("/?q=a", "Sec-Fetch-Site", "cross-site"))
	if got := p.one("meta[http-equiv=refresh]").attr("content"); got != "0; url=/sign-in?back=%2F%3Fq%3Da" {
		t.Errorf("goes on to %q", got)
	}
}

func TestSignInLeadsNowhereElse(t *testing.T) {
	s, _, secrets, _ := newDoor()
	for _, back := range []string{
		"https://evil.example/", "//evil.example/", `/\evil.example`, `\\evil.example`, "/\t/evil.example", "javascript:alert(1)", "evil.example",
		"http:/evil.example", "\n//evil.example", "", "?q=a", "///evil.example", "/a\r\nSet-Cookie: a=b", "/%zz", ":",
	} {
		w := s.form("/sign-in", url.Values{"key": {secrets["read"]}, "back": {back}})
		if got := w.Header().Get("Location"); w.Code != http.StatusSeeOther || got != "/" {
			t.Errorf("%q: %d to %q", back, w.Code, got)
		}
	}
}

// Over TLS, also that of a proxy that is trusted, the cookie goes nowhere else.
func TestSessionsOverTLS(t *testing.T) {
	s, _, secrets, _ := newDoor(func(o *web.Options) { o.Proxies = []netip.Prefix{netip.MustParsePrefix("192.0.2.0/24")} })
	w := s.form("/sign-in", url.Values{"key": {secrets["read"]}}, "X-Forwarded-Proto", "https")
	c := w.Result().Cookies()[0]
	if !c.Secure || c.Name != "__Host-dateline" || c.Path != "/" || c.Domain != "" {
		t.Errorf("cookie %q", w.Header().Get("Set-Cookie"))
	}
	if n := len(parsePage(t, s.get("/", "Cookie", c.Name+"="+c.Value, "X-Forwarded-Proto", "https")).all("form[action=/sign-out]")); n != 1 {
		t.Error("the cookie signs nobody in")
	}
}

// Where everything is open there is nothing to sign in to.
func TestNoDoorWhereAllIsOpen(t *testing.T) {
	s := newSite()
	p := parsePage(t, s.get("/"))
	if len(p.all("div.guest")) > 0 {
		t.Error("an open server asks to sign in")
	}
	wantStatus(t, s.get("/sign-in?back=/help"), http.StatusSeeOther)
	w := s.form("/sign-in", url.Values{"key": {"x"}, "back": {"/help"}})
	if w.Code != http.StatusSeeOther || len(w.Result().Cookies()) > 0 {
		t.Errorf("%d, cookies %v", w.Code, w.Result().Cookies())
	}
	none := newSite(func(o *web.Options) { o.Open = false }) // no keys, and not this machine alone
	wantStatus(t, none.form("/sign-in", url.Values{"key": {"x"}}), 403)
}

func TestFormsAreBounded(t *testing.T) {
	s, _, _, _ := newDoor()
	wantStatus(t, s.form("/sign-in", url.Values{"key": {strings.Repeat("x", 100_000)}}), 413)
	wantStatus(t, s.do("POST", "/sign-in", `{"key":"x"}`), 415)
	wantStatus(t, s.do("POST", "/sign-in", "key=%zz", "Content-Type", "application/x-www-form-urlencoded"), 400)
}
