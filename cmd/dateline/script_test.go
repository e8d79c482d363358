package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets the scripts run the test binary as dateline, race detector
// included.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"dateline": main, "racer": race})
}

// scripts is where the end-to-end scripts lie: each tells what a user types and
// must see.
const scripts = "../../testdata/script"

func TestScripts(t *testing.T) {
	files, err := filepath.Glob(scripts + "/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no scripts in %s: %v", scripts, err)
	}
	testdata, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	races := watchRaces(t)
	testscript.Run(t, testscript.Params{
		Files: files,
		Setup: func(e *testscript.Env) error {
			e.Setenv("DEMO", filepath.Join(testdata, "demo"))
			e.Setenv("FORMATS", filepath.Join(testdata, "formats"))
			e.Setenv("GORACE", races)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"await": await,
			"http":  httpCommand,

			"eventually": eventually,
		},
		Condition: func(name string) (bool, error) {
			if name == "root" {
				return os.Geteuid() == 0, nil
			}
			return false, fmt.Errorf("unknown condition %q", name)
		},
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
	})
}

// patience is how long tests wait for what should take a moment: no machine may be
// so busy that it fails them.
const patience = 5 * time.Minute

// await DATA waits for the server on a data folder and sets URL to its address.
func await(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: await DATA")
	}
	dir := ts.MkAbs(args[0])
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		o := readOwner(dir)
		if o == nil {
			continue
		}
		resp, err := http.Get(o.Addr + "/readyz")
		if err != nil {
			continue
		}
		_ = resp.Body.Close()
		if resp.StatusCode == http.StatusOK {
			ts.Setenv("URL", o.Addr)
			return
		}
	}
	ts.Fatalf("no server on %s after %v", dir, patience)
}

// httpCommand is: http METHOD PATH STATUS [FILE [TYPE]]. It prints the answer's
// body, and with ! before it, tries until the status comes.
func httpCommand(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 3 || len(args) > 5 {
		ts.Fatalf("usage: http METHOD PATH STATUS [FILE [TYPE]]")
	}
	var body []byte
	kind := "application/json"
	if len(args) > 3 {
		body = []byte(ts.ReadFile(args[3]))
	}
	if len(args) > 4 {
		kind = args[4]
	}
	status, answer, err := send(args[0], ts.Getenv("URL")+args[1], kind, body)
	ts.Check(err)
	_, _ = fmt.Fprintln(ts.Stdout(), strings.TrimSpace(answer))
	if fmt.Sprint(status) != args[2] {
		ts.Fatalf("%s %s: status %d, want %s\n%s", args[0], args[1], status, args[2], answer)
	}
}

// eventually is: eventually PATH TEXT. It asks until the answer has the text.
func eventually(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: eventually PATH TEXT")
	}
	answer := ""
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(100 * time.Millisecond) {
		var err error
		_, answer, err = send(http.MethodGet, ts.Getenv("URL")+args[0], "", nil)
		ts.Check(err)
		if strings.Contains(answer, args[1]) {
			return
		}
	}
	ts.Fatalf("%s has no %s after %v\n%s", args[0], args[1], patience, answer)
}

// send sends one request.
func send(method, url, kind string, body []byte) (status int, answer string, err error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, method, url, bytes.NewReader(body))
	if err != nil {
		return 0, "", err
	}
	if len(body) > 0 {
		req.Header.Set("Content-Type", kind)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, "", err
	}
	data, err := io.ReadAll(resp.Body)
	return resp.StatusCode, string(data), errors.Join(err, resp.Body.Close())
}
