package main

import (
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// asked is what the programs in .ci/clients print.
type asked struct {
	Everything, Page, Headlines struct {
		Total           int
		Titles, Sources []string
	}
	Sources []string
	Refused string
}

// client runs a script of .ci/clients, or a program in bin/clients, and returns
// what it prints. .ci/test-deps installs what they need.
func client(t *testing.T, script string, args ...string) []byte {
	t.Helper()
	installed, err := filepath.Abs("../../bin/clients")
	if err != nil {
		t.Fatal(err)
	}
	program, needed := filepath.Join(installed, script), filepath.Join(installed, script)
	switch filepath.Ext(script) {
	case ".js":
		program, needed = "node", filepath.Join(installed, "node_modules")
	case ".py":
		program, needed = "python3", filepath.Join(installed, "python")
	}
	if program != needed {
		args = append([]string{filepath.Join("../../.ci/clients", script)}, args...)
	}
	needs(t, needed)
	return printed(t, "", program, args...)
}

// needs skips a test where what it needs is not installed; in CI it fails.
func needs(t *testing.T, path string) {
	t.Helper()
	_, err := os.Stat(path)
	switch {
	case err != nil && os.Getenv("CI") == "true":
		t.Fatal(err)
	case err != nil:
		t.Skip("what this is tested with is not installed: make test-deps installs it where npm and pip are")
	}
}

// printed runs a program in a folder; it finds what is installed. It returns what
// the program prints.
func printed(t *testing.T, dir, program string, args ...string) []byte {
	t.Helper()
	installed, err := filepath.Abs("../../bin/clients")
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "NODE_PATH="+filepath.Join(installed, "node_modules"), "PYTHONPATH="+filepath.Join(installed, "python"))
	out, err := cmd.Output()
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			t.Fatalf("%s: %v\n%s\n%s", strings.Join(cmd.Args, " "), err, out, exit.Stderr)
		}
		t.Fatal(err)
	}
	return out
}

// TestNewsAPIClients holds that programs written for NewsAPI get the right
// articles with the libraries that they use: .ci/test-deps gets those.
func TestNewsAPIClients(t *testing.T) {
	t.Parallel()
	s := startServer(t, t.TempDir())
	articles := []byte(`[
		{"id":"a","title":"Ferry sails","body":"It left.","lang":"en","published":"2025-07-03","source":"Quay News"},
		{"id":"b","title":"Ferry waits","body":"It waits.","lang":"en","published":"2025-07-02","source":"Quay News"},
		{"id":"c","title":"Ferry rests","body":"It rests.","lang":"en","published":"2025-06-30","source":"Quay News"},
		{"id":"d","title":"Die Fähre: ferry","body":"Sie fährt.","lang":"de","published":"2025-07-04","source":"Der Turm"},
		{"id":"e","title":"Tower stands","body":"It stands.","lang":"en","published":"2025-07-01","source":"Tower Post"}]`)
	if status, answer, err := send("POST", s.url+"/api/v1/articles?refresh=wait", "application/json", articles); err != nil || status != 201 && status != 200 {
		t.Fatal(status, answer, err)
	}
	var want asked
	want.Everything.Total, want.Everything.Titles, want.Everything.Sources = 2, []string{"Ferry sails", "Ferry waits"}, []string{"Quay News", "Quay News"}
	want.Page.Total, want.Page.Titles, want.Page.Sources = 4, []string{"Ferry sails"}, []string{"Quay News"}
	want.Headlines.Total, want.Headlines.Titles, want.Headlines.Sources = 1, []string{"Tower stands"}, []string{"Tower Post"}
	want.Sources, want.Refused = []string{"Quay News", "Der Turm", "Tower Post"}, "parametersMissing"

	for name, script := range map[string]string{"JavaScript": "newsapi.js", "Python": "newsapi_asks.py"} {
		t.Run(name, func(t *testing.T) {
			out := client(t, script, s.url)
			var got asked
			if err := json.Unmarshal(out, &got); err != nil {
				t.Fatalf("%v in %s", err, out)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
