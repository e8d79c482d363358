package archive

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"path"
	"path/filepath"

	"github.com/dateline-search/dateline/index/intake"
)

const (
	sqlOnce = `INSERT INTO once (mark) VALUES (?) ON CONFLICT DO NOTHING`
	sqlWas  = `SELECT EXISTS (SELECT 1 FROM once WHERE mark = ?1)`
	// Another process may have taken it.
	sqlWasTaken = `SELECT EXISTS (SELECT 1 FROM taken WHERE path = ?2 AND size = ?3 AND modified = ?4)
		OR EXISTS (SELECT 1 FROM once WHERE mark = ?1)`
	// What is listed as rejected of a file keeps its mark, by which it is superseded;
	// at most rejectedKept are.
	sqlForgetTaken = `DELETE FROM taken WHERE path = ?1 AND size = ?2 AND modified = ?3
		AND (rejected = 0 OR NOT EXISTS (SELECT 1 FROM rejected WHERE file = ?1 OR file > ?1 || '/' AND file < ?1 || '0'))
		RETURNING articles, rejected, taken`
	sqlAddBefore = `INSERT INTO taken_before (folder, files, articles, rejected, taken) VALUES (?, 1, ?, ?, ?)
		ON CONFLICT (folder) DO UPDATE SET files = files + 1, articles = articles + excluded.articles,
		rejected = rejected + excluded.rejected, taken = max(taken, excluded.taken)`
)

// ForgetTaken forgets what files held that were taken and are gone from their
// folders. That they were taken as they were is not forgotten (see WasTaken), and
// what they held still counts in TakenFrom. It returns those that it has forgotten,
// now or before.
func (a *Archive) ForgetTaken(ctx context.Context, files []intake.File) (forgotten []intake.File, err error) {
	err = a.write(ctx, func(c *change) error {
		for _, f := range files {
			gone, err := c.forgetTaken(ctx, f)
			if err != nil {
				return err
			}
			if gone {
				forgotten = append(forgotten, f)
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("archive: forget files taken: %w", a.explain(err))
	}
	return forgotten, nil
}

func (c *change) forgetTaken(ctx context.Context, f intake.File) (gone bool, err error) {
	var articles, rejected, taken int64
	err = c.sql[sqlForgetTaken].QueryRowContext(ctx, f.Path, f.Size, f.Modified.UnixNano()).Scan(&articles, &rejected, &taken)
	if errors.Is(err, sql.ErrNoRows) { // it is kept, or was forgotten before
		err = c.sql[sqlWas].QueryRowContext(ctx, markOf(f)).Scan(&gone)
		return gone, err
	}
	if err != nil {
		return false, err
	}
	if err := c.exec(ctx, sqlOnce, markOf(f)); err != nil {
		return false, err
	}
	return true, c.exec(ctx, sqlAddBefore, path.Dir(filepath.ToSlash(f.Path)), articles, rejected, taken)
}

// WasTaken says of each file whether it was taken as it is, by whomever, also where
// that was forgotten since.
func (a *Archive) WasTaken(ctx context.Context, files []intake.File) (was []bool, err error) {
	was = make([]bool, len(files))
	for i, f := range files {
		if err := a.reading[sqlWasTaken].QueryRowContext(ctx, markOf(f), f.Path, f.Size, f.Modified.UnixNano()).Scan(&was[i]); err != nil {
			return nil, fmt.Errorf("archive: was %s taken: %w", f.Path, a.explain(err))
		}
	}
	return was, nil
}

// markOf is what stands for a file as it is: long enough that no two of billions
// have the same.
func markOf(f intake.File) []byte {
	const size = 12
	text := binary.BigEndian.AppendUint64(nil, uint64(f.Size))
	text = binary.BigEndian.AppendUint64(text, uint64(f.Modified.UnixNano()))
	sum := sha256.Sum256(append(text, f.Path...))
	return sum[:size]
}
