package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// pagesAreValid holds every page to the HTML standard.
func pagesAreValid(t *testing.T, s *server) {
	script := pageCheck(t, "valid.js", "html-validate")
	texts := map[string]string{}
	for _, path := range pages() {
		texts[path], _ = fetchPacked(t, s.url+path)
	}
	pack, err := json.Marshal(texts)
	if err != nil {
		t.Fatal(err)
	}
	if wrong := runCheck(t, script, pack); wrong != "" {
		t.Errorf("not valid:\n%s", wrong)
	}
}

// judged is what Lighthouse says of a page.
type judged struct {
	Address string
	Scores  map[string]int
	Missed  []string
}

// TestLighthouse holds that readers of every kind can use the pages, that these are
// made as browsers want them, and that they can be found where their owner wants
// it. How fast they are hangs on the machine, and is told alone.
func TestLighthouse(t *testing.T) {
	t.Parallel()
	script := pageCheck(t, "lighthouse.js", "lighthouse")
	s := startServerIn(t, []string{"DATELINE_SERVER_CRAWLERS=true"}, t.TempDir(), "--demo")
	out := runCheck(t, script, nil, s.url+"/?q=drone", s.url+"/article/n4okroqs64ozinsq?q=drone", s.url+"/entity/place/Karachi")
	n := 0
	for line := range strings.Lines(out) {
		var j judged
		if err := json.Unmarshal([]byte(line), &j); err != nil {
			t.Fatalf("%v: %s", err, line)
		}
		t.Logf("%s: %v, missed %q", j.Address, j.Scores, j.Missed)
		for _, category := range []string{"accessibility", "best-practices", "seo"} {
			if j.Scores[category] != 100 {
				t.Errorf("%s: %s is %d of 100: %q", j.Address, category, j.Scores[category], j.Missed)
			}
		}
		n++
	}
	if n != 3 {
		t.Errorf("%d pages were judged, not 3:\n%s", n, out)
	}
}

// pageCheck is the path of a script that checks pages, and skips the test where
// what it needs is not there, which in CI is a failure.
func pageCheck(t *testing.T, script, library string) string {
	t.Helper()
	_, noNode := exec.LookPath("node")
	folder := filepath.Join("..", "..", ".ci", "web")
	if _, err := os.Stat(filepath.Join(folder, "node_modules", library)); err != nil || noNode != nil || chromium() == "" {
		missing := "no " + library + ": `make test-deps` gets it where there is npm, and Chromium"
		if os.Getenv("CI") != "" {
			t.Fatal(missing)
		}
		t.Skip(missing)
	}
	return filepath.Join(folder, script)
}

// runCheck gives what a script prints.
func runCheck(t *testing.T, script string, stdin []byte, args ...string) string {
	t.Helper()
	command := exec.CommandContext(t.Context(), "node", slices.Concat([]string{script}, args)...)
	var stderr bytes.Buffer
	command.Env = append(os.Environ(), "CHROME_PATH="+chromium())
	command.Stdin, command.Stderr = bytes.NewReader(stdin), &stderr
	out, err := command.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s", script, err, stderr.String())
	}
	return string(out)
}
