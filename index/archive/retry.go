package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/intake"
)

// itemBytesKept is how much is kept of what was rejected, in bytes: the latest
// thousands of articles, and next to nothing beside an archive of millions.
const itemBytesKept = 64 << 20

const (
	sqlRejectedItem = `SELECT ` + rejectedColumns + `, form, item FROM rejected WHERE n = ?`
	// The oldest items give way. SQLite tells a blob's length without reading it.
	sqlForgetItems = `UPDATE rejected SET item = NULL WHERE item IS NOT NULL AND n <= (
		SELECT max(n) FROM (SELECT n, sum(length(item)) OVER (ORDER BY n DESC) AS total FROM rejected WHERE item IS NOT NULL)
		WHERE total > ?)`
	sqlRetried = `UPDATE rejected SET retried = ?2, solved = ?3, reason = ?4, item = CASE WHEN ?3 THEN NULL ELSE item END
		WHERE n = ?1 RETURNING n`
)

// RejectedItem returns something that was rejected, and itself where it is kept.
// It fails with intake.ErrNoRejected.
func (a *Archive) RejectedItem(ctx context.Context, id int64) (r intake.Rejected, err error) {
	var item index.Item
	r, err = scanRejected(a.reading[sqlRejectedItem].QueryRowContext(ctx, id), &item.Form, &item.Bytes)
	if errors.Is(err, sql.ErrNoRows) {
		err = intake.ErrNoRejected
	}
	if err != nil {
		return r, fmt.Errorf("archive: rejected %d: %w", id, a.explain(err))
	}
	if r.Kept {
		r.Item = item
	}
	return r, nil
}

// SaveRetry keeps how trying something again went: r's Retried, Solved and
// Reason. What was solved is not kept any longer. It fails with
// intake.ErrNoRejected where it was forgotten meanwhile.
func (a *Archive) SaveRetry(ctx context.Context, r intake.Rejected) error {
	err := a.write(ctx, func(c *change) error {
		err := c.sql[sqlRetried].QueryRowContext(ctx, r.ID, micros(r.Retried), r.Solved, r.Reason).Scan(new(int64))
		if errors.Is(err, sql.ErrNoRows) {
			return intake.ErrNoRejected
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("archive: save retry of %d: %w", r.ID, a.explain(err))
	}
	return nil
}

// scanRejected reads rejectedColumns and what follows them.
func scanRejected(row interface{ Scan(dest ...any) error }, more ...any) (r intake.Rejected, err error) {
	var at, retried int64
	err = row.Scan(append([]any{&r.ID, &r.Job, &at, &r.File, &r.Line, &r.Reason, &r.Kept, &retried, &r.Solved}, more...)...)
	r.At, r.Retried = moment(at), moment(retried)
	return r, err
}

// blob is NULL for nothing.
func blob(b []byte) any {
	if len(b) == 0 {
		return nil
	}
	return b
}
