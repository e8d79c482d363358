package archive_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os/exec"
	"sync"
	"testing"

	"github.com/dateline-search/dateline/index/archive"
)

// A process that is killed loses nothing that it was told is stored.
func TestKilled(t *testing.T) {
	const rounds, most = 5, 150
	dir := t.TempDir()
	acknowledged := map[string]bool{}
	for round := range rounds {
		cmd, lines := child(t, "put for ever", dir, fmt.Sprint("round ", round))
		for stop := rand.IntN(most); stop >= 0 && lines.Scan(); stop-- {
			acknowledged[lines.Text()] = true
		}
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		for lines.Scan() { // what it had printed before it died
			acknowledged[lines.Text()] = true
		}
		var exit *exec.ExitError
		if err := cmd.Wait(); !errors.As(err, &exit) || exit.Exited() {
			t.Fatalf("round %d ended by itself: %v", round, err)
		}
		wantAcknowledged(t, dir, acknowledged)
	}
}

func wantAcknowledged(t *testing.T, dir string, acknowledged map[string]bool) {
	t.Helper()
	a := open(t, dir, archive.Options{})
	if err := a.Check(t.Context()); err != nil {
		t.Error(err)
	}
	records, err := a.Since(t.Context(), 0, 1_000_000)
	if err != nil {
		t.Fatal(err)
	}
	there := map[string]int{}
	for _, r := range records {
		there[r.ID]++
	}
	for id := range acknowledged {
		if there[id] != 1 {
			t.Errorf("%s was acknowledged and is there %d times", id, there[id])
		}
	}
	if len(acknowledged) == 0 {
		t.Error("nothing was acknowledged, so nothing is tested")
	}
	if err := a.Close(); err != nil {
		t.Error(err)
	}
}

// Several processes, one of them with two archives open, write at once and are
// followed by a reader.
func TestManyWriters(t *testing.T) {
	dir := t.TempDir()
	reader := open(t, dir, archive.Options{})
	names := []string{"child one", "child two", "here one", "here two"}
	var wg sync.WaitGroup
	for _, name := range names[:2] {
		cmd, _ := child(t, "put some", dir, name)
		wg.Go(func() {
			if err := cmd.Wait(); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		})
	}
	for _, name := range names[2:] {
		a := open(t, dir, archive.Options{})
		wg.Go(func() {
			if err := putSome(a, name, someBatches); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		})
	}
	written := make(chan struct{})
	go func() { wg.Wait(); close(written) }()

	seen := followIDs(t, reader, written)
	for _, name := range names {
		for n := range someBatches * someSize {
			if id := fmt.Sprint(name, "-", n/someSize, "-", n%someSize); seen[id] != 1 {
				t.Errorf("%s was seen %d times", id, seen[id])
			}
		}
	}
	wantNumbers(t, reader, len(names)*someBatches)
}

// wantNumbers checks that no number was lost or given twice: every article and
// every version has one of its own.
func wantNumbers(t *testing.T, a *archive.Archive, batches int) {
	t.Helper()
	last, err := a.Last(t.Context())
	if want := uint64(batches * (someSize + 1)); err != nil || last != want {
		t.Errorf("last number %d, %v, want %d", last, err, want)
	}
	shared, err := a.Get(t.Context(), "shared")
	if err != nil || shared.Version != batches {
		t.Errorf("the shared article is at version %d, %v, want %d", shared.Version, err, batches)
	}
	if err := a.Check(t.Context()); err != nil {
		t.Error(err)
	}
}

func followIDs(t *testing.T, a *archive.Archive, written <-chan struct{}) map[string]int {
	t.Helper()
	seen := map[string]int{}
	for mark, over := uint64(0), false; ; {
		select {
		case <-written:
			over = true
		default:
		}
		records, err := a.Since(t.Context(), mark, 50)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range records {
			seen[r.ID]++
			mark = r.Seq
		}
		if over && len(records) == 0 {
			return seen
		}
	}
}
