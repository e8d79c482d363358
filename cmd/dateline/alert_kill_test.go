package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
)

// hooked is a webhook that keeps what it was told of.
type hooked struct {
	mu    sync.Mutex
	times map[string]map[string]int // how often, by version of an article and delivery
}

func (k *hooked) ServeHTTP(_ http.ResponseWriter, r *http.Request) {
	var m struct {
		Article struct {
			ID      string
			Version int
		}
	}
	_ = json.NewDecoder(r.Body).Decode(&m)
	time.Sleep(10 * time.Millisecond) // so that many are under way at a time
	k.mu.Lock()
	defer k.mu.Unlock()
	version := fmt.Sprint(m.Article.ID, " ", m.Article.Version)
	if k.times[version] == nil {
		k.times[version] = map[string]int{}
	}
	k.times[version][r.Header.Get("Dateline-Delivery")]++
}

func (k *hooked) versions() int {
	k.mu.Lock()
	defer k.mu.Unlock()
	return len(k.times)
}

// TestKilledServerTellsOfEverything kills the server while it tells a webhook of
// what comes in. Every version that was acknowledged is told of, and what is told
// twice comes under one delivery.
func TestKilledServerTellsOfEverything(t *testing.T) {
	t.Parallel()
	hook := &hooked{times: map[string]map[string]int{}}
	receiver := httptest.NewServer(hook)
	defer receiver.Close()
	env := []string{"DATELINE_ALERTS_ALLOWED_NETWORKS=127.0.0.0/8"}
	data, acknowledged := t.TempDir(), map[string]bool{}
	s := startServerIn(t, env, data)
	s.saveSearch(t, fmt.Sprintf(`{"name":"Tides","params":"q=tide","webhook":%q}`, receiver.URL))
	for round := range 3 {
		if round > 0 {
			s = startServerIn(t, env, data)
		}
		for i := range 8 {
			ids, _ := s.send(fmt.Sprintf("k%d-%d", round, i), 20)
			for _, id := range ids {
				acknowledged[id] = true
			}
		}
		before := hook.versions()
		waitUntil(t, "the webhook is told", func() bool { return hook.versions() > before+10 })
		if err := s.cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = s.cmd.Wait()
	}
	startServerIn(t, env, data)
	waitUntil(t, "everything is told", func() bool { return hook.versions() >= len(acknowledged) })
	checkTold(t, hook, acknowledged)
}

func checkTold(t *testing.T, hook *hooked, acknowledged map[string]bool) {
	t.Helper()
	hook.mu.Lock()
	defer hook.mu.Unlock()
	again := 0
	for id := range acknowledged {
		if hook.times[id+" 1"] == nil {
			t.Errorf("%s was acknowledged, and nobody was told", id)
		}
	}
	for version, deliveries := range hook.times {
		if len(deliveries) != 1 {
			t.Errorf("%s came under %d deliveries", version, len(deliveries))
		}
		for _, times := range deliveries {
			again += times - 1
		}
	}
	t.Logf("%d versions told over 3 kills, %d repetitions", len(hook.times), again)
}

func (s *server) saveSearch(t *testing.T, body string) {
	t.Helper()
	resp, err := http.Post(s.url+"/api/v1/searches", "application/json", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	if resp.StatusCode != http.StatusCreated {
		t.Fatalf("saving a search: %s", resp.Status)
	}
}

// waitUntil waits for a condition.
func waitUntil(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for end := time.Now().Add(patience); !holds(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("in vain: %s", what)
		}
	}
}
