package archive

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
)

const sqlBackup = `VACUUM INTO ?`

// Backup writes a copy of the archive, as it is at one moment, into a file that is
// not there yet; others may write meanwhile. The file is there when it is whole
// and on disk. It can be opened as an archive where it is named archive.db.
func (a *Archive) Backup(ctx context.Context, path string) error {
	if err := a.backup(ctx, path); err != nil {
		return fmt.Errorf("archive: back up to %s: %w", path, a.explain(err))
	}
	return nil
}

func (a *Archive) backup(ctx context.Context, path string) (err error) {
	if _, err := os.Lstat(path); !errors.Is(err, os.ErrNotExist) {
		return errors.Join(err, errors.New("the file is there already"))
	}
	next, err := os.CreateTemp(filepath.Dir(path), ".dateline-backup-*") // readable by its owner alone
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(next.Name()))
		}
	}()
	if err := next.Close(); err != nil {
		return err
	}
	if err := a.copyInto(ctx, next.Name()); err != nil {
		return err
	}
	if err := syncFile(next.Name()); err != nil {
		return err
	}
	if err := os.Rename(next.Name(), path); err != nil {
		return err
	}
	syncFolder(filepath.Dir(path))
	return nil
}

// copyInto uses a connection of its own: those that read may write nowhere, and
// the one that writes is needed for that.
func (a *Archive) copyInto(ctx context.Context, path string) error {
	db, err := a.pool(1, a.opts.BusyTimeout, url.Values{})
	if err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, sqlBackup, path)
	return errors.Join(err, db.Close())
}

func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
