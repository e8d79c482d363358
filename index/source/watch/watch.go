package watch

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/intake"
	"github.com/dateline-search/dateline/index/source"
	"github.com/dateline-search/dateline/index/trouble"
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
	// slowest is the longest rest after the archive has kept nothing, or a file
	// could not be read: a person who has made room, or given a permission, waits
	// for it.
	slowest = time.Minute
	// tidied is how often files that were taken and are gone are forgotten. Nothing
	// depends on it but the memory for those of an hour.
	tidied = 10 * time.Minute
)

// Store keeps which files were taken.
type Store interface {
	Taken(ctx context.Context) ([]intake.File, error)
	PutTaken(ctx context.Context, files []intake.File) error
	// ForgetTaken forgets files but for that they were taken as they are, and returns
	// those that it has forgotten; WasTaken says which were taken, by whomever.
	ForgetTaken(ctx context.Context, files []intake.File) ([]intake.File, error)
	WasTaken(ctx context.Context, files []intake.File) ([]bool, error)
}

// Ingester takes articles in.
type Ingester interface {
	Load(ctx context.Context, src index.Source, watch index.Watch) (index.Report, error)
}

// Options is what a Watcher is made of. Folders, Store and Ingester are needed.
type Options struct {
	// Folders says which folders are watched; it is asked before each look.
	Folders  func(ctx context.Context) ([]string, error)
	Except   string // folder from which nothing is taken; empty is none
	Store    Store
	Ingester func(folder string) Ingester // for the files of a folder
	Source   source.Options               // how files are read
	Now      func() time.Time             // nil is time.Now
	Logger   *slog.Logger                 // nil logs nothing
	// Took is told what came of some files; nil for nobody. Rejected is told of
	// what could not be taken.
	Took     func(files int, r index.Report)
	Rejected func(*index.Rejection)
}

// These are folders that do not change.
func These(folders ...string) func(context.Context) ([]string, error) {
	return func(context.Context) ([]string, error) { return folders, nil }
}

// Watcher watches folders. It belongs to one goroutine, but for Standing.
type Watcher struct {
	options Options
	taken   map[string]intake.File // by path
	before  map[string]look        // how files looked the last time
	unread  map[string]unread      // files that cannot be read, by path
	tidy    time.Time              // when gone files are forgotten next
	sleep   func(ctx context.Context, d time.Duration) error

	waiting  *trouble.Trouble
	mu       sync.Mutex
	standing Standing
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
	w := &Watcher{options: o, taken: map[string]intake.File{}, before: map[string]look{}, unread: map[string]unread{}, sleep: sleep}
	w.waiting = trouble.New(o.Logger, o.Now, "files of watched folders wait", "files of watched folders are taken again")
	files, err := o.Store.Taken(ctx)
	for _, f := range files {
		w.taken[f.Path] = f
	}
	return w, err
}

// Run watches until ctx is done, whatever happens: where a folder or a file cannot
// be read, or the archive keeps nothing as its disk is full, it tries again.
func (w *Watcher) Run(ctx context.Context) error {
	for failures := 0; ; {
		began := time.Now()
		n, err := w.Scan(ctx)
		if ctx.Err() != nil {
			return nil
		}
		if errors.Is(err, index.ErrClosed) {
			return err
		}
		wait := pause(time.Since(began), n)
		if failures++; err == nil {
			failures = 0
		} else {
			wait = after(failures)
		}
		if err := w.sleep(ctx, wait); err != nil {
			return nil // ctx is done
		}
	}
}

// sleep fails when ctx is done before the time is over.
func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
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

// after is how long to rest after so many failures in a row.
func after(failures int) time.Duration {
	const doublings = 5 // the bound comes first
	return min(tick<<min(failures, doublings), slowest)
}

// Scan looks at the folders once and takes what is complete; it returns how many
// files it took. Its error says why the archive did not keep them: they wait.
func (w *Watcher) Scan(ctx context.Context) (n int, err error) {
	defer func() { w.tellTrouble(ctx, err) }()
	folders, err := w.options.Folders(ctx)
	if err != nil {
		return 0, err
	}
	seen := map[string]look{}
	for _, folder := range folders {
		took, err := w.scan(ctx, folder, seen)
		if n += took; err != nil {
			return n, err
		}
	}
	w.before = seen
	w.forget(folders)
	if now := w.options.Now(); now.After(w.tidy) {
		w.tidy = now.Add(tidied)
	}
	return n, nil
}

// scan looks at one folder and takes what is complete.
func (w *Watcher) scan(ctx context.Context, folder string, seen map[string]look) (n int, err error) {
	list, whole := w.list(folder)
	files := w.ready(list, seen)
	for len(files) > 0 {
		size := min(len(files), together)
		fresh, err := w.fresh(ctx, files[:size])
		if err != nil {
			return n, err
		}
		took, err := w.take(ctx, folder, fresh)
		if n += took; err != nil {
			return n, err
		}
		files = files[size:]
	}
	if !whole || !w.options.Now().After(w.tidy) {
		return n, nil
	}
	return n, w.forgetGone(ctx, folder, list)
}
