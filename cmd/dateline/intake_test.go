package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"
)

// wire sends articles on all three ways at the same time: it has a feed that grows,
// a folder in which files arrive, and clients that push.
type wire struct {
	feed    *httptest.Server
	folder  string
	env     []string     // of servers that read the feed and the folder
	stories atomic.Int64 // in the feed
	asked   atomic.Int64 // how often the feed was
	files   int
	pushed  map[string]bool // what was acknowledged
}

func newWire(t *testing.T) *wire {
	t.Helper()
	w := &wire{folder: t.TempDir(), pushed: map[string]bool{}}
	w.feed = httptest.NewServer(http.HandlerFunc(func(out http.ResponseWriter, _ *http.Request) {
		w.asked.Add(1)
		_, _ = io.WriteString(out, "<rss><channel><title>Harbour Post</title>")
		for i := range w.stories.Load() {
			_, _ = fmt.Fprintf(out, `<item><title>Ferry %d</title><guid isPermaLink="false">ferry-%d</guid><pubDate>2025-06-01</pubDate><description>It left.</description></item>`, i, i)
		}
		_, _ = io.WriteString(out, "</channel></rss>")
	}))
	t.Cleanup(w.feed.Close)
	w.env = []string{"DATELINE_FEEDS_ALLOWED_NETWORKS=127.0.0.0/8", "DATELINE_FEEDS_URLS=" + w.feed.URL + "/rss", "DATELINE_WATCH_FOLDERS=" + w.folder}
	return w
}

// send sends n articles on each way, as fast as it goes.
func (w *wire) send(t *testing.T, s *server, n int) {
	t.Helper()
	w.stories.Add(int64(n))
	w.poll(t, s)
	past := time.Now().Add(-time.Hour)
	for range n {
		path := filepath.Join(w.folder, fmt.Sprintf("%05d.json", w.files))
		text := fmt.Sprintf(`{"id":"file-%d","title":"Quay %d","body":"It opens."}`, w.files, w.files)
		if err := os.WriteFile(path+".part", []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		_ = os.Chtimes(path+".part", past, past)
		if err := os.Rename(path+".part", path); err != nil {
			t.Fatal(err)
		}
		w.files++
	}
	ids, _ := s.send(fmt.Sprint("push-", w.files), n)
	for _, id := range ids {
		w.pushed[id] = true
	}
}

// poll has the feed polled within seconds, if the server can.
func (w *wire) poll(t *testing.T, s *server) {
	t.Helper()
	var feeds []struct{ ID string }
	if _, answer, err := send(http.MethodGet, s.url+"/api/v1/feeds", "", nil); err != nil || json.Unmarshal([]byte(answer), &feeds) != nil {
		t.Fatalf("%v: %s", err, answer)
	}
	for _, f := range feeds {
		_, _, _ = send(http.MethodPost, s.url+"/api/v1/feeds/"+f.ID+"/poll", "", nil)
	}
}

// arrives waits until all that was sent is found, each once.
func (w *wire) arrives(t *testing.T, s *server) {
	t.Helper()
	w.poll(t, s)
	for query, want := range map[string]int{"quay": w.files, "ferry": int(w.stories.Load())} {
		waitUntil(t, query, func() bool { return s.total(t, query) >= want })
		if got := s.total(t, query); got != want {
			t.Errorf("%d are found, of %d %s", got, want, query)
		}
	}
	s.checkHolds(t, w.pushed)
}

// TestKilledServerTakesEverythingIn kills the server while a feed, a folder and
// clients bring articles in; it goes on where it was, and no job seems to run.
func TestKilledServerTakesEverythingIn(t *testing.T) {
	t.Parallel()
	w, data := newWire(t), t.TempDir()
	for range 4 {
		s := startServerIn(t, w.env, data)
		for end := time.Now().Add(time.Second); time.Now().Before(end); {
			w.send(t, s, 30)
		}
		kill(t, s)
	}
	s := startServerIn(t, w.env, data)
	w.arrives(t, s)
	waitUntil(t, "jobs end", func() bool {
		var jobs []map[string]any
		_, answer, err := send(http.MethodGet, s.url+"/api/v1/jobs?size=1000", "", nil)
		if err != nil || json.Unmarshal([]byte(answer), &jobs) != nil || len(jobs) < 4 {
			t.Fatalf("%v: %s", err, answer)
		}
		for _, j := range jobs {
			if j["ended"] == nil {
				return false
			}
		}
		return true
	})
	t.Logf("%d files, %d stories of the feed, %d articles pushed", w.files, w.stories.Load(), len(w.pushed))
}
