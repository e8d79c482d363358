package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"modernc.org/sqlite"
)

const (
	// applicationID marks a file as an archive of ours: "Dtln".
	applicationID = 0x44746c6e

	pageBytes       = 8 << 10  // an article and its row mostly fit in one
	writerCacheKiB  = 32 << 10 // ids come in no order, so their index is read all over
	readerCacheKiB  = 4 << 10
	checkpointPages = 8000      // 64 MiB of log go into the file at once: pages changed by many batches go once
	logBytes        = 128 << 20 // what a log that grew is cut back to

	// SQLite waits so long for a writer of another process before patiently has
	// it ask again. Left alone it would ask more and more rarely, and miss the
	// moment between two batches of an import for seconds.
	writerBusy = 5 * time.Millisecond
)

// open does nothing to the file before it knows that it is an archive.
func (a *Archive) open(ctx context.Context) error {
	if err := a.makeFile(); err != nil {
		return err
	}
	if err := a.connect(); err != nil {
		return err
	}
	for _, step := range []func(context.Context) error{a.adopt, a.logAhead, a.migrate, a.prepare} {
		if err := a.patiently(ctx, step); err != nil {
			return err
		}
	}
	return nil
}

// makeFile makes sure that there is a file, and that its name outlives a power
// cut. A file that exists is left alone: closing it here would drop the locks
// that SQLite holds on it in this process.
func (a *Archive) makeFile() error {
	if err := os.MkdirAll(a.dir, 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(a.path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return a.wantFile()
	}
	if err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	syncFolder(a.dir)
	syncFolder(filepath.Dir(a.dir))
	return nil
}

func (a *Archive) wantFile() error {
	info, err := os.Stat(a.path)
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return fmt.Errorf("%s is not a file", a.path)
	}
	return nil
}

// syncFolder may fail: not every system can sync a folder.
func syncFolder(dir string) {
	d, err := os.Open(dir)
	if err != nil {
		return
	}
	_ = d.Sync()
	_ = d.Close()
}

// connect makes two pools: one connection writes, so that writers of this
// process queue in order, and some read, each from its own snapshot.
func (a *Archive) connect() error {
	var err error
	a.writer, err = a.pool(1, writerBusy, url.Values{
		"_txlock":      {"immediate"},
		"_synchronous": {"FULL"},
		"_pragma": {
			pragma("page_size", pageBytes), pragma("cache_size", -writerCacheKiB),
			pragma("wal_autocheckpoint", checkpointPages), pragma("journal_size_limit", logBytes),
		},
	})
	if err != nil {
		return err
	}
	a.readers, err = a.pool(a.opts.Readers, a.opts.BusyTimeout, url.Values{
		"_query_only": {"true"},
		"_pragma":     {pragma("cache_size", -readerCacheKiB)},
	})
	return err
}

func pragma(name string, value int) string { return fmt.Sprintf("%s(%d)", name, value) }

func (a *Archive) pool(connections int, busy time.Duration, params url.Values) (*sql.DB, error) {
	params.Set("mode", "rw") // makeFile has made it, with its own permissions
	params.Set("_busy_timeout", strconv.FormatInt(busy.Milliseconds(), 10))
	params.Set("_foreign_keys", "true")
	params.Set("_defensive", "true")
	params.Set("_dqs", "false")
	params.Set("_error_rc", "true")
	connector, err := sqlite.NewConnector(fileURI(a.path) + "?" + params.Encode())
	if err != nil {
		return nil, err
	}
	db := sql.OpenDB(connector)
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	return db, nil
}

// fileURI escapes what has a meaning in a URI, such as ? and %.
func fileURI(path string) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // C:/data
	}
	return (&url.URL{Scheme: "file", OmitHost: true, Path: path}).String()
}

// adopt makes an empty file ours and refuses one that belongs to another program
// or that cannot be written, which SQLite would open without a word.
func (a *Archive) adopt(ctx context.Context) error {
	tx, err := a.writer.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()

	var owner, tables int
	if err := tx.QueryRowContext(ctx, sqlOwner).Scan(&owner, &tables); err != nil {
		return err
	}
	if owner != applicationID && (owner != 0 || tables != 0) {
		return fmt.Errorf("%s is a database of another program; nothing was changed", a.path)
	}
	if _, err := tx.ExecContext(ctx, sqlOwn); err != nil {
		return err
	}
	if owner == applicationID {
		return nil // it was written to see that it can be
	}
	return tx.Commit()
}

// logAhead turns on SQLite's write-ahead log, under which readers and a writer
// do not wait for one another.
func (a *Archive) logAhead(ctx context.Context) error {
	var mode string
	if err := a.writer.QueryRowContext(ctx, sqlLogAhead).Scan(&mode); err != nil {
		return err
	}
	if mode != "wal" {
		return fmt.Errorf("%s is on a file system without shared memory (a network drive?): use a local one", a.dir)
	}
	return nil
}
