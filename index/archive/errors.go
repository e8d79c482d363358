package archive

import (
	"context"
	"errors"
	"fmt"
	"os"
	"syscall"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"github.com/dateline-search/dateline/index"
)

// probeBytes is what must still fit on the disk for an error of it to be one.
const probeBytes = 1 << 20

// explain says in plain words what SQLite's codes mean for the operator, and
// which of them are sentinels of the contract.
func (a *Archive) explain(err error) error {
	switch code(err) {
	case sqlite3.SQLITE_FULL:
		return a.full(err)
	case sqlite3.SQLITE_IOERR:
		if a.outOfSpace() {
			return a.full(err)
		}
		return fmt.Errorf("the disk below %s failed: %w", a.dir, err)
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return fmt.Errorf("another process has been writing to %s for %v; try again later: %w", a.path, a.opts.BusyTimeout, err)
	case sqlite3.SQLITE_NOTADB:
		return fmt.Errorf("%s is not an archive, or its beginning is damaged; nothing was changed: %w", a.path, err)
	case sqlite3.SQLITE_CORRUPT:
		return fmt.Errorf("%s is damaged; restore a backup: %w", a.path, err)
	case sqlite3.SQLITE_READONLY:
		return fmt.Errorf("%s cannot be written, look at its permissions and the disk's: %w", a.path, err)
	case sqlite3.SQLITE_CANTOPEN:
		return fmt.Errorf("%s cannot be opened, look at the permissions of file and folder: %w", a.path, err)
	}
	if err != nil && a.closed.Load() && !ended(err) {
		return index.ErrClosed
	}
	return err
}

func (a *Archive) full(err error) error {
	return fmt.Errorf("%w: %s; free some space and try again (%w)", index.ErrFull, a.dir, err)
}

// outOfSpace tells a full disk, an exhausted quota and a file that may not grow
// from a broken disk, since SQLite does not: it tries to write.
func (a *Archive) outOfSpace() bool {
	f, err := os.CreateTemp(a.dir, ".space-*")
	if err != nil {
		return meansFull(err)
	}
	_, err = f.Write(make([]byte, probeBytes))
	err = errors.Join(err, f.Sync(), f.Close(), os.Remove(f.Name()))
	return meansFull(err)
}

func meansFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) || errors.Is(err, syscall.EFBIG)
}

// code is SQLite's primary result code, and 0 where err is not of SQLite.
func code(err error) int {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return 0
	}
	return e.Code() & 0xff
}

func isBusy(err error) bool { return code(err) == sqlite3.SQLITE_BUSY }

func ended(err error) bool {
	return errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}
