package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestFeedsAreValid holds that the feeds are what their standards say, and that
// the library gofeed reads the same from all three.
func TestFeedsAreValid(t *testing.T) {
	t.Parallel()
	s := startServer(t, t.TempDir(), "--config", withPublicURL(t))
	articles := []byte(`[
		{"id":"a/b","title":"Ferry <sails> & \"waits\" \u0001","body":"It left \u2028 in \ud83d\udea2 time.","lang":"pt-BR","published":"2025-07-03T10:00:00+05:30",
		 "source":"Quay News","authors":["Ana Orlova","Ben <Tarr>"],"keywords":["harbour","R&D"],"url":"https://quay.example/a?b=c&d=é"},
		{"id":"day","title":"Ferry rests","body":"It rests.","lang":"en","published":"2025-06"},
		{"id":"bare ]]> é","title":"Ferry\nwaits","body":"It waits.","url":"https://quay.example/ü b"}]`)
	if status, answer, err := send("POST", s.url+"/api/v1/articles?refresh=wait", "application/json", articles); err != nil || status != 200 {
		t.Fatal(status, answer, err)
	}
	for query, want := range map[string]int{"q=ferry": 3, "q=ferry&size=1&sort=oldest": 1, "q=%22%3Cno%3E+%26%22": 0, "q=%07": 3} {
		var got struct{ Atom, RSS, JSON int }
		if err := json.Unmarshal(client(t, "feeds.py", s.url, query), &got); err != nil {
			t.Fatal(err)
		}
		if got.Atom != want || got.RSS != want || got.JSON != want {
			t.Errorf("%s: %+v entries, want %d", query, got, want)
		}
	}
	type entry struct {
		ID, Title, Link, Summary, Published string
		Authors, Categories                 []string
	}
	lines := json.NewDecoder(strings.NewReader(string(client(t, "gofeed", s.url+"/feed.atom?author=Ana+Orlova", s.url+"/feed.rss?author=Ana+Orlova", s.url+"/feed.json?author=Ana+Orlova"))))
	want := entry{
		ID: "urn:dateline:article:a%2Fb", Title: "Ferry <sails> & \"waits\"", Link: "https://quay.example/a?b=c&d=%C3%A9",
		Summary: "It left in 🚢 time.", Published: "2025-07-03T04:30:00Z", Authors: []string{"Ana Orlova", "Ben <Tarr>"}, Categories: []string{"harbour", "R&D"},
	}
	for _, kind := range []string{"atom", "rss", "json"} {
		var got struct {
			Type    string
			Entries []entry
		}
		if err := lines.Decode(&got); err != nil {
			t.Fatal(err)
		}
		if got.Type != kind || len(got.Entries) != 1 {
			t.Fatalf("%s: %+v", kind, got)
		}
		want := want
		if kind == "rss" { // of which the library takes the first author alone
			want.Authors = want.Authors[:1]
		}
		if diff := cmp.Diff(want, got.Entries[0]); diff != "" {
			t.Errorf("%s (-want +got):\n%s", kind, diff)
		}
	}
}

// withPublicURL is a configuration with a public address and a hub.
func withPublicURL(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "dateline.yaml")
	if err := os.WriteFile(path, []byte("server:\n  websub_hub: https://hub.example/\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestDescriptionIsLinted holds that a linter finds no errors in the description of
// the API. What it only warns of is logged.
func TestDescriptionIsLinted(t *testing.T) {
	t.Parallel()
	s := startServer(t, t.TempDir())
	resp, err := http.Get(s.url + "/api/v1/openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(resp.Body)
	if err := errors.Join(err, resp.Body.Close()); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "openapi.json")
	if err := os.WriteFile(file, body, 0o600); err != nil {
		t.Fatal(err)
	}
	var found []struct{ Rule, Severity, Message, At string }
	if err := json.Unmarshal(client(t, "lint.js", file), &found); err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		if f.Severity == "error" {
			t.Errorf("%s: %s at %s", f.Rule, f.Message, f.At)
		}
		t.Logf("%s: %s: %s at %s", f.Severity, f.Rule, f.Message, f.At)
	}
}

// fuzzSeconds is how long the fuzzer may go on: it has tried every operation then.
const fuzzSeconds = 60

// TestFuzzedByItsDescription has schemathesis make requests of the API's
// description, right ones and wrong ones, and check every answer against it. The
// server works in this process, as it would for a user, but finds no hosts.
func TestFuzzedByItsDescription(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a minute")
	}
	needs(t, filepath.Join("..", "..", "bin", "clients", "python"))
	findNoHosts(t)
	url := serveDemo(t)
	settings, err := filepath.Abs("../../.ci/clients/schemathesis.toml")
	if err != nil {
		t.Fatal(err)
	}
	out := printed(t, t.TempDir(), "python3", // where it leaves files behind
		"-m", "schemathesis.cli", "--config-file", settings, "run", url+"/api/v1/openapi.json",
		"--seed", "1", "--max-time", fmt.Sprint(fuzzSeconds), "--max-examples", "10", "--max-redirects", "0", "--suppress-health-check", "all", // a busy machine is slow to make data
		"--continue-on-failure", "--no-shrink", "--generation-database", "none", "--no-color", "--warnings", "off")
	if !strings.Contains(string(out), "No issues found") {
		t.Errorf("it does not say that all is well:\n%s", out)
	}
	t.Log(lastLines(string(out), 12))
}

func lastLines(text string, n int) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return strings.Join(lines[max(0, len(lines)-n):], "\n")
}

// findNoHosts makes every look-up of a name fail: what is fuzzed are also the
// addresses of feeds and webhooks.
func findNoHosts(t *testing.T) {
	t.Helper()
	former := net.DefaultResolver
	t.Cleanup(func() { net.DefaultResolver = former })
	net.DefaultResolver = &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) {
		return nil, errors.New("there is no network here")
	}}
}

// serveDemo runs the program with the demo archive in this process, and returns
// its address.
func serveDemo(t *testing.T) string {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	reader, writer := io.Pipe()
	ended := make(chan int)
	env := []string{"DATELINE_LOG_LEVEL=error", "DATELINE_SERVER_RATE_LIMIT=0"}
	var log strings.Builder
	go func() {
		code := run(ctx, []string{"serve", "--demo", "--addr", "127.0.0.1:0"}, strings.NewReader(""), writer, &log, env)
		_ = writer.Close()
		ended <- code
	}()
	t.Cleanup(func() {
		cancel()
		select {
		case <-ended:
		case <-time.After(patience):
			t.Error("the server does not end")
		}
		if strings.Contains(log.String(), "level=ERROR") {
			t.Errorf("the server's log:\n%s", log.String())
		}
	})
	line, err := bufio.NewReader(reader).ReadString('\n')
	_, url, found := strings.Cut(strings.TrimSpace(line), "Dateline answers at ")
	if err != nil || !found {
		t.Fatalf("the server does not answer: %q, %v", line, err)
	}
	return url
}
