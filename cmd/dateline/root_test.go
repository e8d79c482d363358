package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/cobra"

	"github.com/dateline-search/dateline/config"
)

// outcome is what a call of the program leaves behind.
type outcome struct {
	Code           int
	Stdout, Stderr string
}

// call runs the program in an empty folder, with no environment but env.
func call(t *testing.T, env []string, args ...string) outcome {
	t.Helper()
	t.Chdir(t.TempDir())
	var stdout, stderr bytes.Buffer
	code := run(t.Context(), args, strings.NewReader(""), &stdout, &stderr, env)
	return outcome{code, stdout.String(), stderr.String()}
}

func TestWrongUsage(t *testing.T) {
	tests := []struct {
		name   string
		args   []string
		stderr string // where it ends in ..., only what is before counts
	}{
		{"no command", nil, "dateline: which command? There are ..."},
		{"unknown command", []string{"sarch"}, "dateline: there is no command \"sarch\"..."},
		{"near command", []string{"confg"}, "dateline: there is no command \"confg\"; did you mean config?\nTry: dateline --help\n"},
		{"unknown flag", []string{"version", "--jsn"}, "dateline: unknown flag: --jsn\nTry: dateline version --help\n"},
		{"flag without value", []string{"config", "--data"}, "dateline: flag needs an argument: --data\nTry: dateline config --help\n"},
		{"argument too many", []string{"version", "x"}, "dateline: version takes no arguments: \"x\"\nTry: dateline version --help\n"},
		{"argument missing", []string{"keys", "create"}, "dateline: keys create needs NAME\nTry: dateline keys create --help\n"},
		{"another too many", []string{"backup", "a", "b"}, "dateline: backup takes FILE and no more: \"b\"\nTry: dateline backup --help\n"},
		{"value of a flag", []string{"config", "--data", ""}, "dateline: config: data is \"\" (flag --data): want the path of a folder\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := call(t, nil, tt.args...)
			want, open := strings.CutSuffix(tt.stderr, "...")
			if got.Code != exitUsage || got.Stdout != "" {
				t.Errorf("exit code %d and results %q, want %d and none", got.Code, got.Stdout, exitUsage)
			}
			if got.Stderr != want && (!open || !strings.HasPrefix(got.Stderr, want)) {
				t.Errorf("standard error (-want +got):\n%s", cmp.Diff(tt.stderr, got.Stderr))
			}
		})
	}
}

func TestFailures(t *testing.T) {
	tests := []struct {
		name string
		env  []string
		args []string
		want string
	}{
		{"wrong environment", []string{"DATELINE_LOG_LEVEL=loud"}, []string{"config"}, "dateline: config: log.level is \"loud\" (environment variable DATELINE_LOG_LEVEL): want debug, info, warn or error\n"},
		{"no such file", nil, []string{"config", "--config", "none.yaml"}, "dateline: config: none.yaml: no such file or directory\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			want := outcome{Code: exitFailed, Stderr: tt.want}
			if diff := cmp.Diff(want, call(t, tt.env, tt.args...)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var stderr bytes.Buffer
	a := &app{Stderr: &stderr}
	code := a.fail(ctx, &cobra.Command{}, errors.Join(errors.New("read"), ctx.Err()))
	if code != exitFailed || stderr.String() != "dateline: interrupted\n" {
		t.Errorf("exit code %d, %q", code, &stderr)
	}
}

func TestHelpIsAResult(t *testing.T) {
	got := call(t, nil, "--help")
	if got.Code != exitDone || got.Stderr != "" || !strings.Contains(got.Stdout, "--config FILE") || !strings.Contains(got.Stdout, "--data DIR") {
		t.Errorf("got %+v", got)
	}
}

func TestVersion(t *testing.T) {
	got := call(t, nil, "version")
	if got.Code != exitDone || !strings.HasPrefix(got.Stdout, "dateline ") {
		t.Errorf("got %+v", got)
	}
	got = call(t, nil, "version", "--json")
	var b build
	if err := json.Unmarshal([]byte(got.Stdout), &b); err != nil {
		t.Fatalf("%+v: %v", got, err)
	}
	if diff := cmp.Diff(thisBuild(), b); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestConfigTable(t *testing.T) {
	got := call(t, []string{"DATELINE_SERVER_HOSTS=a.example,b.example"}, "config", "--data", "here")
	if got.Code != exitDone || got.Stderr != "" {
		t.Fatalf("got %+v", got)
	}
	for _, want := range []string{
		"data                     here                 flag --data\n",
		"engine                   bleve                default\n",
		"server.hosts             a.example,b.example  environment variable DATELINE_SERVER_HOSTS\n",
		"ingest.fields            -                    default\n",
	} {
		if !strings.Contains(got.Stdout, want) {
			t.Errorf("there is no line %q in\n%s", want, got.Stdout)
		}
	}
}

func TestConfigLines(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("own.toml", []byte("[index]\nbatch = 5\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var stdout bytes.Buffer
	if code := run(t.Context(), []string{"config", "--json", "--config", "own.toml"}, nil, &stdout, &stdout, nil); code != exitDone {
		t.Fatalf("exit code %d: %s", code, &stdout)
	}
	lines := strings.Split(strings.TrimSpace(stdout.String()), "\n")
	if len(lines) != len(config.Keys()) {
		t.Errorf("%d lines for %d keys", len(lines), len(config.Keys()))
	}
	for _, want := range []string{
		`{"key":"server.hosts","value":[],"origin":"default"}`,
		`{"key":"server.max_body","value":"64MiB","origin":"default"}`,
		`{"key":"index.batch","value":5,"origin":"file own.toml, line 2"}`,
	} {
		if !strings.Contains(stdout.String(), want+"\n") {
			t.Errorf("there is no line %s in\n%s", want, &stdout)
		}
	}
}

func TestResultsThatCannotBeWritten(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, args := range [][]string{{"version"}, {"version", "--json"}, {"config"}, {"config", "--json"}} {
		var stderr bytes.Buffer
		if code := run(t.Context(), args, nil, full{}, &stderr, nil); code != exitFailed {
			t.Errorf("%v on a full disk: exit code %d, %s", args, code, &stderr)
		}
	}
}

// full is a disk with no space.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left") }
