// Package archive keeps every article, its earlier versions, the tombstones of
// deleted ones and the installation's settings: the truth that the index is
// derived from.
//
// It is one SQLite file in the data folder, archive.db, that several processes
// may have open at a time. A call that wrote returns when its transaction has
// been synced to disk (WAL, synchronous=FULL): it outlives a power cut. Nothing
// is remembered between transactions that another process may change.
//
// An article that changed keeps its former text as a version. Deleting one takes
// its text out of every answer for good, earlier versions included, but destroys
// nothing: the text stays in the file. cmd opens it; everyone else asks an
// index.Archive. It never tags, indexes or searches.
package archive

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"log/slog"
	"path/filepath"
	"runtime"
	"sync/atomic"
	"time"

	"github.com/dateline-search/dateline/index"
)

const (
	fileName = "archive.db"

	// A writer waits this long for another process: an import writes batch after
	// batch, and SQLite lets nobody queue, so that it takes luck to get between.
	defaultBusyTimeout = 30 * time.Second

	minReaders = 4
)

var _ index.Archive = (*Archive)(nil)

// Options are what may differ between two archives. The zero value is useful.
type Options struct {
	// Now is the clock that first_seen and changed are read from; time.Now where
	// nil. Times are kept in UTC, to the microsecond.
	Now func() time.Time
	// Logger hears of migrations; nobody does where it is nil.
	Logger *slog.Logger
	// BusyTimeout is how long a call waits while another process writes before
	// it fails; 30 seconds where 0.
	BusyTimeout time.Duration
	// Readers is how many calls may read at the same time; where 0, as many as
	// there are processors, but at least 4.
	Readers int
}

// Archive is an open archive. Its methods may be called from several goroutines;
// those that write wait for one another. They fail with index.ErrClosed after
// Close, and with the context's error when that ends first.
type Archive struct {
	dir, path string
	opts      Options
	closed    atomic.Bool

	writer, readers  *sql.DB
	writing, reading statements
	merges           merges
	audit            audit
}

// Open opens the archive in the data folder dir, and begins an empty one where
// there is none: the folder readable by its owner alone (0700), the file too
// (0600). An archive of an older Dateline is migrated. Open fails, and changes
// nothing, where archive.db is not an archive, is damaged, or was written by a
// newer Dateline.
func Open(ctx context.Context, dir string, opts Options) (*Archive, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("archive: open: %w", err)
	}
	a := &Archive{dir: dir, path: filepath.Join(dir, fileName), opts: opts.withDefaults()}
	if err := a.open(ctx); err != nil {
		err = fmt.Errorf("archive: open: %w", a.explain(err))
		_ = a.Close() // what went wrong first is what counts
		return nil, err
	}
	return a, nil
}

func (o Options) withDefaults() Options {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	o.BusyTimeout = cmp.Or(o.BusyTimeout, defaultBusyTimeout)
	o.Readers = cmp.Or(o.Readers, max(minReaders, runtime.NumCPU()))
	return o
}

// Close waits for the calls that are under way and closes the archive. Closing
// it again does nothing.
func (a *Archive) Close() error {
	if a.closed.Swap(true) {
		return nil
	}
	// The writer goes last: the last connection moves the log into the file.
	for _, db := range []*sql.DB{a.readers, a.writer} {
		if db == nil {
			continue
		}
		if err := db.Close(); err != nil {
			return fmt.Errorf("archive: close: %w", err)
		}
	}
	return nil
}

// now is the time that is stored for a change made now.
func (a *Archive) now() int64 { return a.opts.Now().UnixMicro() }

func stored(micros int64) time.Time { return time.UnixMicro(micros).UTC() }
