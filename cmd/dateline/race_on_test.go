//go:build race

package main

import (
	"path/filepath"
	"testing"
)

// slower is how many times longer programs take under the race detector, about.
const slower = 5

// TestRacesOfProgramsAreSeen has a program race, which is not dateline.
func TestRacesOfProgramsAreSeen(t *testing.T) {
	reports := filepath.Join(t.TempDir(), "race")
	cmd := program(t, []string{"GORACE=log_path=" + reports})
	cmd.Args = []string{"racer"}
	if out, err := cmd.CombinedOutput(); err == nil {
		t.Errorf("it raced, and all is well: %s", out)
	}
	if found := racesIn(t, reports); len(found) != 1 {
		t.Errorf("there are %d reports of it: %q", len(found), found)
	}
}
