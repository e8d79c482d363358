package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/dateline-search/dateline/search"
)

// TestServerFindsWhatComesWhileItRebuilds starts a server with another list of
// names on a full index: what arrives and what is deleted meanwhile counts at
// once, also when the server is killed in the middle and starts again.
func TestServerFindsWhatComesWhileItRebuilds(t *testing.T) {
	t.Parallel()
	const articles = 2000 / slower // which take a while
	data := t.TempDir()
	names := filepath.Join(data, "names.tsv")
	env := []string{"DATELINE_TAG_NAMES=" + names}
	list := func(canonical string) {
		t.Helper()
		if err := os.WriteFile(names, []byte(namesHead+"Quay Desk\torg\t"+canonical+"\t\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	list("Quayside Desk")
	s := startServerIn(t, env, data)
	s.fill(t, articles)
	s.kill(t)

	list("Desk of the Quay")
	for round := range 2 {
		s = startServerIn(t, env, data)
		s.awaitBusy(t, func(says string) bool {
			return strings.Contains(says, "being rebuilt") && strings.Contains(says, "the list of names changed")
		})
		id := fmt.Sprint("late-", round)
		s.post(t, id, "The samphire of round "+fmt.Sprint(round)+" is in season.")
		if r := s.find(t, fmt.Sprint("samphire round ", round)); r.Total != 1 || r.Hits[0].ID != id {
			t.Errorf("round %d: what came is not found: %d", round, r.Total)
		}
		s.drop(t, fmt.Sprint("q-", round))
		if r := s.find(t, fmt.Sprintf("id:q-%d", round)); r.Total != 0 {
			t.Errorf("round %d: what was deleted is found", round)
		}
		if s.busy(t) == "" {
			t.Fatal("it is rebuilt already: nothing was tested")
		}
		s.kill(t)
	}

	s = startServerIn(t, env, data)
	s.awaitBusy(t, func(says string) bool { return strings.Contains(says, "being rebuilt") })
	s.awaitBusy(t, func(says string) bool { return says == "" })
	s.checkHolds(t, map[string]bool{"late-0": true, "late-1": true, "q-2": true})
	if r := s.find(t, `org:"Desk of the Quay"`); r.Total != articles-2 {
		t.Errorf("%d articles have the name of the new list, want %d", r.Total, articles-2)
	}
	if r := s.find(t, "id:q-0 OR id:q-1"); r.Total != 0 {
		t.Errorf("what was deleted is back")
	}
}

// fill sends articles that name someone and take the tagger a while. They come in
// the order of their dates: those of a group that comes the other way move again.
func (s *server) fill(t *testing.T, n int) {
	t.Helper()
	long := strings.Repeat("The council of Greywick met on Thursday, and Anna Tarrow spoke of the pier. ", 20)
	var body bytes.Buffer
	for i := range n {
		fmt.Fprintf(&body, `{"id":"q-%d","title":"The Quay Desk","published":"%s","body":"The Quay Desk told of %d. %s"}`+"\n", i, time.Unix(int64(i), 0).UTC().Format(time.RFC3339), i, long)
	}
	if status, answer, err := send(http.MethodPost, s.url+"/api/v1/articles?refresh=wait", "application/x-ndjson", body.Bytes()); err != nil || status >= 300 {
		t.Fatalf("post: %d %.200s %v", status, answer, err)
	}
}

func (s *server) kill(t *testing.T) {
	t.Helper()
	if err := s.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = s.cmd.Wait() // it was killed
}

// awaitBusy waits until the server says of its index what it should.
func (s *server) awaitBusy(t *testing.T, ok func(says string) bool) {
	t.Helper()
	for end := time.Now().Add(patience); !ok(s.busy(t)); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("it says %q", s.busy(t))
		}
	}
}

// busy is what the server says that its index is busy with.
func (s *server) busy(t *testing.T) string {
	t.Helper()
	status, answer, err := send(http.MethodGet, s.url+"/readyz", "", nil)
	var ready struct{ Index string }
	if err == nil {
		err = json.Unmarshal([]byte(answer), &ready)
	}
	if err != nil || status != http.StatusOK {
		t.Fatalf("readyz: %d %s %v", status, answer, err)
	}
	return ready.Index
}

func (s *server) post(t *testing.T, id, body string) {
	t.Helper()
	status, answer, err := send(http.MethodPost, s.url+"/api/v1/articles?refresh=wait", "application/json",
		[]byte(`{"id":"`+id+`","title":"Late","body":"`+body+`"}`))
	if err != nil || status >= 300 {
		t.Fatalf("post: %d %s %v", status, answer, err)
	}
}

// drop deletes an article and waits until it is out of the index.
func (s *server) drop(t *testing.T, id string) {
	t.Helper()
	if status, answer, err := send(http.MethodDelete, s.url+"/api/v1/articles/"+id, "", nil); err != nil || status >= 300 {
		t.Fatalf("delete: %d %s %v", status, answer, err)
	}
	s.post(t, "marker-of-"+id, "Marker.")
}

func (s *server) find(t *testing.T, q string) search.Result {
	t.Helper()
	status, answer, err := send(http.MethodGet, s.url+"/api/v1/search?facets=none&interval=none&highlight=false&match=all&q="+url.QueryEscape(q), "", nil)
	var r search.Result
	if err == nil {
		err = json.Unmarshal([]byte(answer), &r)
	}
	if err != nil || status != http.StatusOK {
		t.Fatalf("search %s: %d %s %v", q, status, answer, err)
	}
	return r
}
