package index

import (
	"fmt"
	"sync/atomic"
	"testing"
	"time"
)

// What is taken down does not wait for what stands before it, whether it was in the
// index or was only on its way there.
func TestWhatIsTakenDownDoesNotWait(t *testing.T) {
	gen := newMemGeneration("v2")
	gen.jitter = 2 * time.Millisecond
	s := newStation(t, gen)
	s.run(t)
	s.put(t, 20, "first")
	s.settle(t)
	var gone, back atomic.Int64 // how much was in the index when a0007 was gone, and when it was there again
	gen.mu.Lock()
	gen.check = func(g *memGeneration) {
		switch _, there := g.texts["a0007"]; {
		case !there && gone.Load() == 0:
			gone.Store(int64(len(g.texts)))
		case there && gone.Load() > 0:
			back.Store(int64(len(g.texts)))
		}
	}
	gen.mu.Unlock()
	// Article 7 gets another text, hundreds of others come, and then it goes.
	s.put(t, 20, "second")
	const others = 500
	for i := range others / 100 {
		many := articles(100, "text")
		for j := range many {
			many[j].ID = fmt.Sprint(i, "-", j)
		}
		if _, err := s.in.Put(t.Context(), many); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.in.Delete(t.Context(), "a0007"); err != nil {
		t.Fatal(err)
	}
	s.settle(t)
	s.same(t)
	if gone.Load() == 0 || gone.Load() > others/2 || back.Load() > 0 {
		t.Errorf("of %d it was gone when there were %d, and back when there were %d", others, gone.Load(), back.Load())
	}
}
