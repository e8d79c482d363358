package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// TestExportWhileArticlesArrive stops reading an export at its head, and lets
// articles arrive, change and go. The export then holds what there was at its
// beginning, each once, but for what was taken down; and its end says so.
func TestExportWhileArticlesArrive(t *testing.T) {
	t.Parallel()
	const there, gone = 400, 40
	s := startServer(t, t.TempDir())
	s.putNumbered(t, 0, there, "first")

	// What the connection holds on its way, 4 MB in Linux, must be less than the export.
	conn, err := net.Dial("tcp", strings.TrimPrefix(s.url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	if err := conn.(*net.TCPConn).SetReadBuffer(64 << 10); err != nil {
		t.Fatal(err)
	}
	if _, err := fmt.Fprintf(conn, "GET /api/v1/export?format=ndjson&sort=newest&q=tide HTTP/1.1\r\nHost: localhost\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
	resp, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(resp.Body)
	lines.Buffer(make([]byte, 64<<10), 64<<10)
	if !lines.Scan() || !strings.Contains(lines.Text(), fmt.Sprintf(`"total":%d`, there)) {
		t.Fatalf("the head: %s", lines.Text())
	}

	s.putNumbered(t, there, there+100, "first")
	s.putNumbered(t, 100, 150, "second")
	for i := range gone { // the last of the order
		if status, answer, err := send("DELETE", s.url+"/api/v1/articles/"+url.PathEscape(numberedID(i))+"?refresh=wait", "", nil); err != nil || status != 200 {
			t.Fatal(status, answer, err)
		}
	}

	seen := map[string]int{}
	var end struct {
		Export struct {
			Complete        bool
			Total, Articles int
		} `json:"dateline_export"`
	}
	for lines.Scan() {
		var a struct{ ID string }
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			t.Fatal(err)
		}
		if a.ID == "" {
			_ = json.Unmarshal(lines.Bytes(), &end) // it was read before
			continue
		}
		seen[a.ID]++
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	for i := range there + 100 {
		want := 1
		if i < gone || i >= there {
			want = 0
		}
		if id := numberedID(i); seen[id] != want {
			t.Errorf("%s is there %d times, want %d", id, seen[id], want)
		}
	}
	if e := end.Export; !e.Complete || e.Total != there || e.Articles != there-gone {
		t.Errorf("the end: %+v, want %d of %d articles", e, there-gone, there)
	}
}

func numberedID(i int) string { return fmt.Sprintf("tide/%04d", i) }

// putNumbered sends articles of 20 KB, the newest with the highest number, and
// waits until they can be found.
func (s *server) putNumbered(t *testing.T, from, to int, word string) {
	t.Helper()
	var body strings.Builder
	for i := from; i < to; i++ {
		text := word + strings.Repeat(" "+strings.Repeat("x", 1000), 20)
		fmt.Fprintf(&body, `{"id":%q,"title":"Tide %d","body":%q,"published":"2025-01-01T%02d:%02d:%02dZ"}`+"\n", numberedID(i), i, text, i/3600, i/60%60, i%60)
	}
	status, answer, err := send("POST", s.url+"/api/v1/articles?refresh=wait", "application/x-ndjson", []byte(body.String()))
	if err != nil || status != 200 || strings.Contains(answer, "rejected") {
		t.Fatalf("%d, %.500s, %v", status, answer, err)
	}
}
