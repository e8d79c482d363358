package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/alert"
)

const (
	searchColumns = `id, owner, name, params, webhook, secret, email, stop, since, seen, created, changed`

	sqlPutSearch = `INSERT INTO saved_search (` + searchColumns + `) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET name = excluded.name, params = excluded.params, webhook = excluded.webhook,
		secret = excluded.secret, email = excluded.email, stop = excluded.stop, changed = excluded.changed`
	sqlDropSearch     = `DELETE FROM saved_search WHERE id = ? RETURNING id`
	sqlDropDeliveries = `DELETE FROM delivery WHERE search = ?`
	sqlDropMatches    = `DELETE FROM match WHERE search = ?`
	sqlDropMails      = `DELETE FROM mail WHERE search = ?`
	sqlNoMail         = `UPDATE match SET mail = NULL WHERE search = ? AND mail = ''`
	sqlLooked         = `UPDATE saved_search SET seen = coalesce((SELECT max(n) FROM match WHERE search = ?1), 0) WHERE id = ?1`
	sqlSearches       = `SELECT ` + searchColumns + ` FROM saved_search ORDER BY created, id`
	sqlSearch         = `SELECT ` + searchColumns + ` FROM saved_search WHERE id = ?`
)

func searchWriting() []string {
	return append([]string{sqlPutSearch, sqlDropSearch, sqlDropDeliveries, sqlDropMatches, sqlDropMails, sqlNoMail, sqlLooked}, deliveryWriting()...)
}

func searchReading() []string {
	return append([]string{sqlSearches, sqlSearch}, deliveryReading()...)
}

// PutSearch keeps a saved search, in place of the one with its id.
func (a *Archive) PutSearch(ctx context.Context, s alert.Search) error {
	err := a.write(ctx, func(c *change) error {
		if s.Email == "" {
			if err := c.exec(ctx, sqlNoMail, s.ID); err != nil {
				return err
			}
		}
		return c.exec(ctx, sqlPutSearch, s.ID, s.Owner, s.Name, s.Params, s.Webhook, s.Secret, s.Email, s.Stop, int64(s.Since),
			int64(s.Seen), s.Created.UnixMicro(), s.Changed.UnixMicro())
	})
	if err != nil {
		return fmt.Errorf("archive: put search: %w", a.explain(err))
	}
	return nil
}

// DeleteSearch forgets a saved search and all that it led to. It fails with
// index.ErrNotFound.
func (a *Archive) DeleteSearch(ctx context.Context, id string) error {
	err := a.write(ctx, func(c *change) error {
		var gone string
		err := c.sql[sqlDropSearch].QueryRowContext(ctx, id).Scan(&gone)
		if errors.Is(err, sql.ErrNoRows) {
			return index.ErrNotFound
		}
		if err != nil {
			return err
		}
		for _, text := range []string{sqlDropDeliveries, sqlDropMatches, sqlDropMails} {
			if err := c.exec(ctx, text, id); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("archive: delete search %q: %w", id, a.explain(err))
	}
	return nil
}

// Searches lists all saved searches, oldest first.
func (a *Archive) Searches(ctx context.Context) ([]alert.Search, error) {
	var all []alert.Search
	err := a.each(ctx, sqlSearches, nil, func(rows *sql.Rows) error {
		s, err := scanSearch(rows)
		all = append(all, s)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("archive: list searches: %w", a.explain(err))
	}
	return all, nil
}

// Search returns a saved search. It fails with index.ErrNotFound.
func (a *Archive) Search(ctx context.Context, id string) (alert.Search, error) {
	s, err := scanSearch(a.reading[sqlSearch].QueryRowContext(ctx, id))
	if errors.Is(err, sql.ErrNoRows) {
		err = index.ErrNotFound
	}
	if err != nil {
		return alert.Search{}, fmt.Errorf("archive: search %q: %w", id, a.explain(err))
	}
	return s, nil
}

// Looked keeps that the owner of a search has looked at all its matches.
func (a *Archive) Looked(ctx context.Context, id string) error {
	if err := a.write(ctx, func(c *change) error { return c.exec(ctx, sqlLooked, id) }); err != nil {
		return fmt.Errorf("archive: looked at search %q: %w", id, a.explain(err))
	}
	return nil
}

func scanSearch(row interface{ Scan(dest ...any) error }) (s alert.Search, err error) {
	var created, changed int64
	err = row.Scan(&s.ID, &s.Owner, &s.Name, &s.Params, &s.Webhook, &s.Secret, &s.Email, &s.Stop, &s.Since, &s.Seen, &created, &changed)
	s.Created, s.Changed = stored(created), stored(changed)
	return s, err
}
