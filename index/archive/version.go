package archive

import (
	"context"
	"fmt"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/news"
)

// Version is one text that an article has or had.
type Version = index.Version

// Versions lists an article's texts, oldest first; those from before it was
// deleted are not among them. It fails with index.ErrNotFound, and with
// index.ErrGone where the article is deleted.
func (a *Archive) Versions(ctx context.Context, id string) ([]Version, error) {
	versions, err := a.versions(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("archive: versions of %q: %w", id, a.explain(err))
	}
	return versions, nil
}

func (a *Archive) versions(ctx context.Context, id string) ([]Version, error) {
	rows, err := a.reading[sqlVersions].QueryContext(ctx, id)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()

	var versions []Version
	for rows.Next() {
		var v Version
		var micros int64
		var deleted, isHeld bool
		var due *int64
		if err := rows.Scan(&v.Number, &micros, &v.Current, &deleted, &isHeld, &due); err != nil {
			return nil, err
		}
		switch {
		case isHeld:
			return nil, held(due)
		case deleted:
			return nil, index.ErrGone
		}
		v.Stored = stored(micros)
		versions = append(versions, v)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	if len(versions) == 0 {
		return nil, index.ErrNotFound
	}
	return versions, nil
}

// GetVersion returns one text of an article, with the sequence number and time
// that it was stored under. It fails with index.ErrNotFound where there is no
// such article or version, and with index.ErrGone where the article is deleted
// or was deleted after that version.
func (a *Archive) GetVersion(ctx context.Context, id string, number int) (news.Record, error) {
	if number < 1 { // where only a kill came, its tombstone has the number 0
		return news.Record{}, fmt.Errorf("archive: get version %d of %q: %w", number, id, index.ErrNotFound)
	}
	record, err := a.one(ctx, sqlGetVersion, id, number)
	if err != nil {
		return news.Record{}, fmt.Errorf("archive: get version %d of %q: %w", number, id, a.explain(err))
	}
	return record, nil
}
