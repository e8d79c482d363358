package blevesearch

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"

	"github.com/dateline-search/dateline/search"
)

func TestBeyondIsTheNextKey(t *testing.T) {
	for prefix, want := range map[string]string{"": "", "ab": "ac", "a\xff": "b", "\xff": ""} {
		if got := string(beyond(prefix)); got != want {
			t.Errorf("beyond %q is %q, want %q", prefix, got, want)
		}
	}
}

func TestPoolDoesEachTaskOnce(t *testing.T) {
	p := newPool(3)
	var done [100]atomic.Int32
	err := p.each(t.Context(), 3, len(done), func(worker, task int) error {
		if worker < 0 || worker > 2 {
			t.Errorf("worker %d", worker)
		}
		done[task].Add(1)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for task := range done {
		if n := done[task].Load(); n != 1 {
			t.Errorf("task %d was done %d times", task, n)
		}
	}
	if len(p.seats) != 0 {
		t.Error("a seat was kept")
	}
}

func TestPoolEndsAtAnError(t *testing.T) {
	p := newPool(2)
	wrong := errors.New("wrong")
	if err := p.each(t.Context(), 2, 50, func(_, task int) error {
		if task == 10 {
			return wrong
		}
		return nil
	}); !errors.Is(err, wrong) {
		t.Errorf("error %v, want %v", err, wrong)
	}
	if err := p.each(t.Context(), 2, 1, func(_, _ int) error { panic("damaged") }); !errors.Is(err, search.ErrUnavailable) {
		t.Errorf("after a panic: %v, want ErrUnavailable", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := p.each(ctx, 2, 1, func(_, _ int) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want context.Canceled", err)
	}
}
