package archive

import (
	"context"
	"fmt"
)

// LimitPages lets the file grow by so many pages and no more; -1 lifts that.
func (a *Archive) LimitPages(ctx context.Context, more int) error {
	var pages int
	if err := a.writer.QueryRowContext(ctx, `PRAGMA page_count`).Scan(&pages); err != nil {
		return err
	}
	limit := pages + more
	if more < 0 {
		limit = 1 << 30
	}
	_, err := a.writer.ExecContext(ctx, fmt.Sprint(`PRAGMA max_page_count = `, limit))
	return err
}

// Exec changes the file behind the archive's back.
func (a *Archive) Exec(ctx context.Context, text string) error {
	_, err := a.writer.ExecContext(ctx, text)
	return err
}
