package main

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"
)

// A command that waits for the index says what for.
func TestWhoWaitsForTheIndexIsTold(t *testing.T) {
	n, _ := newTestNewsroom(t)
	var said bytes.Buffer
	a := &app{Stderr: &said}
	ctx, cancel := context.WithTimeout(t.Context(), 3*tellAfter)
	defer cancel()
	a.tellOfIndexing(ctx, n, "It is indexed.", 100)
	if got := said.String(); strings.Count(got, "It is indexed.\n") != 1 {
		t.Errorf("said %q", got)
	}

	said.Reset()
	begun := time.Now()
	if err := a.catchUp(t.Context(), n); err != nil {
		t.Fatal(err)
	}
	if got := said.String(); got != "" && time.Since(begun) < tellAfter {
		t.Errorf("nothing was to be done, and it said %q", got)
	}
}
