package archive

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/news"
)

// Get returns an article as it is now. It fails with index.ErrNotFound, with
// index.ErrGone where it was deleted, and with a *index.HeldError where it is held.
func (a *Archive) Get(ctx context.Context, id string) (news.Record, error) {
	record, err := a.one(ctx, sqlGet, id)
	if err != nil {
		return news.Record{}, fmt.Errorf("archive: get %q: %w", id, a.explain(err))
	}
	return record, nil
}

// GetMany returns the articles with these ids in the order of ids, all as they
// were at one moment. Those that are missing or deleted are left out; an id that
// comes twice gives two records. It is meant for a page of hits: all of it is in
// memory at once.
func (a *Archive) GetMany(ctx context.Context, ids []string) ([]news.Record, error) {
	ids = slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return !plain(id) })
	if len(ids) == 0 {
		return nil, nil
	}
	list, err := json.Marshal(ids)
	if err != nil {
		return nil, fmt.Errorf("archive: get %d articles: %w", len(ids), err)
	}
	records, err := a.many(ctx, extent{size: len(ids), most: math.MaxInt}, sqlGetMany, string(list))
	if err != nil {
		return nil, fmt.Errorf("archive: get %d articles: %w", len(ids), a.explain(err))
	}
	return records, nil
}

// sinceBytes is more than a thousand ordinary articles, and a few of the longest.
const sinceBytes = 16 << 20

// Since returns up to limit records whose Seq is above seq, in order of Seq,
// tombstones included, of held articles too; none where limit is not positive. An article that changed
// often appears once, as it is now. A record that Last counts is never missed:
// numbers become visible in the order in which they are given, whichever process
// gave them. It stops early behind about 16 MiB of articles, as all records are
// in memory at once; only where it returns none is there nothing more.
func (a *Archive) Since(ctx context.Context, seq uint64, limit int) ([]news.Record, error) {
	if limit <= 0 || seq > math.MaxInt64 {
		return nil, nil
	}
	records, err := a.many(ctx, extent{most: sinceBytes}, sqlSince, int64(seq), limit)
	if err != nil {
		return nil, fmt.Errorf("archive: read since %d: %w", seq, a.explain(err))
	}
	return records, nil
}

// Last returns the highest sequence number given so far, 0 for none. It reads
// one row, so that it may be asked several times a second.
func (a *Archive) Last(ctx context.Context) (uint64, error) {
	t, err := a.tally(ctx)
	if err != nil {
		return 0, fmt.Errorf("archive: last: %w", a.explain(err))
	}
	return uint64(t.seq), nil
}

// Count returns how many articles there are, deleted and held ones left out. It
// reads one row.
func (a *Archive) Count(ctx context.Context) (int, error) {
	t, err := a.tally(ctx)
	if err != nil {
		return 0, fmt.Errorf("archive: count: %w", a.explain(err))
	}
	return int(t.live), nil
}

func (a *Archive) tally(ctx context.Context) (t tally, err error) {
	err = a.reading[sqlTally].QueryRowContext(ctx).Scan(&t.seq, &t.live)
	return t, err
}

// one reads the record that a statement finds.
func (a *Archive) one(ctx context.Context, text string, args ...any) (news.Record, error) {
	row, err := scan(a.reading[text].QueryRowContext(ctx, args...))
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return news.Record{}, index.ErrNotFound
	case err != nil:
		return news.Record{}, err
	case row.held:
		return news.Record{}, held(row.due)
	case row.record.Deleted:
		return news.Record{}, index.ErrGone
	}
	return row.record, nil
}

// extent is how much is read.
type extent struct {
	size int // about how many there are
	most int // bytes of stored articles behind which it stops
}

// many reads the records that a statement finds.
func (a *Archive) many(ctx context.Context, how extent, text string, args ...any) ([]news.Record, error) {
	rows, err := a.reading[text].QueryContext(ctx, args...)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()

	records := make([]news.Record, 0, how.size)
	for read := 0; read < how.most && rows.Next(); {
		row, err := scan(rows)
		if err != nil {
			return nil, err
		}
		records = append(records, row.record)
		read += row.size
	}
	return records, rows.Err()
}

// row is a record as it stands in the file.
type row struct {
	record news.Record
	held   bool // then the record is as good as deleted
	due    *int64
	size   int // of the stored article, in bytes
}

// scan reads the columns of a record. The text of one that is deleted or held is
// not read.
func scan(from interface{ Scan(dest ...any) error }) (row, error) {
	var (
		r                  row
		id                 string
		firstSeen, changed int64
		data               []byte
	)
	rec := &r.record
	if err := from.Scan(&id, &rec.Seq, &rec.OwnSeq, &rec.Version, &firstSeen, &changed, &rec.Deleted, &r.held, &r.due, &data); err != nil {
		return row{}, err
	}
	if rec.Deleted = rec.Deleted || r.held; !rec.Deleted {
		if err := news.UnmarshalStored(data, &rec.Article); err != nil {
			return row{}, fmt.Errorf("the stored text of %q cannot be read: %w", id, err)
		}
	}
	rec.ID, rec.FirstSeen, rec.Changed, r.size = id, stored(firstSeen), stored(changed), len(data)
	return r, nil
}
