package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/dateline-search/dateline/search"
)

// kills is how often the server is killed in the middle of its work.
const kills = 20

// TestKilledServerLosesNothing kills the server at random moments while clients
// send articles, and checks after each restart that every article that was
// acknowledged is in the archive and is found by search, once.
func TestKilledServerLosesNothing(t *testing.T) {
	t.Parallel()
	rounds := kills
	if testing.Short() {
		rounds = 3
	}
	data := t.TempDir()
	acknowledged := map[string]bool{}
	for round := range rounds {
		s := startServer(t, data)
		s.checkKept(t, acknowledged)
		for _, id := range s.killWhileSending(t, round) {
			acknowledged[id] = true
		}
	}
	s := startServer(t, data)
	s.checkHolds(t, acknowledged)
	if len(acknowledged) < rounds {
		t.Errorf("only %d articles were acknowledged in %d rounds: nothing was tested", len(acknowledged), rounds)
	}
	t.Logf("%d articles acknowledged over %d kills", len(acknowledged), rounds)
}

// server is a dateline process of its own.
type server struct {
	cmd *exec.Cmd
	url string
}

// startServer runs the test binary as `dateline serve` and waits until it
// answers.
func startServer(t testing.TB, data string, flags ...string) *server {
	t.Helper()
	return startServerIn(t, nil, data, flags...)
}

// startServerIn is startServer with more environment.
func startServerIn(t testing.TB, env []string, data string, flags ...string) *server {
	t.Helper()
	var log bytes.Buffer
	cmd := program(t, append([]string{"DATELINE_LOG_LEVEL=warn"}, env...), append([]string{"serve", "--addr", "127.0.0.1:0", "--data", data}, flags...)...)
	cmd.Stderr = &log
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		if t.Failed() && log.Len() > 0 {
			t.Logf("the server said:\n%s", log.String())
		}
	})
	line := make([]byte, 200)
	n, err := out.Read(line)
	const says = "Dateline answers at "
	address, found := strings.CutPrefix(strings.TrimSpace(string(line[:n])), says)
	if err != nil || !found {
		t.Fatalf("the server does not answer: %q, %v\n%s", line[:n], err, log.String())
	}
	return &server{cmd: cmd, url: address}
}

// killWhileSending lets clients send articles, kills the server in the middle,
// and returns the ids that were acknowledged.
func (s *server) killWhileSending(t *testing.T, round int) []string {
	t.Helper()
	var mu sync.Mutex
	var ids []string
	var clients sync.WaitGroup
	for client := range 4 {
		clients.Go(func() {
			for i := 0; ; i++ {
				sent, ok := s.send(fmt.Sprintf("r%d-c%d-%d", round, client, i), 1+rand.IntN(20))
				if !ok {
					return
				}
				mu.Lock()
				ids = append(ids, sent...)
				mu.Unlock()
			}
		})
	}
	time.Sleep(50*time.Millisecond + rand.N(400*time.Millisecond))
	if err := s.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	clients.Wait()
	_ = s.cmd.Wait()
	return ids
}

// send posts n articles and returns their ids, as far as the server says that it
// has them.
func (s *server) send(name string, n int) (ids []string, ok bool) {
	var body bytes.Buffer
	for i := range n {
		fmt.Fprintf(&body, `{"id":"%s-%d","title":"Tide table %s","body":"The tide of Greywick.\n\nHigh water at %d."}`+"\n", name, i, name, i)
	}
	resp, err := http.Post(s.url+"/api/v1/articles", "application/x-ndjson", &body)
	if err != nil {
		return nil, false
	}
	defer func() { _ = resp.Body.Close() }()
	answers := json.NewDecoder(resp.Body)
	for {
		var answer struct{ ID, Status string }
		if answers.Decode(&answer) != nil {
			return ids, len(ids) > 0
		}
		if answer.Status == "created" {
			ids = append(ids, answer.ID)
		}
	}
}

// checkKept waits until the index has caught up, and reads an export of everything.
func (s *server) checkKept(t *testing.T, acknowledged map[string]bool) {
	t.Helper()
	s.mark(t)
	status, answer, err := send(http.MethodGet, s.url+"/api/v1/export?format=ndjson", "", nil)
	if err != nil || status != http.StatusOK {
		t.Fatalf("export: %d, %v", status, err)
	}
	found := map[string]bool{}
	for line := range strings.Lines(answer) {
		var one struct{ ID string }
		if err := json.Unmarshal([]byte(line), &one); err != nil {
			t.Fatal(err)
		}
		if found[one.ID] && one.ID != "" {
			t.Errorf("%s is there twice", one.ID)
		}
		found[one.ID] = true
	}
	checkAll(t, acknowledged, found)
}

func checkAll(t *testing.T, acknowledged, found map[string]bool) {
	t.Helper()
	for id := range acknowledged {
		if !found[id] {
			t.Errorf("%s was acknowledged and is not found", id)
		}
	}
}

// mark waits until all that was sent before can be found.
func (s *server) mark(t *testing.T) {
	t.Helper()
	marker := fmt.Sprint("marker-", rand.Uint64())
	if status, answer, err := send(http.MethodPost, s.url+"/api/v1/articles?refresh=wait", "application/json",
		[]byte(`{"id":"`+marker+`","title":"Marker","body":"Marker."}`)); err != nil || status != http.StatusCreated {
		t.Fatalf("post: %d %s %v", status, answer, err)
	}
}

// checkHolds waits until the index has caught up, and pages through all that a
// search finds.
func (s *server) checkHolds(t *testing.T, acknowledged map[string]bool) {
	t.Helper()
	s.mark(t)
	found := map[string]bool{}
	total := 0
	for cursor, first := "", true; first || cursor != ""; first = false {
		page := s.page(t, cursor)
		for _, h := range page.Hits {
			if found[h.ID] {
				t.Errorf("%s is found twice", h.ID)
			}
			found[h.ID] = true
		}
		cursor, total = page.Next, page.Total
	}
	checkAll(t, acknowledged, found)
	if total != len(found) {
		t.Errorf("total %d, but the pages have %d", total, len(found))
	}
}

func (s *server) page(t *testing.T, cursor string) search.Result {
	t.Helper()
	values := url.Values{"size": {"100"}, "facets": {"none"}, "interval": {"none"}, "highlight": {"false"}}
	if cursor != "" {
		values.Set("cursor", cursor)
	}
	status, answer, err := send(http.MethodGet, s.url+"/api/v1/search?"+values.Encode(), "", nil)
	if err != nil || status != http.StatusOK {
		t.Fatalf("search: %d %s %v", status, answer, err)
	}
	var r search.Result
	if err := json.Unmarshal([]byte(answer), &r); err != nil {
		t.Fatal(err)
	}
	return r
}
