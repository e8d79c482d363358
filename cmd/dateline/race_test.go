package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
)

// program runs the test binary as dateline, with more environment than this
// process has. Where the race detector finds something in it, the test fails: how
// such a process ends alone does not tell, and most are killed.
func program(t testing.TB, env []string, args ...string) *exec.Cmd {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe)
	cmd.Args = append([]string{"dateline"}, args...)
	cmd.Env = append(append(os.Environ(), "GORACE="+watchRaces(t)), env...)
	return cmd
}

// watchRaces is what GORACE must be in programs that a test starts, so that the
// test fails for every race that is found in them. They end after a moment, in
// which a goroutine that is left may still show one: a second, which is usual, would
// be most of what a command takes.
func watchRaces(t testing.TB) string {
	t.Helper()
	reports := filepath.Join(t.TempDir(), "race")
	t.Cleanup(func() {
		for _, path := range racesIn(t, reports) {
			text, err := os.ReadFile(path)
			t.Errorf("a program that the test started has a race: %v\n%s", err, text)
		}
	})
	return "atexit_sleep_ms=50 log_path=" + reports
}

func racesIn(t testing.TB, reports string) []string {
	t.Helper()
	found, err := filepath.Glob(reports + ".*")
	if err != nil {
		t.Error(err)
	}
	return found
}

// race is a program that the race detector must stop at.
func race() {
	n := 0
	var both sync.WaitGroup
	for range 2 {
		both.Go(func() { n++ })
	}
	both.Wait()
}
