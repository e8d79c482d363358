package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/dateline-search/dateline/index/intake"
)

const (
	sqlFolders      = `SELECT path FROM folder ORDER BY added, path`
	sqlPutFolder    = `INSERT INTO folder (path, added) VALUES (?, ?) ON CONFLICT DO NOTHING RETURNING path`
	sqlRemoveFolder = `DELETE FROM folder WHERE path = ? RETURNING path`
)

// Folders lists the folders that were added to be watched, by their absolute
// paths, in the order in which they were added.
func (a *Archive) Folders(ctx context.Context) ([]string, error) {
	var folders []string
	err := a.each(ctx, sqlFolders, nil, func(rows *sql.Rows) error {
		var path string
		err := rows.Scan(&path)
		folders = append(folders, path)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("archive: list folders: %w", a.explain(err))
	}
	return folders, nil
}

// PutFolder has a folder watched, by its absolute path, and reports whether that
// is new.
func (a *Archive) PutFolder(ctx context.Context, path string) (created bool, err error) {
	created, err = a.changeFolder(ctx, sqlPutFolder, path, a.now())
	if err != nil {
		return false, fmt.Errorf("archive: add folder %s: %w", path, a.explain(err))
	}
	return created, nil
}

// RemoveFolder ends watching a folder; what was taken from it stays. It fails with
// intake.ErrNoFolder.
func (a *Archive) RemoveFolder(ctx context.Context, path string) error {
	found, err := a.changeFolder(ctx, sqlRemoveFolder, path)
	if err == nil && !found {
		err = intake.ErrNoFolder
	}
	if err != nil {
		return fmt.Errorf("archive: remove folder %s: %w", path, a.explain(err))
	}
	return nil
}

// changeFolder runs a statement that returns the folder that it changed, and
// reports whether there was one.
func (a *Archive) changeFolder(ctx context.Context, text string, args ...any) (changed bool, err error) {
	err = a.write(ctx, func(c *change) error {
		err := c.sql[text].QueryRowContext(ctx, args...).Scan(new(string))
		if changed = err == nil; errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		return err
	})
	return changed && err == nil, err
}
