package watch

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/archive"
	"github.com/dateline-search/dateline/index/intake"
)

// desk is a watcher with a folder, an archive and a clock.
type desk struct {
	t        *testing.T
	folder   string
	store    *archive.Archive
	ingester *index.Ingester
	watcher  *Watcher
	now      time.Time
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{t: t, folder: t.TempDir(), now: time.Now()}
	var err error
	if d.store, err = archive.Open(t.Context(), t.TempDir(), archive.Options{}); err != nil {
		t.Fatal(err)
	}
	d.ingester = index.NewIngester(t.Context(), d.store, nil)
	t.Cleanup(func() {
		d.ingester.Close()
		if err := d.store.Close(); err != nil {
			t.Error(err)
		}
	})
	d.restart()
	return d
}

func (d *desk) restart() {
	d.t.Helper()
	w, err := Open(d.t.Context(), Options{
		Folders: These(d.folder), Except: filepath.Join(d.folder, "data"), Store: d.store,
		Ingester: func(string) Ingester { return d.ingester }, Now: func() time.Time { return d.now },
	})
	if err != nil {
		d.t.Fatal(err)
	}
	d.watcher = w
}

// write writes a file that was changed that long ago.
func (d *desk) write(name, text string, ago time.Duration) {
	d.t.Helper()
	path := filepath.Join(d.folder, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		d.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		d.t.Fatal(err)
	}
	if err := os.Chtimes(path, d.now, d.now.Add(-ago)); err != nil {
		d.t.Fatal(err)
	}
}

// scan looks once and checks how many files were taken, and what is archived.
func (d *desk) scan(files int, want string) {
	d.t.Helper()
	n, err := d.watcher.Scan(d.t.Context())
	if err != nil {
		d.t.Fatal(err)
	}
	records, err := d.store.Since(d.t.Context(), 0, 10_000)
	if err != nil {
		d.t.Fatal(err)
	}
	var titles []string
	for _, r := range records {
		titles = append(titles, fmt.Sprintf("%s v%d", r.Title, r.Version))
	}
	if got := strings.Join(titles, ", "); n != files || got != want {
		d.t.Errorf("took %d files, want %d; archived are %s, want %s", n, files, got, want)
	}
}

// ready are the files that a look finds complete.
func (d *desk) ready() []intake.File {
	list, _ := d.watcher.list(d.folder)
	return d.watcher.ready(list, map[string]look{})
}

func story(id, title string) string {
	return fmt.Sprintf(`{"id":%q,"title":%q,"body":"The quay opens."}`+"\n", id, title)
}

func TestFilesAreTakenWhenComplete(t *testing.T) {
	d := newDesk(t)
	d.scan(0, "")
	d.write("a.json", story("1", "Quay")[:20], time.Second) // being written
	d.write("deep/b.json", story("2", "Ferry"), time.Hour)  // moved in
	d.write(".c.json", story("3", "Hidden"), time.Hour)
	d.write("d.exe", "x", time.Hour)
	d.scan(1, "Ferry v1")
	d.write("a.json", story("1", "Quay"), 0)
	d.scan(0, "Ferry v1")
	d.now = d.now.Add(settled)
	d.scan(1, "Ferry v1, Quay v1")
	d.scan(0, "Ferry v1, Quay v1")
}

func TestRestartTakesNothingTwice(t *testing.T) {
	d := newDesk(t)
	d.write("a.json", story("1", "Quay"), time.Hour)
	d.scan(1, "Quay v1")
	d.restart()
	d.scan(0, "Quay v1")
	d.write("a.json", story("1", "Quay opens"), time.Minute)
	d.scan(1, "Quay opens v2")
	files, err := d.store.Taken(t.Context())
	if err != nil || len(files) != 1 || files[0].Articles != 1 || files[0].Path != filepath.Join(d.folder, "a.json") {
		t.Errorf("%+v, %v", files, err)
	}
}

func TestFilesWithADateToComeAreTaken(t *testing.T) {
	d := newDesk(t)
	d.write("a.json", story("1", "Quay"), -time.Hour)
	d.scan(0, "")
	d.scan(1, "Quay v1")
}

func TestBadFilesAreMarked(t *testing.T) {
	d := newDesk(t)
	d.write("a.json", "not JSON", time.Hour)
	d.write("b.jsonl", story("1", "Quay")+"{}\n", time.Hour)
	d.scan(2, "Quay v1")
	files, err := d.store.Taken(t.Context())
	if err != nil || len(files) != 2 {
		t.Fatalf("%+v, %v", files, err)
	}
	if a, b := files[0], files[1]; a.Rejected != 1 || !strings.Contains(a.Error, "is neither JSON nor") || b.Articles != 2 || b.Rejected != 1 || !strings.Contains(b.Error, "b.jsonl:2") {
		t.Errorf("%+v", files)
	}
	d.scan(0, "Quay v1")
}

func TestThousandsAtOnce(t *testing.T) {
	d := newDesk(t)
	const n = 2*together + 7
	var want []string
	for i := range n {
		d.write(fmt.Sprintf("%d/%05d.json", i%7, i), story(fmt.Sprint(i), "Quay"), time.Hour)
		want = append(want, "Quay v1")
	}
	d.scan(n, strings.Join(want, ", "))
	d.scan(0, strings.Join(want, ", "))
}

func TestAMissingFolderIsWaitedFor(t *testing.T) {
	d := newDesk(t)
	there := d.folder
	d.folder = filepath.Join(there, "later")
	d.restart()
	d.scan(0, "")
	d.write("a.json", story("1", "Quay"), time.Hour)
	d.scan(1, "Quay v1")
}

// On a slow drive the watcher rests longer, so that looking is never most of what
// the drive does.
func TestPause(t *testing.T) {
	for _, tt := range []struct {
		took time.Duration
		n    int
		want time.Duration
	}{
		{0, 0, 2 * time.Second},
		{100 * time.Millisecond, 0, 2 * time.Second},
		{time.Second, 0, 9 * time.Second},
		{time.Minute, 500, 2 * time.Second},
	} {
		if got := pause(tt.took, tt.n); got != tt.want {
			t.Errorf("after %v and %d files it rests for %v, want %v", tt.took, tt.n, got, tt.want)
		}
	}
}

// nobody keeps what was taken.
type nobody struct{}

func (nobody) Taken(context.Context) ([]intake.File, error)  { return nil, nil }
func (nobody) PutTaken(context.Context, []intake.File) error { return nil }

func (nobody) ForgetTaken(context.Context, []intake.File) ([]intake.File, error) { return nil, nil }

func (nobody) WasTaken(_ context.Context, files []intake.File) ([]bool, error) {
	return make([]bool, len(files)), nil
}

// BenchmarkScan is a look at folders in which nothing is new.
func BenchmarkScan(b *testing.B) {
	const folders, files = 20, 1000
	dir, past := b.TempDir(), time.Now().Add(-time.Hour)
	for i := range folders {
		folder := filepath.Join(dir, fmt.Sprint(i))
		if err := os.Mkdir(folder, 0o700); err != nil {
			b.Fatal(err)
		}
		for j := range files {
			name := filepath.Join(folder, fmt.Sprint(j, ".json"))
			if err := errors.Join(os.WriteFile(name, []byte("{}"), 0o600), os.Chtimes(name, past, past)); err != nil {
				b.Fatal(err)
			}
		}
	}
	w, err := Open(b.Context(), Options{Folders: These(dir), Store: nobody{}})
	if err != nil {
		b.Fatal(err)
	}
	list, _ := w.list(dir)
	for _, f := range w.ready(list, map[string]look{}) {
		w.taken[f.Path] = f
	}
	if len(w.taken) != folders*files {
		b.Fatalf("%d files", len(w.taken))
	}
	for b.Loop() {
		if n, err := w.Scan(b.Context()); n > 0 || err != nil {
			b.Fatal(n, err)
		}
	}
	b.ReportMetric(b.Elapsed().Seconds()*1e6/float64(b.N*folders*files), "µs/file")
}
