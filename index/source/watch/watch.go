package watch

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/intake"
	"github.com/dateline-search/dateline/index/source"
)

const (
	// tick is how often the folders are looked at, and rest how many times as long
	// as a look takes the watcher rests after it at least: a hundred thousand files
	// cost half a second, and on a slow network drive many times as much.
	tick = 2 * time.Second
	rest = 9
	// settled is how long a file must have been left alone to be complete. One
	// that was written elsewhere and then moved in is as old as it is.
	settled = 3 * time.Second
	// together is how many files are taken at a time: a transaction costs as much
	// for one as for hundreds.
	together = 500
)

// Store keeps which files were taken.
type Store interface {
	Taken(ctx context.Context) ([]intake.File, error)
	PutTaken(ctx context.Context, files []intake.File) error
}

// Ingester takes articles in.
type Ingester interface {
	Load(ctx context.Context, src index.Source, watch index.Watch) (index.Report, error)
}

// Options is what a Watcher is made of. Folders, Store and Ingester are needed.
type Options struct {
	Folders  []string
	Store    Store
	Ingester Ingester
	Source   source.Options   // how files are read
	Now      func() time.Time // nil is time.Now
	Logger   *slog.Logger     // nil logs nothing
	// Took is told what came of some files; nil for nobody. Rejected is told of
	// what could not be taken.
	Took     func(files int, r index.Report)
	Rejected func(*index.Rejection)
}

// Watcher watches folders. It belongs to one goroutine.
type Watcher struct {
	options Options
	taken   map[string]intake.File // by path
	before  map[string]look        // how files looked the last time
	missing map[string]string      // folders that cannot be read, with the reason that was told
}

// look is what tells whether a file has changed.
type look struct {
	size     int64
	modified time.Time
}

// Open returns a Watcher that knows what was taken before.
func Open(ctx context.Context, o Options) (*Watcher, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	w := &Watcher{options: o, taken: map[string]intake.File{}, before: map[string]look{}, missing: map[string]string{}}
	files, err := o.Store.Taken(ctx)
	for _, f := range files {
		w.taken[f.Path] = f
	}
	return w, err
}

// Run watches until ctx is done. It goes on where a folder or a file cannot be
// read; what the archive refuses ends it.
func (w *Watcher) Run(ctx context.Context) error {
	for {
		began := time.Now()
		n, err := w.Scan(ctx)
		if err != nil {
			if ctx.Err() != nil {
				return nil
			}
			return err
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(pause(time.Since(began), n)):
		}
	}
}

// pause is how long to rest after a look that took so long and found n files to
// take. What was taken is no part of the look, and where much arrives more will.
func pause(took time.Duration, n int) time.Duration {
	if n > 0 {
		return tick
	}
	return max(tick, rest*took)
}

// Scan looks at the folders once and takes what is complete; it returns how many
// files it took.
func (w *Watcher) Scan(ctx context.Context) (int, error) {
	files := w.ready()
	for rest := files; len(rest) > 0; {
		n := min(len(rest), together)
		if err := w.take(ctx, rest[:n]); err != nil {
			return 0, err
		}
		rest = rest[n:]
	}
	return len(files), nil
}

// ready lists the files that are new or changed, and no longer change.
func (w *Watcher) ready() []intake.File {
	var ready []intake.File
	now, seen := w.options.Now(), map[string]look{}
	for _, f := range w.list() {
		name, l := f.Name, look{f.Size, f.Modified}
		if t, ok := w.taken[name]; ok && t.Size == l.size && t.Modified.Equal(l.modified) {
			continue
		}
		seen[name] = l
		before, known := w.before[name]
		still := known && before.size == l.size && before.modified.Equal(l.modified)
		if age := now.Sub(l.modified); age >= settled || still && age < 0 {
			ready = append(ready, intake.File{Path: name, Size: l.size, Modified: l.modified})
		}
	}
	w.before = seen
	return ready
}

// list lists the files in the folders by their absolute paths.
func (w *Watcher) list() []source.File {
	var all []source.File
	for _, folder := range w.options.Folders {
		path, err := filepath.Abs(folder)
		if err == nil {
			_, err = os.Stat(path)
		}
		w.tell(folder, err)
		if err != nil {
			continue
		}
		files, _ := source.Files([]string{path})
		for _, f := range files {
			if f.Size >= 0 { // the others cannot be read, or are no files
				all = append(all, f)
			}
		}
	}
	return all
}

// tell says once that a folder cannot be read, and that it can again.
func (w *Watcher) tell(folder string, err error) {
	reason := ""
	if err != nil {
		reason = err.Error()
	}
	if w.missing[folder] != reason {
		if reason != "" {
			w.options.Logger.Warn("cannot look into a watched folder", "folder", folder, "error", reason)
		} else {
			w.options.Logger.Info("a watched folder is there again", "folder", folder)
		}
	}
	w.missing[folder] = reason
}

// take reads files, and then marks them as taken: a crash in between takes them
// once more, which changes nothing.
func (w *Watcher) take(ctx context.Context, files []intake.File) (err error) {
	t := &tally{files: map[string]*intake.File{}}
	var names []string
	for i := range files {
		names = append(names, files[i].Path)
		t.files[files[i].Path] = &files[i]
	}
	t.Walker = source.Walk(ctx, names, w.options.Source)
	defer func() { err = errors.Join(err, t.Close()) }()
	report, err := w.options.Ingester.Load(ctx, t, index.Watch{Rejected: func(r *index.Rejection) {
		t.reject(r)
		if w.options.Rejected != nil {
			w.options.Rejected(r)
		}
	}})
	if err != nil {
		return err
	}
	for i := range files {
		files[i].Taken = w.options.Now().UTC()
	}
	if err := w.options.Store.PutTaken(ctx, files); err != nil {
		return err
	}
	for _, f := range files {
		w.taken[f.Path] = f
	}
	w.options.Logger.InfoContext(ctx, "took files", "files", len(files), "new", report.New, "updated", report.Updated, "rejected", report.Rejected)
	if w.options.Took != nil {
		w.options.Took(len(files), report)
	}
	return nil
}
