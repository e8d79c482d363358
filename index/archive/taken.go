package archive

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/dateline-search/dateline/index/intake"
)

const (
	sqlTaken    = `SELECT path, size, modified, taken, articles, rejected, error FROM taken ORDER BY path`
	sqlPutTaken = `INSERT INTO taken (path, size, modified, taken, articles, rejected, error) VALUES (?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (path) DO UPDATE SET size = excluded.size, modified = excluded.modified, taken = excluded.taken,
		articles = excluded.articles, rejected = excluded.rejected, error = excluded.error`
)

// Taken lists the files that were taken from watched folders.
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

// PutTaken marks files as taken.
func (a *Archive) PutTaken(ctx context.Context, files []intake.File) error {
	err := a.write(ctx, func(c *change) error {
		for _, f := range files {
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
