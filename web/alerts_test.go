package web_test

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/dateline-search/dateline/index/access"
	"github.com/dateline-search/dateline/index/archive"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/similar"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/search/searchtest"
	"github.com/dateline-search/dateline/web"
	"github.com/dateline-search/dateline/web/alert"
)

// versioned is a tagger whose version an index would look at.
type versioned struct{ fakeTagger }

func (versioned) Version() string { return "1" }

func (versioned) Changed(string) string { return "" }

// receiver is a webhook that keeps what it is sent.
type receiver struct {
	*httptest.Server
	mu       sync.Mutex
	status   int
	got      []string // the titles
	ids      map[string]int
	requests []*http.Request
	bodies   [][]byte
}

func newReceiver(t *testing.T) *receiver {
	r := &receiver{status: 200, ids: map[string]int{}}
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) {
		r.mu.Lock()
		defer r.mu.Unlock()
		body, _ := io.ReadAll(request.Body)
		var m struct{ Article struct{ Title string } }
		_ = json.Unmarshal(body, &m)
		r.got = append(r.got, m.Article.Title)
		r.ids[request.Header.Get("Dateline-Delivery")]++
		r.requests, r.bodies = append(r.requests, request), append(r.bodies, body)
		w.WriteHeader(r.status)
	}))
	t.Cleanup(r.Close)
	return r
}

func (r *receiver) titles() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return fmt.Sprint(r.got)
}

// desk is a server with an archive, whose alerts move step by step.
type desk struct {
	*site
	t       *testing.T
	archive *archive.Archive
	runner  *alert.Runner
	now     time.Time
	allowed []netip.Prefix
	mailer  alert.Mailer
}

func newDesk(t *testing.T, change ...func(*web.Options)) *desk {
	t.Helper()
	d := &desk{t: t, now: firstSeen, allowed: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}}
	var err error
	if d.archive, err = archive.Open(t.Context(), t.TempDir(), archive.Options{Now: func() time.Time { return d.now }}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.archive.Close() })
	d.restart(change...)
	return d
}

// restart forgets what is in memory alone.
func (d *desk) restart(change ...func(*web.Options)) {
	searcher := search.New(search.Options{Backend: searchtest.NewFake(), Articles: d.archive, Key: []byte("sixteen bytes or")})
	d.runner = alert.New(alert.Options{
		Searches: d.archive, Deliveries: d.archive, Matches: d.archive, Mails: d.archive, Progress: d.archive, Articles: d.archive, Tagger: versioned{},
		Mailer: d.mailer, MailEvery: 15 * time.Minute, Base: "https://news.example",
		Prepare: searcher.Prepare, Allowed: d.allowed, Now: func() time.Time { return d.now },
	})
	d.site = newSite(append([]func(*web.Options){func(o *web.Options) { o.Alerts = d.runner }}, change...)...)
}

func (d *desk) put(id, title string) {
	d.t.Helper()
	if _, err := d.archive.Put(d.t.Context(), []news.Article{{ID: id, Title: title, Body: "Rubio spoke.", Lang: "en"}}); err != nil {
		d.t.Fatal(err)
	}
}

// step matches and sends, and waits for what is sent.
func (d *desk) step() {
	d.t.Helper()
	var sent sync.WaitGroup
	if err := d.runner.Step(d.t.Context(), &sent); err != nil {
		d.t.Fatal(err)
	}
	sent.Wait()
}

type savedSearch struct{ ID, Name, Params, Webhook, Secret, Feed string }

func (d *desk) save(params, webhook string, headers ...string) savedSearch {
	d.t.Helper()
	body, _ := json.Marshal(map[string]string{"name": "Desk", "params": params, "webhook": webhook})
	w := d.do("POST", "/api/v1/searches", string(body), headers...)
	wantStatus(d.t, w, 201)
	var s savedSearch
	if err := json.Unmarshal(w.Body.Bytes(), &s); err != nil || w.Header().Get("Location") != "/api/v1/searches/"+s.ID {
		d.t.Fatalf("%v, Location %q", err, w.Header().Get("Location"))
	}
	return s
}

func TestAlerts(t *testing.T) {
	d, hook := newDesk(t), newReceiver(t)
	d.put("old", "Ferry of old")
	d.step()
	s := d.save("q=ferries&person=Marco+Rubio", hook.URL)
	d.put("a", "A ferry")
	d.put("b", "A tower")
	d.step()
	d.step()
	if got := hook.titles(); got != "[A ferry]" {
		t.Errorf("told of %s, want what matches and came after the search", got)
	}
	sent, body := hook.requests[0], hook.bodies[0]
	stamp, signature, _ := strings.Cut(strings.TrimPrefix(sent.Header.Get("Dateline-Signature"), "t="), ",v1=")
	mac := hmac.New(sha256.New, []byte(s.Secret))
	mac.Write([]byte(stamp + "." + string(body)))
	if signature != hex.EncodeToString(mac.Sum(nil)) || stamp != fmt.Sprint(firstSeen.Unix()) {
		t.Errorf("signature %q of %s", sent.Header.Get("Dateline-Signature"), body)
	}
	d.put("a", "A ferry, again") // another version
	d.restart()
	d.step()
	d.put("a", "A ferry, again") // unchanged
	d.step()
	if got := hook.titles(); got != "[A ferry A ferry, again]" {
		t.Errorf("told of %s over a restart", got)
	}
	for id, times := range hook.ids {
		if times != 1 {
			t.Errorf("delivery %s came %d times", id, times)
		}
	}
	// What matches and came before the search, or was told of, comes into a group.
	if err := d.archive.PutSignatures(t.Context(), nil, []similar.Move{{ID: "old", Group: 7}, {ID: "a", Group: 7}}); err != nil {
		t.Fatal(err)
	}
	d.step()
	if got := hook.titles(); got != "[A ferry A ferry, again]" {
		t.Errorf("told of %s where only groups changed", got)
	}
	wantStatus(t, d.do("DELETE", "/api/v1/searches/"+s.ID, ""), 204)
	d.put("c", "One more ferry")
	d.step()
	if got := hook.titles(); strings.Contains(got, "One more") {
		t.Errorf("told of %s by a search that was deleted", got)
	}
}

// What arrives while nothing runs, and what was kept but not sent, is told later.
func TestAlertsMissNothing(t *testing.T) {
	d, hook := newDesk(t), newReceiver(t)
	d.save("q=ferry", hook.URL)
	for i := range 450 { // more than a batch
		d.put(fmt.Sprint(i), fmt.Sprint("Ferry ", i))
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	var sent sync.WaitGroup
	_ = d.runner.Step(ended, &sent) // a server that ends
	sent.Wait()
	d.restart()
	for range 40 {
		d.now = d.now.Add(2 * time.Minute)
		d.step()
	}
	if len(hook.got) != 450 || len(hook.ids) != 450 {
		t.Errorf("%d messages, %d deliveries, want 450", len(hook.got), len(hook.ids))
	}
}

func TestAlertsAreTriedAgain(t *testing.T) {
	d, hook := newDesk(t), newReceiver(t)
	s := d.save("q=ferry", hook.URL)
	hook.status = 500
	d.put("a", "A ferry")
	d.step()
	d.step() // not due yet
	if len(hook.got) != 1 {
		t.Fatalf("%d attempts at once", len(hook.got))
	}
	gaps := []time.Duration{}
	for last := d.now; len(hook.got) < 8 && d.now.Sub(firstSeen) < 48*time.Hour; {
		before := len(hook.got)
		d.now = d.now.Add(5 * time.Second)
		d.step()
		if len(hook.got) > before {
			gaps = append(gaps, d.now.Sub(last))
			last = d.now
		}
	}
	for i := 1; i < len(gaps); i++ {
		if gaps[i] <= gaps[i-1] {
			t.Errorf("the times between attempts do not grow: %v", gaps)
		}
	}
	list := "/api/v1/searches/" + s.ID + "/deliveries"
	dead := getList(t, d.site, list+"?state=dead")
	if len(dead) != 1 || dead[0]["attempts"] != 8.0 || !strings.Contains(fmt.Sprint(dead[0]["problem"]), "500") || len(hook.ids) != 1 {
		t.Fatalf("given up: %v after %d attempts", dead, len(hook.got))
	}
	hook.status = 204
	wantStatus(t, d.do("POST", list+"/"+dead[0]["id"].(string)+"/retry", ""), 200)
	d.step()
	if sent := getList(t, d.site, list+"?state=sent"); len(sent) != 1 {
		t.Errorf("after a retry: %v", sent)
	}
}

func getList(t *testing.T, s *site, target string) (list []object) {
	t.Helper()
	w := s.get(target)
	wantStatus(t, w, 200)
	if err := json.Unmarshal(w.Body.Bytes(), &list); err != nil {
		t.Fatal(err)
	}
	return list
}

// A webhook must not reach what the server can and its owner cannot.
func TestWebhooksStayOutside(t *testing.T) {
	d, hook := newDesk(t), newReceiver(t)
	d.allowed = nil
	d.restart()
	for _, address := range []string{
		hook.URL, "http://127.0.0.1/", "http://[::1]/", "http://10.1.2.3/", "http://169.254.169.254/latest/meta-data", "http://100.64.0.1/",
		"http://192.168.1.1/", "http://0.0.0.0/", "http://[::ffff:127.0.0.1]/", "http://[fd00::1]/", "http://[64:ff9b::7f00:1]/", "http://172.16.0.1/",
		"ftp://desk.example/", "desk.example", "https://user:pass@desk.example/", "javascript:alert(1)", "http:///x",
	} {
		body, _ := json.Marshal(map[string]string{"name": "x", "params": "q=a", "webhook": address})
		w := d.do("POST", "/api/v1/searches", string(body))
		wantStatus(t, w, 400)
		if p := readProblem(t, w); p.Parameter != "webhook" {
			t.Errorf("%s: parameter %q", address, p.Parameter)
		}
	}
	// A name is looked at when it is dialled.
	s := d.save("q=ferry", strings.Replace(hook.URL, "127.0.0.1", "localhost", 1))
	w := d.do("POST", "/api/v1/searches/"+s.ID+"/test", "")
	wantStatus(t, w, 200)
	if !strings.Contains(w.Body.String(), "private address") || len(hook.got) != 0 {
		t.Errorf("%s, and the receiver got %v", w.Body, hook.got)
	}
}

func TestWebhookTest(t *testing.T) {
	d, hook := newDesk(t), newReceiver(t)
	s := d.save("q=ferry", hook.URL)
	target := "/api/v1/searches/" + s.ID + "/test"
	if w := d.do("POST", target, ""); w.Body.String() != `{"sent":true}` || !strings.Contains(string(hook.bodies[0]), `"test":true`) {
		t.Errorf("%s, sent %s", w.Body, hook.bodies)
	}
	hook.status = 302
	if w := d.do("POST", target, ""); !strings.Contains(w.Body.String(), `"sent":false,"problem":"the webhook answers 302`) {
		t.Errorf("%s", w.Body)
	}
	none := d.save("q=ferry", "")
	wantStatus(t, d.do("POST", "/api/v1/searches/"+none.ID+"/test", ""), 400)
}

func TestSavedSearchesRefuse(t *testing.T) {
	d := newDesk(t)
	for body, parameter := range map[string]string{
		`{"params":"q=a"}`: "name", `{"name":" ","params":"q=a"}`: "name", `{"name":7}`: "name", `{"name":"x","params":["q"]}`: "params",
		`{"name":"x","params":"q=a&size=3"}`: "size", `{"name":"x","params":"from=soon"}`: "from", `{"name":"x","params":"%zz"}`: "params",
		`{"name":"x","query":"q"}`: "query", `{"name":"x","params":"q=%22&strict=true"}`: "q", `{"name":"` + strings.Repeat("x", 201) + `"}`: "name",
		`{`: "", `[]`: "", ``: "", `{"name":"x"} {}`: "",
	} {
		w := d.do("POST", "/api/v1/searches", body)
		wantStatus(t, w, 400)
		if p := readProblem(t, w); p.Parameter != parameter {
			t.Errorf("%s: parameter %q, want %q", body, p.Parameter, parameter)
		}
	}
	wantStatus(t, d.do("POST", "/api/v1/searches", "x=1", "Content-Type", "text/plain"), 415)
	wantStatus(t, d.do("POST", "/api/v1/searches", `{"name":"`+strings.Repeat("x", 300_000)+`"}`), 413)
	for _, target := range []string{"GET none", "PUT none", "DELETE none", "POST none/test", "GET none/deliveries", "POST none/deliveries/x/retry", "GET none/feed"} {
		method, path, _ := strings.Cut(target, " ")
		wantStatus(t, d.do(method, "/api/v1/searches/"+path, `{"name":"x"}`), 404)
	}
}

func TestSavedSearchesAreTheirOwners(t *testing.T) {
	_, keys, secrets := newKeyed()
	other := keys.add(access.Write)
	d := newDesk(t, func(o *web.Options) { o.Keys = keys })
	as := func(secret string) []string {
		if secret == "" {
			return nil
		}
		return []string{"Authorization", "Bearer " + secret}
	}
	s := d.save("q=ferry&lang=en", "", as(secrets["write"])...)
	path := "/api/v1/searches/" + s.ID
	for name, tt := range map[string]struct {
		secret string
		status int
		listed int
	}{"owner": {secrets["write"], 200, 1}, "nobody": {"", 404, 0}, "other": {other, 404, 0}, "admin": {secrets["admin"], 200, 1}} {
		wantStatus(t, d.get(path, as(tt.secret)...), tt.status)
		w := d.get("/api/v1/searches", as(tt.secret)...)
		if n := strings.Count(w.Body.String(), `"id"`); n != tt.listed {
			t.Errorf("%s sees %d searches: %s", name, n, w.Body)
		}
	}
	wantStatus(t, d.do("DELETE", path, "", as(other)...), 404)
	wantStatus(t, d.do("POST", "/api/v1/searches", `{"name":"x"}`, as(secrets["read"])...), 403)
	feed := d.get(path+"/feed", as(secrets["write"])...)
	if feed.Code != 302 || feed.Header().Get("Location") != "/feed.atom?lang=en&q=ferry" {
		t.Errorf("feed: %d, %s", feed.Code, feed.Header().Get("Location"))
	}
	changed := d.do("PUT", path, `{"name":"Boats","params":"q=boat"}`, as(secrets["write"])...)
	if changed.Code != 200 || !strings.Contains(changed.Body.String(), `"name":"Boats","params":"q=boat"`) {
		t.Errorf("changed: %d, %s", changed.Code, changed.Body)
	}
}
