package archive

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"github.com/dateline-search/dateline/index/similar"
)

var _ similar.Store = (*Archive)(nil)

const (
	sqlPutSimilar = `INSERT INTO similar (n, version, published, grp, signature)
		SELECT n, ?2, ?3, ?4, ?5 FROM article WHERE id = ?1
		ON CONFLICT (n) DO UPDATE SET version = excluded.version, published = excluded.published,
			grp = excluded.grp, signature = excluded.signature`
	sqlMoveSimilar = `UPDATE similar SET grp = ?2 WHERE n = (SELECT n FROM article WHERE id = ?1)`
	sqlMeetAgain   = `UPDATE article SET own_seq = coalesce(own_seq, seq), seq = ?2 WHERE id = ?1`
	sqlMembers     = `SELECT a.id FROM json_each(?) AS wanted JOIN similar AS s ON s.grp = wanted.value JOIN article AS a ON a.n = s.n`
	sqlDropSimilar = `DELETE FROM similar WHERE n = (SELECT n FROM article WHERE id = ?)`
	sqlSignatures  = `SELECT a.id, s.version, s.published, s.grp, s.signature FROM similar AS s JOIN article AS a ON a.n = s.n ORDER BY s.n`
	sqlSimilar     = `SELECT b.id FROM article AS a JOIN similar AS s ON s.n = a.n
		JOIN similar AS t ON t.grp = s.grp AND t.n <> s.n JOIN article AS b ON b.n = t.n
		WHERE a.id = ? AND b.deleted = 0 AND b.held = 0 ORDER BY t.published, b.n LIMIT ?`
	sqlSimilarCounts = `SELECT a.id, (SELECT count(*) FROM similar AS t JOIN article AS b ON b.n = t.n
			WHERE t.grp = s.grp AND t.n <> s.n AND b.deleted = 0 AND b.held = 0)
		FROM json_each(?) AS wanted CROSS JOIN article AS a ON a.id = wanted.value JOIN similar AS s ON s.n = a.n
		WHERE a.deleted = 0`
)

// similarWriting and similarReading are the statements of this file.
func similarWriting() []string {
	return []string{sqlPutSimilar, sqlDropSimilar, sqlMoveSimilar, sqlMeetAgain}
}

func similarReading() []string {
	return []string{sqlSignatures, sqlMembers, sqlSimilar, sqlSimilarCounts}
}

// PutSignatures keeps rows in one transaction, in place of those of the same
// articles; a row without a signature drops the former. Articles that are not
// there are passed over. Those that move have a new sequence number, so that Since
// yields them, and keep that of their own last change beside it.
func (a *Archive) PutSignatures(ctx context.Context, rows []similar.Row, moves []similar.Move) error {
	err := a.write(ctx, func(c *change) error {
		for _, r := range rows {
			if len(r.Signature) == 0 {
				if err := c.exec(ctx, sqlDropSimilar, r.ID); err != nil {
					return err
				}
			} else if err := c.exec(ctx, sqlPutSimilar, r.ID, r.Version, r.Published, int64(r.Group), r.Signature); err != nil {
				return err
			}
		}
		return c.regroup(ctx, moves)
	})
	if err != nil {
		return fmt.Errorf("archive: put %d signatures: %w", len(rows), a.explain(err))
	}
	return nil
}

// regroup moves articles into other groups.
func (c *change) regroup(ctx context.Context, moves []similar.Move) error {
	for _, m := range moves {
		if err := c.exec(ctx, sqlMoveSimilar, m.ID, int64(m.Group)); err != nil {
			return err
		}
		c.tally.seq++
		if err := c.exec(ctx, sqlMeetAgain, m.ID, c.tally.seq); err != nil {
			return err
		}
	}
	return nil
}

// Members lists the ids of the articles in these groups, deleted ones included.
func (a *Archive) Members(ctx context.Context, groups []uint64) ([]string, error) {
	signed := make([]int64, len(groups)) // as they stand in the table
	for i, g := range groups {
		signed[i] = int64(g)
	}
	list, err := json.Marshal(signed)
	if err != nil {
		return nil, fmt.Errorf("archive: members: %w", err)
	}
	rows, err := a.reading[sqlMembers].QueryContext(ctx, string(list))
	if err != nil {
		return nil, fmt.Errorf("archive: members: %w", a.explain(err))
	}
	ids, err := texts(rows)
	if err != nil {
		return nil, fmt.Errorf("archive: members: %w", a.explain(err))
	}
	return ids, nil
}

// texts reads the one column of rows, and closes them.
func texts(rows *sql.Rows) ([]string, error) {
	defer func() { _ = rows.Close() }()
	var all []string
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return nil, err
		}
		all = append(all, text)
	}
	return all, rows.Err()
}

// Signatures gives every row to do.
func (a *Archive) Signatures(ctx context.Context, do func(similar.Row) error) error {
	rows, err := a.reading[sqlSignatures].QueryContext(ctx)
	if err != nil {
		return fmt.Errorf("archive: read signatures: %w", a.explain(err))
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var r similar.Row
		var group int64
		if err := rows.Scan(&r.ID, &r.Version, &r.Published, &group, &r.Signature); err != nil {
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
// of near-duplicates, the earliest published first; none where it has no group or
// is not there.
func (a *Archive) Similar(ctx context.Context, id string, limit int) ([]string, error) {
	if !plain(id) {
		return nil, nil
	}
	rows, err := a.reading[sqlSimilar].QueryContext(ctx, id, limit)
	if err != nil {
		return nil, fmt.Errorf("archive: similar to %q: %w", id, a.explain(err))
	}
	ids, err := texts(rows)
	if err != nil {
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
