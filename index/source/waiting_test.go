package source

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestOpenWaitingEndsWithItsContext(t *testing.T) {
	silent, write := io.Pipe()
	defer func() { _ = write.Close() }()
	never := make(chan struct{})
	defer close(never)
	tests := []struct {
		name string
		open func() (io.ReadCloser, error)
	}{
		{"nobody writes", func() (io.ReadCloser, error) { return silent, nil }},
		{"nobody opens", func() (io.ReadCloser, error) { <-never; return nil, errors.New("too late") }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
			defer cancel()
			in := openWaiting(ctx, tt.open)
			if _, err := io.ReadAll(in); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("got %v", err)
			}
			if err := in.Close(); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestWalkEndsAtAPipe(t *testing.T) {
	silent, name := filepath.Join(t.TempDir(), "silent.json"), filepath.Join(t.TempDir(), "articles.json")
	makePipe(t, silent)
	makePipe(t, name)
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if _, err := Walk(ctx, []string{silent}, Options{}).Next(); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a pipe into which nobody writes: %v", err)
	}
	go func() { _ = os.WriteFile(name, []byte(one), 0o600) }()
	if got := read(t, Walk(t.Context(), []string{name}, Options{})); len(got) != 1 || got[0] != one {
		t.Errorf("a pipe gave %q", got)
	}
}
