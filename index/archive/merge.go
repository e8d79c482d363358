package archive

import (
	"context"
	"database/sql"
	"fmt"
	"sync"
	"time"

	"github.com/dateline-search/dateline/index/alias"
	"github.com/dateline-search/dateline/index/news"
)

const (
	sqlMerges        = `SELECT type, name, into_name, made_by, made_at FROM merge ORDER BY type, name`
	sqlMergeRevision = `SELECT revision FROM merge_revision`
	sqlPutMerge      = `INSERT INTO merge (type, name, into_name, made_by, made_at) VALUES (?, ?, ?, ?, ?)`
	sqlSplit         = `DELETE FROM merge WHERE type = ? AND name = ?`
	sqlMergesChanged = `UPDATE merge_revision SET revision = revision + 1`
	sqlApart         = `SELECT type, name, other, made_by, made_at FROM apart ORDER BY type, name, other`
	sqlPutApart      = `INSERT INTO apart (type, name, other, made_by, made_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`
	sqlDropApart     = `DELETE FROM apart WHERE type = ? AND name = ? AND other = ?`
)

// mergeWriting and mergeReading are the statements of this file.
func mergeWriting() []string {
	return []string{sqlMerges, sqlPutMerge, sqlSplit, sqlMergesChanged, sqlPutApart, sqlDropApart}
}
func mergeReading() []string { return []string{sqlMerges, sqlMergeRevision, sqlApart} }

// merges is what was last read of the merges, and which revision that was.
type merges struct {
	mu       sync.Mutex
	revision int64
	table    *alias.Table
}

// Merges gives all merges as they are now, whoever made them. To ask again costs
// next to nothing as long as nothing has changed.
func (a *Archive) Merges(ctx context.Context) (*alias.Table, error) {
	a.merges.mu.Lock()
	defer a.merges.mu.Unlock()
	var revision int64
	if err := a.reading[sqlMergeRevision].QueryRowContext(ctx).Scan(&revision); err != nil {
		return nil, fmt.Errorf("archive: merges: %w", a.explain(err))
	}
	if a.merges.table != nil && a.merges.revision == revision {
		return a.merges.table, nil
	}
	// A change between the two reads makes the table newer than the revision says,
	// and it is read once more than it had to be.
	all, err := readMerges(ctx, a.reading[sqlMerges])
	if err != nil {
		return nil, fmt.Errorf("archive: merges: %w", a.explain(err))
	}
	apart, err := readApart(ctx, a.reading[sqlApart])
	if err != nil {
		return nil, fmt.Errorf("archive: merges: %w", a.explain(err))
	}
	a.merges.revision, a.merges.table = revision, alias.New(all, apart...)
	return a.merges.table, nil
}

// Merge merges one name into another, or into the name that the other is merged
// into; m.At is set here. What is merged so already stays as it is. It fails with
// alias.ErrName or alias.ErrConflict.
func (a *Archive) Merge(ctx context.Context, m alias.Merge) error {
	err := a.write(ctx, func(c *change) error {
		all, err := readMerges(ctx, c.sql[sqlMerges])
		if err != nil {
			return err
		}
		table := alias.New(all)
		if m, err = table.Check(m); err != nil || table.Has(m) {
			return err
		}
		if err := c.exec(ctx, sqlPutMerge, string(m.Type), m.Name, m.Into, m.By, c.now); err != nil {
			return err
		}
		return c.exec(ctx, sqlMergesChanged)
	})
	if err != nil {
		return fmt.Errorf("archive: merge %q into %q: %w", m.Name, m.Into, a.explain(err))
	}
	return nil
}

// Split takes a name that is merged into another, directly or by others, off
// again, with all that are merged into it. It fails with alias.ErrNotMerged.
func (a *Archive) Split(ctx context.Context, m alias.Merge) error {
	err := a.write(ctx, func(c *change) error {
		all, err := readMerges(ctx, c.sql[sqlMerges])
		if err != nil {
			return err
		}
		if table := alias.New(all); !table.Has(m) || table.Root(m.Type, m.Name) == m.Name {
			return alias.ErrNotMerged
		}
		if err := c.exec(ctx, sqlSplit, string(m.Type), m.Name); err != nil {
			return err
		}
		return c.exec(ctx, sqlMergesChanged)
	})
	if err != nil {
		return fmt.Errorf("archive: split %q off %q: %w", m.Name, m.Into, a.explain(err))
	}
	return nil
}

func readMerges(ctx context.Context, s *sql.Stmt) (all []alias.Merge, err error) {
	rows, err := s.QueryContext(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var m alias.Merge
		var kind string
		var at int64
		if err := rows.Scan(&kind, &m.Name, &m.Into, &m.By, &at); err != nil {
			return nil, err
		}
		m.Type, m.At = news.EntityType(kind), time.UnixMicro(at).UTC()
		all = append(all, m)
	}
	return all, rows.Err()
}
