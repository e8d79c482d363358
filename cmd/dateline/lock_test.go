package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestLockHasOneHolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new")
	l, err := takeLock(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := takeLock(dir); !errors.Is(err, errHeld) {
		t.Errorf("second holder: %v, want errHeld", err)
	}
	if err := l.announce(owner{Addr: "http://127.0.0.1:1"}); err != nil {
		t.Fatal(err)
	}
	_, server, err := lockOrServer(t.Context(), dir)
	if err != nil || server == nil || server.Addr != "http://127.0.0.1:1" || server.PID != os.Getpid() {
		t.Errorf("server %v, %v", server, err)
	}
	if err := l.release(); err != nil {
		t.Fatal(err)
	}
	l, server, err = lockOrServer(t.Context(), dir)
	if err != nil || server != nil {
		t.Fatalf("after release: %v, %v", server, err)
	}
	_ = l.release()
}

func TestLockForgetsADeadServer(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, noteFile), []byte(`{"pid":1,"addr":"http://127.0.0.1:1"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	l, server, err := lockOrServer(t.Context(), dir)
	if err != nil || server != nil {
		t.Fatalf("server %v, %v: its process is gone", server, err)
	}
	defer func() { _ = l.release() }()
	if readOwner(dir) != nil {
		t.Error("the note of the dead server is still there")
	}
}

func TestLockWaitsForACommand(t *testing.T) {
	dir := t.TempDir()
	l, err := takeLock(dir)
	if err != nil {
		t.Fatal(err)
	}
	time.AfterFunc(2*lockRetry, func() { _ = l.release() })
	second, server, err := lockOrServer(t.Context(), dir)
	if err != nil || server != nil {
		t.Fatalf("%v, %v", server, err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), lockRetry)
	defer cancel()
	if _, _, err := lockOrServer(ctx, dir); !errors.Is(err, errHeld) {
		t.Errorf("got %v, want errHeld when the wait ends", err)
	}
	_ = second.release()
}
