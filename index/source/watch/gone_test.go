package watch

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// holds checks how many files are remembered one by one: by the archive, and in
// memory.
func (d *desk) holds(stored, known int) {
	d.t.Helper()
	files, err := d.store.Taken(d.t.Context())
	if err != nil || len(files) != stored || len(d.watcher.taken) != known {
		d.t.Errorf("%d files are remembered, and %d in memory, %v; want %d and %d", len(files), len(d.watcher.taken), err, stored, known)
	}
	w, err := d.store.TakenFrom(d.t.Context(), d.folder)
	if err != nil || w.Files < stored {
		d.t.Errorf("%+v, %v", w, err)
	}
}

// later looks again when what is gone is forgotten.
func (d *desk) later(files int, want string) {
	d.t.Helper()
	d.now = d.now.Add(tidied + time.Second)
	d.scan(files, want)
}

// Files that are gone are forgotten, and taken no second time when they are back as
// they were: one by one, a whole drive, before and after a restart.
func TestFilesThatAreGoneAreForgotten(t *testing.T) {
	d := newDesk(t)
	d.write("a.json", story("1", "Quay"), time.Hour)
	d.write("b/b.json", story("2", "Ferry"), time.Hour)
	d.write("c.json", story("3", "Pier"), time.Hour)
	const all = "Quay v1, Ferry v1, Pier v1"
	d.scan(3, all)
	d.holds(3, 3)
	away := d.folder + "-away"
	move := func(from, to string) {
		t.Helper()
		if err := os.Rename(from, to); err != nil {
			t.Fatal(err)
		}
	}
	back := func() {
		t.Helper()
		move(away, filepath.Join(d.folder, "b"))
		d.scan(0, all)
		d.later(0, all)
	}
	move(filepath.Join(d.folder, "b"), away)
	d.later(0, all)
	d.holds(2, 2)
	back()
	d.holds(2, 3)
	move(filepath.Join(d.folder, "b"), away)
	d.later(0, all)
	d.restart()
	back()
	d.holds(2, 3)

	// The drive is not there, and its empty place is.
	move(d.folder, away)
	d.later(0, all)
	d.holds(2, 3) // a folder that cannot be looked into says nothing
	if err := os.Mkdir(d.folder, 0o700); err != nil {
		t.Fatal(err)
	}
	d.later(0, all)
	d.holds(0, 0)
	if err := os.Remove(d.folder); err != nil {
		t.Fatal(err)
	}
	move(away, d.folder)
	d.scan(0, all)

	// One that comes back otherwise is another.
	d.write("a.json", story("1", "Quay opens"), time.Minute)
	d.scan(1, "Ferry v1, Pier v1, Quay opens v2")
	d.holds(1, 3)
}

// What of a folder cannot be read may hide files that are there.
func TestNothingIsForgottenOfAFolderThatIsNotSeenAsAWhole(t *testing.T) {
	d := newDesk(t)
	d.write("a.json", story("1", "Quay"), time.Hour)
	d.scan(1, "Quay v1")
	if err := os.Remove(filepath.Join(d.folder, "a.json")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(d.folder, "x"), filepath.Join(d.folder, "b.json")); err != nil {
		t.Skip("no links here:", err)
	}
	d.later(0, "Quay v1")
	d.holds(1, 1)
	if err := os.Remove(filepath.Join(d.folder, "b.json")); err != nil {
		t.Fatal(err)
	}
	d.later(0, "Quay v1")
	d.holds(0, 0)
}

// Of two watchers of a folder each takes what the other has not.
func TestTwoWatchersTakeNothingTwice(t *testing.T) {
	d := newDesk(t)
	first := d.watcher
	d.restart()
	second := d.watcher
	d.write("a.json", story("1", "Quay"), time.Hour)
	d.scan(1, "Quay v1")
	d.watcher = first
	d.write("b.json", story("2", "Ferry"), time.Hour)
	d.scan(1, "Quay v1, Ferry v1")
	d.watcher = second
	d.scan(0, "Quay v1, Ferry v1")
	d.write("a.json", story("1", "Quay opens"), time.Minute)
	d.scan(1, "Ferry v1, Quay opens v2")
	d.watcher = first
	d.scan(0, "Ferry v1, Quay opens v2")
}
