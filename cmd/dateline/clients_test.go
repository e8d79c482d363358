package main

import (
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
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

// TestNewsAPIClients holds that programs written for NewsAPI get the right
// articles with the libraries that they use: .ci/test-deps gets those.
func TestNewsAPIClients(t *testing.T) {
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

	installed, err := filepath.Abs("../../bin/clients")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, program, script, path, library string }{
		{"JavaScript", "node", "newsapi.js", "NODE_PATH", "node_modules"},
		{"Python", "python3", "newsapi_asks.py", "PYTHONPATH", "python"},
	} {
		t.Run(c.name, func(t *testing.T) {
			library := filepath.Join(installed, c.library)
			if _, err := os.Stat(library); err != nil {
				if os.Getenv("CI") == "true" {
					t.Fatal(err)
				}
				t.Skip("the client is not installed: make test-deps installs it where npm and pip are")
			}
			cmd := exec.Command(c.program, filepath.Join("../../.ci/clients", c.script), s.url)
			cmd.Env = append(os.Environ(), c.path+"="+library)
			out, err := cmd.Output()
			if err != nil {
				var exit *exec.ExitError
				if errors.As(err, &exit) {
					t.Fatalf("%v\n%s", err, exit.Stderr)
				}
				t.Fatal(err)
			}
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
