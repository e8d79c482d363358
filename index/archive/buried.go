package archive

import (
	"context"
	"fmt"
	"math"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/news"
)

const sqlBuried = `SELECT a.id, a.seq FROM article AS a WHERE a.seq > ? AND (a.deleted = 1 OR a.held = 1) ORDER BY a.seq LIMIT ?`

var _ index.Burier = (*Archive)(nil)

// Buried returns up to limit records above seq that must not be shown, deleted and
// held ones, in order of Seq, as Since gives them. It is cheap where there are none,
// however many others there are.
func (a *Archive) Buried(ctx context.Context, seq uint64, limit int) ([]news.Record, error) {
	if limit <= 0 || seq > math.MaxInt64 {
		return nil, nil
	}
	records, err := a.buried(ctx, int64(seq), limit)
	if err != nil {
		return nil, fmt.Errorf("archive: read buried since %d: %w", seq, a.explain(err))
	}
	return records, nil
}

func (a *Archive) buried(ctx context.Context, seq int64, limit int) (records []news.Record, err error) {
	rows, err := a.reading[sqlBuried].QueryContext(ctx, seq, limit)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		r := news.Record{Deleted: true}
		if err := rows.Scan(&r.ID, &r.Seq); err != nil {
			return nil, err
		}
		records = append(records, r)
	}
	return records, rows.Err()
}
