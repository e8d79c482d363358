package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"github.com/dateline-search/dateline/index/intake"
)

const (
	sqlTaken = `SELECT path, size, modified, taken, articles, rejected, error FROM taken ORDER BY path`
	// Paths below a folder lie between it with / and with what follows / in ASCII.
	sqlTakenFrom = `SELECT coalesce(sum(files), 0), coalesce(sum(articles), 0), coalesce(sum(rejected), 0), coalesce(max(taken), 0)
		FROM (SELECT 1 AS files, articles, rejected, taken FROM taken WHERE path > ?1 || '/' AND path < ?1 || '0'
		UNION ALL SELECT files, articles, rejected, taken FROM taken_before WHERE folder = ?1 OR folder >= ?1 || '/' AND folder < ?1 || '0')`
	// What a file held that was refused before it changed; times are of its parts too.
	sqlFormer    = `SELECT taken FROM taken WHERE path = ? AND rejected > 0`
	sqlSupersede = `DELETE FROM rejected WHERE at <= ?2 AND (file = ?1 OR file > ?1 || '/' AND file < ?1 || '0')`
	sqlPutTaken  = `INSERT INTO taken (path, size, modified, taken, articles, rejected, error) VALUES (?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (path) DO UPDATE SET size = excluded.size, modified = excluded.modified, taken = excluded.taken,
		articles = excluded.articles, rejected = excluded.rejected, error = excluded.error`
)

// Taken lists the files that were taken from watched folders, but for those that
// ForgetTaken has forgotten.
func (a *Archive) Taken(ctx context.Context) ([]intake.File, error) {
	var files []intake.File
	err := a.each(ctx, sqlTaken, nil, func(rows *sql.Rows) error {
		var f intake.File
		var modified, taken int64
		err := rows.Scan(&f.Path, &f.Size, &modified, &taken, &f.Articles, &f.Rejected, &f.Error)
		f.Modified, f.Taken = time.Unix(0, modified).UTC(), moment(taken)
		files = append(files, f)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("archive: list files taken: %w", a.explain(err))
	}
	return files, nil
}

// TakenFrom counts what was taken from a folder, by its absolute path, and from
// those below.
func (a *Archive) TakenFrom(ctx context.Context, path string) (intake.Watched, error) {
	f := intake.Watched{Path: path}
	var taken int64
	below := strings.TrimSuffix(filepath.ToSlash(path), "/")
	err := a.reading[sqlTakenFrom].QueryRowContext(ctx, below).Scan(&f.Files, &f.Articles, &f.Rejected, &taken)
	if err != nil {
		return f, fmt.Errorf("archive: files taken from %s: %w", path, a.explain(err))
	}
	f.Taken = moment(taken)
	return f, nil
}

// PutTaken marks files as taken. What was rejected of one as it was when it was taken
// before is forgotten: it was not complete, or has been put right.
func (a *Archive) PutTaken(ctx context.Context, files []intake.File) error {
	err := a.write(ctx, func(c *change) error {
		for _, f := range files {
			if err := c.supersede(ctx, f.Path); err != nil {
				return err
			}
			err := c.exec(ctx, sqlPutTaken, f.Path, f.Size, f.Modified.UnixNano(), micros(f.Taken), f.Articles, f.Rejected, f.Error)
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("archive: mark files as taken: %w", a.explain(err))
	}
	return nil
}

// supersede forgets what was rejected of a file when it was taken before.
func (c *change) supersede(ctx context.Context, path string) error {
	var taken int64
	err := c.sql[sqlFormer].QueryRowContext(ctx, path).Scan(&taken)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	return c.exec(ctx, sqlSupersede, path, taken)
}
