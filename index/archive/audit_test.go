package archive_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/access"
	"github.com/dateline-search/dateline/index/archive"
)

func TestAudit(t *testing.T) {
	ctx := t.Context()
	a := open(t, t.TempDir(), archive.Options{})
	for i := range 3 {
		e := access.Entry{
			At: time.Date(2025, 6, 1, 12, 0, i, 0, time.UTC), Key: "k", Address: "192.0.2.1", Method: "PUT",
			Path: fmt.Sprint("/api/v1/articles/", i), Status: 200, Request: "r",
		}
		if err := a.PutAudit(ctx, e); err != nil {
			t.Fatal(err)
		}
	}
	got, err := a.Audit(ctx, 2)
	if err != nil || len(got) != 2 || got[0].Path != "/api/v1/articles/2" || got[0].At.Second() != 2 || got[1].Path != "/api/v1/articles/1" {
		t.Errorf("%+v, %v", got, err)
	}
}

// Lines that come at the same time are all kept, each once.
func TestAuditOfMany(t *testing.T) {
	a := open(t, t.TempDir(), archive.Options{})
	const many = 300
	var callers sync.WaitGroup
	for i := range many {
		callers.Go(func() {
			if err := a.PutAudit(t.Context(), access.Entry{Method: "POST", Path: fmt.Sprint(i)}); err != nil {
				t.Error(err)
			}
		})
	}
	callers.Wait()
	got, err := a.Audit(t.Context(), 2*many)
	if err != nil {
		t.Fatal(err)
	}
	paths := map[string]bool{}
	for _, e := range got {
		paths[e.Path] = true
	}
	if len(got) != many || len(paths) != many {
		t.Errorf("%d lines of %d requests, want %d of as many", len(got), len(paths), many)
	}
}

// Who gives up does not take the lines of others along.
func TestAuditOfOneWhoGivesUp(t *testing.T) {
	a := open(t, t.TempDir(), archive.Options{})
	gone, leave := context.WithCancel(t.Context())
	leave()
	var callers sync.WaitGroup
	for i := range 20 {
		ctx := t.Context()
		if i%2 == 0 {
			ctx = gone
		}
		callers.Go(func() {
			if err := a.PutAudit(ctx, access.Entry{Path: fmt.Sprint(i % 2)}); err != nil && !errors.Is(err, context.Canceled) {
				t.Error(err)
			}
		})
	}
	callers.Wait()
	got, err := a.Audit(t.Context(), 100)
	stayed := 0
	for _, e := range got {
		if e.Path == "1" {
			stayed++
		}
	}
	if err != nil || stayed != 10 {
		t.Errorf("%d lines of 10, error %v", stayed, err)
	}
}

func TestAuditOfAClosedArchive(t *testing.T) {
	a := open(t, t.TempDir(), archive.Options{})
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	if err := a.PutAudit(t.Context(), access.Entry{}); !errors.Is(err, index.ErrClosed) {
		t.Errorf("error %v, want index.ErrClosed", err)
	}
}
