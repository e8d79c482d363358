package archive

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// Check reads the whole file, which takes about a second for each 100 MB, and
// fails with what is wrong with it: pages, tables and indexes that do not fit
// together, or counts that are not true.
func (a *Archive) Check(ctx context.Context) error {
	err := errors.Join(a.checkPages(ctx), a.checkCounts(ctx))
	if err != nil {
		return fmt.Errorf("archive: check %s: %w", a.path, a.explain(err))
	}
	return nil
}

func (a *Archive) checkPages(ctx context.Context) error {
	rows, err := a.readers.QueryContext(ctx, sqlIntegrity)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()

	var found []string
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			return err
		}
		if line != "ok" {
			found = append(found, line)
		}
	}
	if err := rows.Err(); err != nil || len(found) == 0 {
		return err
	}
	return errors.New(strings.Join(found, "; "))
}

func (a *Archive) checkCounts(ctx context.Context) error {
	var liveFits, seqFits bool
	if err := a.readers.QueryRowContext(ctx, sqlCounted).Scan(&liveFits, &seqFits); err != nil {
		return err
	}
	switch {
	case !liveFits:
		return errors.New("the number of articles is not what the tally says")
	case !seqFits:
		return errors.New("an article has a sequence number that was not given yet")
	}
	return nil
}
