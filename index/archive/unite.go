package archive

import (
	"cmp"
	"context"
	"database/sql"

	"github.com/pressly/goose/v3"

	"github.com/dateline-search/dateline/index/intake"
	"github.com/dateline-search/dateline/index/news"
)

const (
	// uniteVersion is the migration that writes the addresses of feeds in one way; it
	// stands among those in the folder migration.
	uniteVersion = 34

	sqlFeedAddresses = `SELECT id, url, moved, title, source, text, stopped, last_polled, articles FROM feed ORDER BY added, id`
	sqlFeedAddress   = `UPDATE feed SET url = ?2, moved = ?3 WHERE id = ?1`
	sqlDropFeed      = `DELETE FROM feed WHERE id = ?`
	// How polling goes is that of one row, to which what it said belongs.
	sqlTakeState = `UPDATE feed SET (next, last_polled, last_changed, every, etag, last_modified, error, warnings, failures,
			stopped, items, rejected, brought) = (SELECT next, last_polled, last_changed, every, etag, last_modified, error,
			warnings, failures, stopped, items, rejected, brought FROM feed WHERE id = ?2) WHERE id = ?1`
	sqlTakeSaid = `INSERT INTO said (feed, items) SELECT ?1, items FROM said WHERE feed = ?2
		ON CONFLICT (feed) DO UPDATE SET items = excluded.items`
	sqlTakeNames = `UPDATE feed SET title = ?2, source = ?3, text = ?4, moved = ?5, articles = ?6 WHERE id = ?1`
)

// uniteFeeds is the migration that gives every feed the normal form of its address.
// Feeds that are one then were polled each by itself: they become the first that was
// added, under its id and its names, with how it goes with the one that was polled
// last, and with the articles of all. Their articles were the same ones before.
func (a *Archive) uniteFeeds() *goose.Migration {
	return goose.NewGoMigration(uniteVersion, &goose.GoFunc{RunTx: func(ctx context.Context, tx *sql.Tx) error {
		feeds, err := feedAddresses(ctx, tx)
		if err != nil {
			return err
		}
		first := map[string]*intake.Feed{}
		for i := range feeds {
			f := &feeds[i]
			normal := normalAddress(f.URL)
			one, found := first[normal]
			if !found {
				first[normal] = f
				continue
			}
			a.opts.Logger.InfoContext(ctx, "two feeds are one, and are united", "feed", one.URL, "other", f.URL)
			if err := uniteFeed(ctx, tx, one, f); err != nil {
				return err
			}
		}
		for normal, f := range first {
			if _, err := tx.ExecContext(ctx, sqlFeedAddress, f.ID, normal, normalAddress(f.Moved)); err != nil {
				return err
			}
		}
		return nil
	}}, nil)
}

// feedAddresses lists the feeds as far as uniting them needs it, the first added first.
func feedAddresses(ctx context.Context, tx *sql.Tx) (feeds []intake.Feed, err error) {
	rows, err := tx.QueryContext(ctx, sqlFeedAddresses)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var f intake.Feed
		var polled int64
		if err := rows.Scan(&f.ID, &f.URL, &f.Moved, &f.Title, &f.Source, &f.Text, &f.Stopped, &polled, &f.Articles); err != nil {
			return nil, err
		}
		f.LastPolled = moment(polled)
		feeds = append(feeds, f)
	}
	return feeds, rows.Err()
}

// normalAddress is an address in normal form; as it is where it has none.
func normalAddress(address string) string {
	if normal, err := news.NormalURL(address); err == nil {
		return normal
	}
	return address
}

// uniteFeed takes what is known of another feed into one that is the same, and
// drops the other.
func uniteFeed(ctx context.Context, tx *sql.Tx, one, other *intake.Feed) error {
	run := func(text string, args ...any) error {
		_, err := tx.ExecContext(ctx, text, args...)
		return err
	}
	if isFresher(other, one) {
		if err := run(sqlTakeState, one.ID, other.ID); err != nil {
			return err
		}
		if err := run(sqlTakeSaid, one.ID, other.ID); err != nil {
			return err
		}
		one.Stopped, one.LastPolled = other.Stopped, other.LastPolled
	}
	one.Title, one.Source = cmp.Or(one.Title, other.Title), cmp.Or(one.Source, other.Source)
	one.Text, one.Moved = cmp.Or(one.Text, other.Text), cmp.Or(one.Moved, other.Moved)
	one.Articles += other.Articles
	if err := run(sqlTakeNames, one.ID, one.Title, one.Source, string(one.Text), one.Moved, one.Articles); err != nil {
		return err
	}
	return run(sqlDropFeed, other.ID)
}

// isFresher reports whether how a feed goes is to be kept rather than another's: one
// that is polled still, and of two the one that was polled last.
func isFresher(a, b *intake.Feed) bool {
	if a.Stopped != b.Stopped {
		return b.Stopped
	}
	return a.LastPolled.After(b.LastPolled)
}
