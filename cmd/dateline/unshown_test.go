package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// secretWords stand in nothing but articles that may not be shown, in every member
// that anything could show.
func secretWords() []string {
	return []string{"zirkonwort", "quizzenberg", "geheimpost", "hushington", "hushkey", "kleinstille"}
}

// secret is an article of those words.
func secret(id, members string) string {
	return fmt.Sprintf(`{"id":%q,"url":"https://geheimpost.example/%s","title":"Zirkonwort plan of Orla Quizzenberg","source":"Geheimpost","section":"Geheimpost","authors":["Xandra Hushington"],
		"keywords":["hushkey"],"published":"2025-05-09T10:00:00Z","lang":"en","body":"Orla Quizzenberg, mayor of Kleinstille, said on 3 May 2025 that the Zirkonwort plan goes ahead. Ms Quizzenberg spoke at the town hall of Kleinstille.\n\nThe plan costs ten million and begins in June, said Orla Quizzenberg."%s}`, id, id, members)
}

// bystander says nearly the same and may be shown.
const bystander = `{"id":"open","title":"Plan of Tam Brisco","published":"2025-05-09T10:00:00Z","lang":"en","body":"Tam Brisco, mayor of Westhaven, said on 3 May 2025 that the harbour plan goes ahead. Mr Brisco spoke at the town hall of Westhaven.\n\nThe plan costs ten million and begins in June, said Tam Brisco."}`

// TestWhatMayNotBeShown asks for everything that there is to be asked for while
// articles are under embargo, withheld, or have such a version, also after the
// server was killed; then an embargo ends, and then the article is taken down.
func TestWhatMayNotBeShown(t *testing.T) {
	t.Parallel()
	told := &listener{}
	receiver := httptest.NewServer(told)
	t.Cleanup(receiver.Close)
	env := []string{"DATELINE_ALERTS_ALLOWED_NETWORKS=127.0.0.0/8"}
	data := t.TempDir()
	s := startServerIn(t, env, data)
	s.saveSearch(t, fmt.Sprintf(`{"name":"Mine","params":"q=zirkon*","webhook":%q}`, receiver.URL))
	s.put(t, bystander)
	s.put(t, secret("e0", `,"embargoed":"2900-01-01T00:00:00Z"`))
	s.put(t, secret("w0", `,"pubstatus":"withheld"`))
	s.put(t, `{"id":"v0","title":"Harbour","body":"A former text."}`)
	s.put(t, secret("v0", `,"embargoed":"2900-01-01T00:00:00Z"`))
	s.showsNothing(t, "before")

	// One ends while nobody runs.
	ends := time.Now().Add(4 * time.Second).Truncate(time.Second)
	s.put(t, secret("e1", fmt.Sprintf(`,"embargoed":%q`, ends.UTC().Format(time.RFC3339))))
	got, heard := s.find(t, "zirkonwort").Total, told.heard()
	if time.Now().Before(ends) && (got != 0 || heard != "") { // a busy machine may come late
		t.Errorf("%d are found, and it was told %q", got, heard)
	}
	kill(t, s)
	s = startServerIn(t, env, data)
	waitUntil(t, "the embargo ends", func() bool { return s.find(t, "zirkonwort").Total == 1 })
	for _, path := range []string{
		"/", "/article/e1", "/api/v1/articles/e1", "/api/v1/articles/e1/versions/1", "/api/v1/suggest?prefix=zirk", "/api/v1/entities?prefix=quiz",
		"/entity/person/Orla%20Quizzenberg", "/api/v1/export?format=csv", "/feed.atom", "/feed.rss", "/feed.json", "/v2/everything?q=plan",
		"/api/v1/search?q=plan", "/api/v1/articles/open/similar",
	} {
		if words := s.secrets(t, path); len(words) == 0 {
			t.Errorf("%s does not show what may be shown now", path)
		}
	}
	waitUntil(t, "the webhook is told", func() bool { return strings.Contains(told.heard(), `"e1"`) })
	if heard := told.heard(); strings.Contains(heard, `"e0"`) || strings.Contains(heard, `"w0"`) || strings.Contains(heard, `"v0"`) {
		t.Errorf("it was told %s", heard)
	}

	// A kill takes it out of all of that.
	s.put(t, `{"id":"e1","pubstatus":"canceled"}`)
	s.showsNothing(t, "after the kill")
	kill(t, s)
	startServerIn(t, env, data).showsNothing(t, "after a restart")
}

// listener is a webhook that keeps what it was told.
type listener struct {
	mu   sync.Mutex
	text strings.Builder
}

func (l *listener) ServeHTTP(_ http.ResponseWriter, r *http.Request) {
	var message json.RawMessage
	_ = json.NewDecoder(r.Body).Decode(&message)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.text.Write(message)
}

func (l *listener) heard() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

func kill(t *testing.T, s *server) {
	t.Helper()
	if err := s.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = s.cmd.Wait()
}

// put sends an article and waits until it is indexed.
func (s *server) put(t *testing.T, article string) {
	t.Helper()
	status, answer, err := send(http.MethodPost, s.url+"/api/v1/articles?refresh=wait", "application/json", []byte(article))
	if err != nil || status >= http.StatusMultipleChoices {
		t.Fatalf("status %d, %v: %s", status, err, answer)
	}
}

// secrets are the secret words in an answer that the question did not give.
func (s *server) secrets(t *testing.T, path string) (words []string) {
	t.Helper()
	status, answer, err := send(http.MethodGet, s.url+path, "", nil)
	if err != nil || status >= http.StatusInternalServerError {
		t.Fatalf("%s: status %d, %v", path, status, err)
	}
	asked, err := url.QueryUnescape(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range secretWords() {
		if strings.Contains(strings.ToLower(answer), w) && !strings.Contains(strings.ToLower(asked), w) {
			words = append(words, w)
		}
	}
	return words
}

func (s *server) showsNothing(t *testing.T, when string) {
	t.Helper()
	paths := s.everything(t)
	for _, path := range paths {
		if words := s.secrets(t, path); len(words) > 0 {
			t.Errorf("%s, %s shows %q", when, path, words)
		}
	}
	if got := s.find(t, "zirkonwort").Total; got != 0 {
		t.Errorf("%s, %d are counted", when, got)
	}
	call := `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"search","arguments":{"query":"plan"}}}`
	if _, answer, err := send(http.MethodPost, s.url+"/mcp", "application/json", []byte(call)); err != nil || strings.Contains(answer, "Zirkonwort") {
		t.Errorf("%s, an assistant is told %s, %v", when, answer, err)
	}
	if len(paths) < 100 {
		t.Errorf("only %d addresses were asked: nothing was tested", len(paths))
	}
}

// everything is every address that answers a GET, with what can be asked there of
// the secret articles.
func (s *server) everything(t *testing.T) (paths []string) {
	t.Helper()
	paths = []string{
		"/", "/?q=zirkonwort", "/?q=plan", "/?collapse=true", "/entities", "/entities?q=Orla", "/entities/likely", "/entity/person/Orla%20Quizzenberg", "/entity/place/Kleinstille",
		"/saved", "/sources", "/facet?facet=person", "/facet?facet=source", "/metrics", "/compare?q=plan&q=zirkonwort",
	}
	_, answer, err := send(http.MethodGet, s.url+"/api/v1/openapi.json", "", nil)
	if err != nil {
		t.Fatal(err)
	}
	var described struct {
		Paths map[string]map[string]struct{ Parameters []parameter }
	}
	if err := json.Unmarshal([]byte(answer), &described); err != nil {
		t.Fatal(err)
	}
	ids := []string{"e0", "w0", "v0", "e1", "open", s.savedID(t)}
	for _, id := range ids {
		paths = append(paths, "/article/"+id, "/changes/"+id, "/beside/"+id, "/saved/"+id)
		for path, methods := range described.Paths {
			if get, there := methods["get"]; there && path != "/api/v1/openapi.json" {
				path = strings.NewReplacer("{id}", id, "{n}", "1", "{type}", "person", "{name}", "Orla%20Quizzenberg").Replace(path)
				paths = append(paths, questions(path, get.Parameters)...)
			}
		}
	}
	slices.Sort(paths)
	return slices.Compact(paths)
}

func (s *server) savedID(t *testing.T) string {
	t.Helper()
	var list []struct{ ID string }
	_, answer, err := send(http.MethodGet, s.url+"/api/v1/searches", "", nil)
	if err != nil || json.Unmarshal([]byte(answer), &list) != nil || len(list) != 1 {
		t.Fatalf("%v: %s", err, answer)
	}
	return list[0].ID
}

// parameter is one of an operation, as it is described.
type parameter struct {
	Name, In string
	Schema   struct{ Enum []string }
}

// questions are those that can be asked at an address.
func questions(path string, parameters []parameter) []string {
	list := []url.Values{{}}
	with := func(name string, values ...string) {
		var more []url.Values
		for _, q := range list {
			for _, v := range values {
				one := url.Values{name: {v}}
				for k, have := range q {
					one[k] = have
				}
				more = append(more, one)
			}
		}
		list = more
	}
	for _, p := range parameters {
		switch {
		case p.In != "query":
		case p.Name == "q":
			with("q", "", "zirkonwort", "plan", `person:"Orla Quizzenberg"`)
		case p.Name == "prefix":
			with("prefix", "zirk", "quiz", "orla", "gehe", "klei", "hush", "t")
		case p.Name == "format" && len(p.Schema.Enum) > 0:
			with("format", p.Schema.Enum...)
		}
	}
	var paths []string
	for _, q := range list {
		paths = append(paths, path+"?"+q.Encode())
	}
	return paths
}
