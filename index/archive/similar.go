package archive

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/dateline-search/dateline/index/similar"
)

var _ similar.Store = (*Archive)(nil)

const (
	sqlPutSimilar = `INSERT INTO similar (n, version, grp, signature)
		SELECT n, ?2, ?3, ?4 FROM article WHERE id = ?1
		ON CONFLICT (n) DO UPDATE SET version = excluded.version, grp = excluded.grp, signature = excluded.signature`
	sqlDropSimilar = `DELETE FROM similar WHERE n = (SELECT n FROM article WHERE id = ?)`
	sqlSignatures  = `SELECT a.id, s.version, s.grp, s.signature FROM similar AS s JOIN article AS a ON a.n = s.n ORDER BY s.n`
	sqlSimilar     = `SELECT b.id FROM article AS a JOIN similar AS s ON s.n = a.n
		JOIN similar AS t ON t.grp = s.grp AND t.n <> s.n JOIN article AS b ON b.n = t.n
		WHERE a.id = ? AND b.deleted = 0 AND b.held = 0 ORDER BY b.n LIMIT ?`
	sqlSimilarCounts = `SELECT a.id, (SELECT count(*) FROM similar AS t JOIN article AS b ON b.n = t.n
			WHERE t.grp = s.grp AND t.n <> s.n AND b.deleted = 0 AND b.held = 0)
		FROM json_each(?) AS wanted CROSS JOIN article AS a ON a.id = wanted.value JOIN similar AS s ON s.n = a.n
		WHERE a.deleted = 0`
)

// similarWriting and similarReading are the statements of this file.
func similarWriting() []string { return []string{sqlPutSimilar, sqlDropSimilar} }
func similarReading() []string { return []string{sqlSignatures, sqlSimilar, sqlSimilarCounts} }

// PutSignatures keeps rows in one transaction, in place of those of the same
// articles; a row without a signature drops the former. Articles that are not
// there are passed over.
func (a *Archive) PutSignatures(ctx context.Context, rows []similar.Row) error {
	err := a.write(ctx, func(c *change) error {
		for _, r := range rows {
			if len(r.Signature) == 0 {
				if err := c.exec(ctx, sqlDropSimilar, r.ID); err != nil {
					return err
				}
			} else if err := c.exec(ctx, sqlPutSimilar, r.ID, r.Version, int64(r.Group), r.Signature); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("archive: put %d signatures: %w", len(rows), a.explain(err))
	}
	return nil
}

// Signatures gives every row to do, in the order in which the articles first
// came.
func (a *Archive) Signatures(ctx context.Context, do func(similar.Row) error) error {
	rows, err := a.reading[sqlSignatures].QueryContext(ctx)
	if err != nil {
		return fmt.Errorf("archive: read signatures: %w", a.explain(err))
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var r similar.Row
		var group int64
		if err := rows.Scan(&r.ID, &r.Version, &group, &r.Signature); err != nil {
			return fmt.Errorf("archive: read signatures: %w", a.explain(err))
		}
		r.Group = uint64(group)
		if err := do(r); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("archive: read signatures: %w", a.explain(err))
	}
	return nil
}

// Similar returns the ids of up to limit articles that are in an article's group
// of near-duplicates, in the order in which they first came; none where it has no
// group or is not there.
func (a *Archive) Similar(ctx context.Context, id string, limit int) ([]string, error) {
	if !plain(id) {
		return nil, nil
	}
	rows, err := a.reading[sqlSimilar].QueryContext(ctx, id, limit)
	if err != nil {
		return nil, fmt.Errorf("archive: similar to %q: %w", id, a.explain(err))
	}
	defer func() { _ = rows.Close() }()
	var ids []string
	for rows.Next() {
		var other string
		if err := rows.Scan(&other); err != nil {
			return nil, fmt.Errorf("archive: similar to %q: %w", id, a.explain(err))
		}
		ids = append(ids, other)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("archive: similar to %q: %w", id, a.explain(err))
	}
	return ids, nil
}

// SimilarCounts returns for each of these articles how many others are in its
// group; those without any are left out.
func (a *Archive) SimilarCounts(ctx context.Context, ids []string) (map[string]int, error) {
	list, err := json.Marshal(ids)
	if err != nil {
		return nil, fmt.Errorf("archive: count similar: %w", err)
	}
	rows, err := a.reading[sqlSimilarCounts].QueryContext(ctx, string(list))
	if err != nil {
		return nil, fmt.Errorf("archive: count similar: %w", a.explain(err))
	}
	defer func() { _ = rows.Close() }()
	counts := map[string]int{}
	for rows.Next() {
		var id string
		var n int
		if err := rows.Scan(&id, &n); err != nil {
			return nil, fmt.Errorf("archive: count similar: %w", a.explain(err))
		}
		if n > 0 {
			counts[id] = n
		}
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("archive: count similar: %w", a.explain(err))
	}
	return counts, nil
}
