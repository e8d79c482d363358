package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"
)

// Files of the data folder that tell processes of each other. The lock is the
// kernel's and ends with its process; the note says who holds it.
const (
	lockFile = "dateline.lock"
	noteFile = "server.json"
)

// lockRetry is how often a process that waits for the lock looks again.
const lockRetry = 50 * time.Millisecond

// errHeld says that another process owns the index.
var errHeld = errors.New("another process is working on this data folder")

// lock is the right to write the index of a data folder.
type lock struct {
	flock *flock.Flock
	note  string
}

// owner is what the process that holds the lock says of itself.
type owner struct {
	PID  int    `json:"pid"`
	Addr string `json:"addr"` // base URL of its API
	// Secret is a key for commands on this machine; who reads the note could read
	// the archive as well.
	Secret      string `json:"secret,omitempty"`
	Certificate string `json:"certificate,omitempty"` // fingerprint, where it speaks TLS
}

// takeLock takes the lock of a data folder, which is made where it is missing.
// It fails with errHeld where another process has it.
func takeLock(dir string) (*lock, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("data folder: %w", err)
	}
	l := &lock{flock: flock.New(filepath.Join(dir, lockFile)), note: filepath.Join(dir, noteFile)}
	ok, err := l.flock.TryLock()
	if err != nil {
		return nil, fmt.Errorf("data folder: lock: %w", err)
	}
	if !ok {
		return nil, errHeld
	}
	// What lies there is the note of a process that did not end by itself.
	if err := os.Remove(l.note); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, errors.Join(fmt.Errorf("data folder: %w", err), l.flock.Unlock())
	}
	return l, nil
}

// announce says under which address the holder's API answers.
func (l *lock) announce(o owner) error {
	o.PID = os.Getpid()
	data, err := json.Marshal(o)
	if err != nil {
		return err
	}
	next := l.note + ".new"
	if err := os.WriteFile(next, data, 0o600); err != nil {
		return errors.Join(fmt.Errorf("data folder: %w", err), os.Remove(next))
	}
	return os.Rename(next, l.note)
}

// release gives the lock back.
func (l *lock) release() error {
	err := os.Remove(l.note)
	if errors.Is(err, os.ErrNotExist) {
		err = nil
	}
	return errors.Join(err, l.flock.Unlock())
}

// lockOrServer takes the lock, or returns the server that holds it. Where
// another command holds it, it waits.
func lockOrServer(ctx context.Context, dir string) (*lock, *owner, error) {
	for {
		l, err := takeLock(dir)
		if !errors.Is(err, errHeld) {
			return l, nil, err
		}
		if o := readOwner(dir); o != nil {
			return nil, o, nil
		}
		select {
		case <-time.After(lockRetry):
		case <-ctx.Done():
			return nil, nil, fmt.Errorf("%w: %s", errHeld, dir)
		}
	}
}

// readOwner reads the note of a running server; nil where there is none.
func readOwner(dir string) *owner {
	data, err := os.ReadFile(filepath.Join(dir, noteFile))
	if err != nil {
		return nil
	}
	var o owner
	if json.Unmarshal(data, &o) != nil || o.Addr == "" {
		return nil
	}
	return &o
}
