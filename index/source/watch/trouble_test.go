package watch

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/intake"
)

// says checks what is said of the folder: why it cannot be looked into, and what in
// it cannot be read.
func (d *desk) says(folder string, unread int, why string) {
	d.t.Helper()
	s := d.watcher.Standing()
	want := Condition{folder, unread, why}
	if got := s.Folders[d.folder]; got != want || len(s.Folders) != 1 {
		d.t.Errorf("it is said that %+v, want %+v", s.Folders, want)
	}
}

func TestAFolderThatVanishesAndReturns(t *testing.T) {
	d := newDesk(t)
	d.write("a.json", story("1", "Quay"), time.Hour)
	d.scan(1, "Quay v1")
	d.says("", 0, "")
	away := d.folder + "-away"
	for range 2 {
		if err := os.Rename(d.folder, away); err != nil {
			t.Fatal(err)
		}
		d.scan(0, "Quay v1")
		d.says("no such file or directory", 0, "")
		if err := os.Rename(away, d.folder); err != nil {
			t.Fatal(err)
		}
		d.scan(0, "Quay v1") // nothing is taken twice
		d.says("", 0, "")
	}
	d.write("b.json", story("2", "Ferry"), time.Hour)
	d.scan(1, "Quay v1, Ferry v1")
}

// A folder and a file in each other's place are no trouble.
func TestWhatChangesItsKind(t *testing.T) {
	d := newDesk(t)
	d.write("a.json", story("1", "Quay"), time.Hour)
	d.scan(1, "Quay v1")
	if err := os.Remove(filepath.Join(d.folder, "a.json")); err != nil {
		t.Fatal(err)
	}
	d.write("a.json/b.json", story("2", "Ferry"), time.Hour)
	d.scan(1, "Quay v1, Ferry v1")
	d.says("", 0, "")
}

func TestLinks(t *testing.T) {
	d := newDesk(t)
	link := func(to, name string) {
		t.Helper()
		if err := os.Symlink(to, filepath.Join(d.folder, name)); err != nil {
			t.Fatal(err)
		}
	}
	link(filepath.Join(d.folder, "b.json"), "a.json") // to a file that is not there yet
	link(d.folder, "circle")                          // to the folder itself
	link("self.json", "self.json")
	d.scan(0, "")
	d.says("", 2, "a.json: no such file or directory")
	d.write("b.json", story("1", "Quay"), time.Hour)
	d.now = d.now.Add(time.Minute)
	d.scan(2, "Quay v1")
	d.says("", 1, "self.json: too many levels of symbolic links")
}

// Who may put files into a folder cannot have others read so.
func TestLinksThatLeadOut(t *testing.T) {
	d := newDesk(t)
	elsewhere := t.TempDir()
	if err := os.WriteFile(filepath.Join(elsewhere, "secret.json"), []byte(story("1", "Secret")), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, to := range map[string]string{
		"a.json": filepath.Join(elsewhere, "secret.json"), "b": elsewhere, "c.json": filepath.Join(d.folder, "b", "secret.json"),
	} {
		if err := os.Symlink(to, filepath.Join(d.folder, name)); err != nil {
			t.Fatal(err)
		}
	}
	d.write("d.json", story("2", "Quay"), time.Hour)
	d.now = d.now.Add(time.Minute)
	d.scan(1, "Quay v1")
	d.says("", 3, "a.json: a link that leads out of the folder is not followed")
}

// A folder that is a link itself is watched as what it leads to.
func TestAFolderThatIsALink(t *testing.T) {
	d := newDesk(t)
	d.write("a.json", story("1", "Quay"), time.Hour)
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(d.folder, link); err != nil {
		t.Fatal(err)
	}
	d.folder = link
	d.scan(1, "Quay v1")
	d.says("", 0, "")
}

// Who makes an empty file has only begun to write it.
func TestEmptyFilesAreWaitedFor(t *testing.T) {
	d := newDesk(t)
	d.write("a.json", "", time.Hour)
	d.scan(0, "")
	d.write("a.json", story("1", "Quay"), time.Hour)
	d.scan(1, "Quay v1")
}

// What lies in the folder that is excepted is nobody's article, as the server's own
// files are.
func TestNothingIsTakenFromTheExceptedFolder(t *testing.T) {
	d := newDesk(t)
	d.write("data/server.json", story("1", "Secret"), time.Hour)
	d.write("data-2/a.json", story("2", "Quay"), time.Hour)
	d.scan(1, "Quay v1")
}

// A file that is removed before it could be read was never there.
func TestFilesThatVanishAreNoTrouble(t *testing.T) {
	d := newDesk(t)
	d.write("a.json", story("1", "Quay"), time.Hour)
	d.write("b.json", story("2", "Ferry"), time.Hour)
	files := d.ready()
	if err := os.Remove(filepath.Join(d.folder, "a.json")); err != nil {
		t.Fatal(err)
	}
	if n, err := d.watcher.take(t.Context(), d.folder, files); n != 1 || err != nil {
		t.Errorf("took %d, %v", n, err)
	}
	d.scan(0, "Ferry v1")
	d.says("", 0, "")
	if taken, err := d.store.Taken(t.Context()); err != nil || len(taken) != 1 || taken[0].Path != filepath.Join(d.folder, "b.json") {
		t.Errorf("%+v, %v", taken, err)
	}
}

// full is an archive's disk that may be full.
type full struct {
	Store
	Ingester
	is bool
}

func (f *full) Load(ctx context.Context, src index.Source, w index.Watch) (index.Report, error) {
	if f.is {
		return index.Report{}, fmt.Errorf("archive: put: %w: /data", index.ErrFull)
	}
	return f.Ingester.Load(ctx, src, w)
}

func (f *full) PutTaken(ctx context.Context, files []intake.File) error {
	if f.is {
		return index.ErrFull
	}
	return f.Store.PutTaken(ctx, files)
}

// While the disk is full files wait, which is said; afterwards they are taken
// without a restart.
func TestFilesWaitForADiskThatIsFull(t *testing.T) {
	d := newDesk(t)
	disk := &full{Store: d.store, Ingester: d.ingester, is: true}
	d.watcher.options.Store, d.watcher.options.Ingester = disk, func(string) Ingester { return disk }
	d.write("a.json", story("1", "Quay"), time.Hour)
	for range 2 {
		if n, err := d.watcher.Scan(t.Context()); n != 0 || !errors.Is(err, index.ErrFull) {
			t.Errorf("took %d, %v", n, err)
		}
	}
	if got := d.watcher.Standing().Trouble; got != "no space left in the data folder" {
		t.Errorf("it is said that %q", got)
	}
	disk.is = false
	d.scan(1, "Quay v1")
	if got := d.watcher.Standing().Trouble; got != "" {
		t.Errorf("it is still said that %q", got)
	}
}

// Nothing ends the watcher but its context and the end of the archive.
func TestRunGoesOn(t *testing.T) {
	d := newDesk(t)
	ctx, cancel := context.WithCancel(t.Context())
	var waits []time.Duration
	d.watcher.sleep = func(ctx context.Context, wait time.Duration) error {
		waits = append(waits, wait)
		return ctx.Err()
	}
	looks := 0
	d.watcher.options.Folders = func(context.Context) ([]string, error) {
		if looks++; looks == 7 {
			cancel()
		}
		return nil, index.ErrFull
	}
	if err := d.watcher.Run(ctx); err != nil || looks != 7 {
		t.Errorf("%v after %d looks", err, looks)
	}
	if diff := cmp.Diff([]time.Duration{4e9, 8e9, 16e9, 32e9, 60e9, 60e9}, waits); diff != "" {
		t.Errorf("it rested (-want +got):\n%s", diff)
	}
	d.watcher.options.Folders = func(context.Context) ([]string, error) { return nil, index.ErrClosed }
	if err := d.watcher.Run(t.Context()); !errors.Is(err, index.ErrClosed) {
		t.Errorf("got %v", err)
	}
}

// What becomes a link out of the folder, a pipe or a folder between the look and the
// reading is not read, and keeps nobody waiting.
func TestWhatIsExchangedBeforeItIsRead(t *testing.T) {
	elsewhere := t.TempDir()
	secret := filepath.Join(elsewhere, "a.json")
	if err := os.WriteFile(secret, []byte(story("1", "Secret")), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, exchange := range map[string]func(folder string) error{
		"file": func(folder string) error { return os.Symlink(secret, filepath.Join(folder, "deep", "a.json")) },
		"relative file": func(folder string) error {
			return os.Symlink(relative(folder, secret), filepath.Join(folder, "deep", "a.json"))
		},
		"folder above": func(folder string) error {
			return errors.Join(os.Remove(filepath.Join(folder, "deep")), os.Symlink(elsewhere, filepath.Join(folder, "deep")))
		},
		"pipe":   func(folder string) error { return mkfifo(filepath.Join(folder, "deep", "a.json")) },
		"folder": func(folder string) error { return os.Mkdir(filepath.Join(folder, "deep", "a.json"), 0o700) },
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			d.write("deep/a.json", story("1", "Quay"), time.Hour)
			files := d.ready()
			if err := os.Remove(filepath.Join(d.folder, "deep", "a.json")); err != nil {
				t.Fatal(err)
			}
			if err := exchange(d.folder); errors.Is(err, errors.ErrUnsupported) {
				t.Skip("there is none on this system")
			} else if err != nil {
				t.Fatal(err)
			}
			if n, err := d.watcher.take(t.Context(), d.folder, files); len(files) != 1 || n != 0 || err != nil {
				t.Errorf("of %d files it took %d, %v", len(files), n, err)
			}
			d.scan(0, "")
		})
	}
}

// relative is the path to a file from the folder deep in a folder.
func relative(folder, file string) string {
	path, err := filepath.Rel(filepath.Join(folder, "deep"), file)
	if err != nil {
		return file
	}
	return path
}
