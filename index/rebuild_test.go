package index

import (
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index/schema"
)

// withheld lets no generation that is begun be written until the gate is open.
func (s *station) withheld() (open func()) {
	gate := make(chan struct{})
	s.gens.make = func() *memGeneration {
		g := newMemGeneration("")
		g.gate = gate
		return g
	}
	return sync.OnceFunc(func() { close(gate) })
}

// standing waits until the indexer stands as asked.
func (s *station) standing(t *testing.T, as string, ok func(Standing) bool) Standing {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); ; time.Sleep(time.Millisecond) {
		now := s.indexer.Standing()
		if ok(now) {
			return now
		}
		if time.Now().After(end) {
			t.Fatalf("the index never stands as %s: %+v", as, now)
		}
	}
}

// said is a log that may be read while it is written.
type said struct {
	mu   sync.Mutex
	text strings.Builder
}

func (s *said) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(b)
}

func (s *said) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

// What another tagger made takes in what arrives, changes and goes, until the
// rebuild replaces it.
func TestIndexFromAnotherTaggerIsFollowedWhileItIsRebuilt(t *testing.T) {
	old := newMemGeneration("v1")
	s := newStation(t, old)
	open := s.withheld()
	t.Cleanup(open)
	var log said
	s.indexer.opts.Logger = slog.New(slog.NewTextHandler(&log, nil))
	s.put(t, 30, "text")
	s.run(t)
	s.settle(t)
	s.put(t, 40, "changed, and ten more")
	if _, err := s.in.Delete(t.Context(), "a0007"); err != nil {
		t.Fatal(err)
	}
	s.settle(t)
	s.same(t)
	if s.gens.serving() != old {
		t.Fatal("the former index serves no more: nothing was tested")
	}
	now := s.standing(t, "being rebuilt", func(n Standing) bool { return n.Rebuild != nil })
	if now.Frozen || now.Rebuild.Why != "the tagger v1 changed" {
		t.Errorf("it stands as %+v %+v", now, now.Rebuild)
	}
	open()
	s.rebuilt(t, old)
	s.settle(t)
	s.same(t)
	if got := s.gens.serving().tagged["a0003"]; got != "v2" {
		t.Errorf("tagged by %q, want the new tagger", got)
	}
	if now := s.standing(t, "rebuilt", func(n Standing) bool { return n.Rebuild == nil }); now.Frozen || now.Watermark != now.Last {
		t.Errorf("at the end it stands as %+v", now)
	}
	if !strings.Contains(log.String(), `why="the tagger v1 changed"`) {
		t.Errorf("the log does not say why: %s", log.String())
	}
}

// What was made for another schema takes nothing in, and lets go of what is
// killed at once. Its watermark stays: a process that takes over must see all.
func TestIndexOfAnotherSchemaLosesOnlyWhatIsDeleted(t *testing.T) {
	old := newMemGeneration("v2")
	s := newStation(t, old)
	s.put(t, 30, "text")
	if err := s.indexer.CatchUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	want := s.archive.texts()
	old.schema = schema.Version - 1
	s.indexer = NewIndexer(s.archive, s.gens, memTagger("v2"), s.indexer.opts) // another process takes over
	open := s.withheld()
	t.Cleanup(open)
	s.run(t)
	now := s.standing(t, "frozen", func(n Standing) bool { return n.Frozen && n.Rebuild != nil })
	if now.Rebuild.Why != "the layout of the index changed" || now.Watermark != 30 {
		t.Errorf("it stands as %+v %+v", now, now.Rebuild)
	}
	s.put(t, 35, "changed, and five more")
	if _, err := s.in.Delete(t.Context(), "a0007"); err != nil {
		t.Fatal(err)
	}
	delete(want, "a0007")
	for end := time.Now().Add(10 * time.Second); len(old.holds()) > 29; time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("what was deleted is still found")
		}
	}
	if diff := cmp.Diff(want, old.holds()); diff != "" {
		t.Errorf("the former index (-want +got):\n%s", diff)
	}
	if mark, _ := old.Watermark(); mark != 30 || s.indexer.Watermark() != 30 {
		t.Errorf("watermarks %d and %d: nothing but the deletion was written", mark, s.indexer.Watermark())
	}
	open()
	s.rebuilt(t, old)
	s.settle(t)
	s.same(t)
	s.standing(t, "rebuilt", func(n Standing) bool { return !n.Frozen && n.Rebuild == nil })
}

// A rebuild that is asked for while one runs waits for that one.
func TestRebuildsAreShared(t *testing.T) {
	old := newMemGeneration("v1")
	s := newStation(t, old)
	open := s.withheld()
	t.Cleanup(open)
	s.put(t, 30, "text")
	s.run(t)
	s.standing(t, "being rebuilt", func(n Standing) bool { return n.Rebuild != nil })
	done, reached := make(chan error, 2), uint64(0)
	go func() { done <- s.indexer.Rebuild(t.Context(), func(seq uint64) { reached = max(reached, seq) }) }()
	go func() { done <- s.indexer.Rebuild(t.Context(), nil) }()
	time.Sleep(20 * time.Millisecond) // that they have joined; they end well too if not
	open()
	for range 2 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	s.same(t)
	if reached != 30 {
		t.Errorf("progress %d, want 30", reached)
	}
}
