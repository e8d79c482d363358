package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/dateline-search/dateline/index/intake"
)

const (
	feedColumns = `id, url, title, source, added, next, last_polled, last_changed, every, etag, last_modified,
		error, warnings, failures, moved, stopped, items, articles, rejected, text, brought`

	sqlFeeds   = `SELECT ` + feedColumns + ` FROM feed ORDER BY added, id`
	sqlFeed    = `SELECT ` + feedColumns + ` FROM feed WHERE id = ?`
	sqlPutFeed = `INSERT INTO feed (id, url, title, source, added, text) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
		ON CONFLICT (id) DO UPDATE SET title = coalesce(nullif(?3, ''), title), source = coalesce(nullif(?4, ''), source),
			text = coalesce(nullif(?6, ''), text)`
	// The feed that is at an address, was added with it, or has moved from it.
	sqlFeedURL = `SELECT 1 AS place, id FROM feed WHERE url = ?1 UNION ALL SELECT 2, id FROM feed WHERE id = ?2
		UNION ALL SELECT 3, id FROM feed WHERE moved = ?1 AND moved <> '' ORDER BY place LIMIT 1`
	sqlSaveFeed = `UPDATE feed SET url = ?2, title = CASE WHEN title = '' THEN ?3 ELSE title END, next = ?4,
		last_polled = ?5, last_changed = ?6, every = ?7, etag = ?8, last_modified = ?9, error = ?10, warnings = ?11,
		failures = ?12, moved = ?13, stopped = ?14, items = ?15, articles = ?16, rejected = ?17,
		brought = ?18 WHERE id = ?1 RETURNING id`
	sqlOtherFeed  = `SELECT EXISTS (SELECT 1 FROM feed WHERE url = ? AND id <> ?)`
	sqlRemoveFeed = `DELETE FROM feed WHERE id = ? RETURNING id`
	sqlHurryFeed  = `UPDATE feed SET next = 0, stopped = 0, etag = '', last_modified = '' WHERE id = ? RETURNING id`

	sqlSaid    = `SELECT items FROM said WHERE feed = ?`
	sqlPutSaid = `INSERT INTO said (feed, items) VALUES (?, ?) ON CONFLICT (feed) DO UPDATE SET items = excluded.items`
)

func feedWriting() []string {
	return []string{sqlPutFeed, sqlFeedURL, sqlSaveFeed, sqlOtherFeed, sqlRemoveFeed, sqlHurryFeed, sqlPutSaid, sqlPutTaken, sqlFormer, sqlSupersede, sqlPutFolder, sqlRemoveFolder, sqlOnce, sqlWas, sqlForgetTaken, sqlAddBefore}
}

func feedReading() []string {
	return []string{sqlFeeds, sqlFeed, sqlSaid, sqlTaken, sqlTakenFrom, sqlWasTaken, sqlFolders}
}

// Feeds lists the feeds that are polled, in the order in which they were added.
func (a *Archive) Feeds(ctx context.Context) ([]intake.Feed, error) {
	var feeds []intake.Feed
	err := a.each(ctx, sqlFeeds, nil, func(rows *sql.Rows) error {
		f, err := scanFeed(rows)
		feeds = append(feeds, f)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("archive: list feeds: %w", a.explain(err))
	}
	return feeds, nil
}

// Feed returns one feed. It fails with intake.ErrNoFeed.
func (a *Archive) Feed(ctx context.Context, id string) (intake.Feed, error) {
	f, err := scanFeed(a.reading[sqlFeed].QueryRowContext(ctx, id))
	if errors.Is(err, sql.ErrNoRows) {
		err = intake.ErrNoFeed
	}
	if err != nil {
		return f, fmt.Errorf("archive: feed %q: %w", id, a.explain(err))
	}
	return f, nil
}

// PutFeed adds a feed, or gives one that is there another title, source and text, and
// reports whether it is new. A feed whose address another one has moved to, or from,
// is that one.
func (a *Archive) PutFeed(ctx context.Context, f intake.Feed) (stored intake.Feed, created bool, err error) {
	err = a.write(ctx, func(c *change) error {
		err := c.sql[sqlFeedURL].QueryRowContext(ctx, f.URL, f.ID).Scan(new(int), &f.ID)
		switch {
		case err == nil:
		case !errors.Is(err, sql.ErrNoRows):
			return err
		default:
			created = true
		}
		return c.exec(ctx, sqlPutFeed, f.ID, f.URL, f.Title, f.Source, f.Added.UnixMicro(), string(f.Text))
	})
	if err != nil {
		return f, false, fmt.Errorf("archive: put feed: %w", a.explain(err))
	}
	stored, err = a.Feed(ctx, f.ID)
	return stored, created, err
}

// SaveFeed keeps how polling a feed went, the title that it calls itself by where
// it has none, and what it said (see Said), where said is not nil. It fails with
// intake.ErrNoFeed where the feed was removed meanwhile, and with
// intake.ErrPolledTwice where it has moved to where another feed is.
func (a *Archive) SaveFeed(ctx context.Context, f intake.Feed, said []byte) error {
	err := a.write(ctx, func(c *change) error {
		var other bool
		if err := c.sql[sqlOtherFeed].QueryRowContext(ctx, f.URL, f.ID).Scan(&other); err != nil {
			return err
		}
		if other {
			return intake.ErrPolledTwice
		}
		err := c.feed(ctx, sqlSaveFeed, f.ID, f.URL, f.Title, micros(f.Next), micros(f.LastPolled), micros(f.LastChanged),
			f.Every.Microseconds(), f.ETag, f.LastModified, f.Error, f.Warnings, f.Failures, f.Moved, f.Stopped, f.Items, f.Articles, f.Rejected,
			f.Brought)
		if err != nil || said == nil {
			return err
		}
		return c.exec(ctx, sqlPutSaid, f.ID, said)
	})
	if err != nil {
		return fmt.Errorf("archive: save feed %q: %w", f.ID, a.explain(err))
	}
	return nil
}

// Said is what the poller has kept of what a feed said; nil where that is nothing.
func (a *Archive) Said(ctx context.Context, id string) (said []byte, err error) {
	err = a.reading[sqlSaid].QueryRowContext(ctx, id).Scan(&said)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("archive: what feed %q said: %w", id, a.explain(err))
	}
	return said, nil
}

// RemoveFeed ends polling a feed; its articles stay. It fails with
// intake.ErrNoFeed.
func (a *Archive) RemoveFeed(ctx context.Context, id string) error {
	return a.changeFeed(ctx, sqlRemoveFeed, id)
}

// HurryFeed has a feed polled next, whatever it asked for. It fails with
// intake.ErrNoFeed.
func (a *Archive) HurryFeed(ctx context.Context, id string) error {
	return a.changeFeed(ctx, sqlHurryFeed, id)
}

// changeFeed runs a statement that returns the id of the feed that it changed.
func (a *Archive) changeFeed(ctx context.Context, text, id string) error {
	if err := a.write(ctx, func(c *change) error { return c.feed(ctx, text, id) }); err != nil {
		return fmt.Errorf("archive: change feed %q: %w", id, a.explain(err))
	}
	return nil
}

// feed is changeFeed as a part of a change.
func (c *change) feed(ctx context.Context, text, id string, args ...any) error {
	var changed string
	err := c.sql[text].QueryRowContext(ctx, append([]any{id}, args...)...).Scan(&changed)
	if errors.Is(err, sql.ErrNoRows) {
		return intake.ErrNoFeed
	}
	return err
}

// micros is a time as it is stored: 0 for the zero time.
func micros(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMicro()
}

// moment is a time as it was stored.
func moment(micros int64) time.Time {
	if micros == 0 {
		return time.Time{}
	}
	return stored(micros)
}

func scanFeed(row interface{ Scan(dest ...any) error }) (f intake.Feed, err error) {
	var added, next, polled, changed, every int64
	err = row.Scan(&f.ID, &f.URL, &f.Title, &f.Source, &added, &next, &polled, &changed, &every, &f.ETag, &f.LastModified,
		&f.Error, &f.Warnings, &f.Failures, &f.Moved, &f.Stopped, &f.Items, &f.Articles, &f.Rejected, &f.Text, &f.Brought)
	f.Added, f.Next, f.LastPolled, f.LastChanged = moment(added), moment(next), moment(polled), moment(changed)
	if f.Every = time.Duration(every) * time.Microsecond; f.Every > 0 {
		f.EveryText = f.Every.Round(time.Minute).String()
	}
	return f, err
}
