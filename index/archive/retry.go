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
	sqlRejectedItem = `SELECT ` + rejectedColumns + `, form, item, content_type FROM rejected WHERE n = ?`
	// The oldest items give way. SQLite tells a blob's length without reading it.
	sqlForgetItems = `UPDATE rejected SET item = NULL WHERE item IS NOT NULL AND n <= (
		SELECT max(n) FROM (SELECT n, sum(length(item)) OVER (ORDER BY n DESC) AS total FROM rejected WHERE item IS NOT NULL)
		WHERE total > ?)`
	sqlRetried    = `UPDATE rejected SET retried = ?2, reason = ?3 WHERE n = ?1 RETURNING n`
	sqlDismiss    = `DELETE FROM rejected WHERE n = ? RETURNING n`
	sqlDismissAll = `DELETE FROM rejected WHERE job = ?`
)

// RejectedItem returns something that was rejected, and itself where it is kept.
// It fails with intake.ErrNoRejected.
func (a *Archive) RejectedItem(ctx context.Context, id int64) (r intake.Rejected, err error) {
	var item index.Item
	r, err = scanRejected(a.reading[sqlRejectedItem].QueryRowContext(ctx, id), &item.Form, &item.Bytes, &item.ContentType)
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

// SaveRetry keeps how trying something again went: r's Retried and Reason. What
// was solved is forgotten. It fails with intake.ErrNoRejected where it was
// forgotten before.
func (a *Archive) SaveRetry(ctx context.Context, r intake.Rejected) error {
	if r.Solved {
		return a.Dismiss(ctx, r.ID)
	}
	return a.changeRejected(ctx, sqlRetried, r.ID, micros(r.Retried), r.Reason)
}

// Dismiss forgets something that was rejected. It fails with
// intake.ErrNoRejected.
func (a *Archive) Dismiss(ctx context.Context, id int64) error {
	return a.changeRejected(ctx, sqlDismiss, id)
}

// changeRejected runs a statement that returns the number of what it changed.
func (a *Archive) changeRejected(ctx context.Context, text string, id int64, args ...any) error {
	err := a.write(ctx, func(c *change) error {
		err := c.sql[text].QueryRowContext(ctx, append([]any{id}, args...)...).Scan(new(int64))
		if errors.Is(err, sql.ErrNoRows) {
			return intake.ErrNoRejected
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("archive: change rejected %d: %w", id, a.explain(err))
	}
	return nil
}

// DismissAll forgets what one job could not take in, and says how many there
// were.
func (a *Archive) DismissAll(ctx context.Context, job int64) (n int, err error) {
	err = a.write(ctx, func(c *change) error {
		result, err := c.sql[sqlDismissAll].ExecContext(ctx, job)
		if err != nil {
			return err
		}
		gone, err := result.RowsAffected()
		n = int(gone)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("archive: dismiss what job %d rejected: %w", job, a.explain(err))
	}
	return n, nil
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
