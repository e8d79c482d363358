package archive

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"time"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/alert"
)

const (
	searchColumns   = `id, owner, name, params, webhook, secret, since, created, changed`
	deliveryColumns = `id, search, article, version, state, attempts, due, problem, made`

	sqlPutSearch = `INSERT INTO saved_search (` + searchColumns + `) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET name = excluded.name, params = excluded.params, webhook = excluded.webhook,
		secret = excluded.secret, changed = excluded.changed`
	sqlDropSearch     = `DELETE FROM saved_search WHERE id = ? RETURNING id`
	sqlDropDeliveries = `DELETE FROM delivery WHERE search = ?`
	sqlSearches       = `SELECT ` + searchColumns + ` FROM saved_search ORDER BY created, id`
	sqlSearch         = `SELECT ` + searchColumns + ` FROM saved_search WHERE id = ?`

	sqlPutDelivery = `INSERT INTO delivery (id, search, article, version, due, made) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT DO NOTHING`
	sqlPending    = `SELECT ` + deliveryColumns + ` FROM delivery WHERE state = 0 AND due <= ? ORDER BY due, n LIMIT ?`
	sqlMark       = `UPDATE delivery SET state = ?2, attempts = ?3, due = ?4, problem = ?5 WHERE id = ?1`
	sqlDeliveries = `SELECT ` + deliveryColumns + ` FROM delivery WHERE search = ?1 AND (?2 < 0 OR state = ?2) ORDER BY n DESC LIMIT ?3`
	sqlDelivery   = `SELECT ` + deliveryColumns + ` FROM delivery WHERE id = ?`
	sqlForgetSent = `DELETE FROM delivery WHERE state = 1 AND made < ?`
)

// percolated is the setting that holds the sequence number up to which articles
// were laid against the saved searches.
const percolated = "percolated"

func searchWriting() []string {
	return []string{sqlPutSearch, sqlDropSearch, sqlDropDeliveries, sqlPutDelivery, sqlMark, sqlForgetSent}
}

func searchReading() []string {
	return []string{sqlSearches, sqlSearch, sqlPending, sqlDeliveries, sqlDelivery}
}

// PutSearch keeps a saved search, in place of the one with its id.
func (a *Archive) PutSearch(ctx context.Context, s alert.Search) error {
	err := a.write(ctx, func(c *change) error {
		return c.exec(ctx, sqlPutSearch, s.ID, s.Owner, s.Name, s.Params, s.Webhook, s.Secret, int64(s.Since),
			s.Created.UnixMicro(), s.Changed.UnixMicro())
	})
	if err != nil {
		return fmt.Errorf("archive: put search: %w", a.explain(err))
	}
	return nil
}

// DeleteSearch forgets a saved search and its deliveries. It fails with
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
		return c.exec(ctx, sqlDropDeliveries, id)
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

func scanSearch(row interface{ Scan(dest ...any) error }) (s alert.Search, err error) {
	var created, changed int64
	err = row.Scan(&s.ID, &s.Owner, &s.Name, &s.Params, &s.Webhook, &s.Secret, &s.Since, &created, &changed)
	s.Created, s.Changed = stored(created), stored(changed)
	return s, err
}

// Percolated is the sequence number up to which articles were laid against the
// saved searches.
func (a *Archive) Percolated(ctx context.Context) (uint64, error) {
	value, found, err := a.Setting(ctx, percolated)
	if err != nil || !found || len(value) != 8 {
		return 0, err
	}
	return binary.BigEndian.Uint64(value), nil
}

// PutDeliveries keeps what is to be sent, and that articles up to seq were laid
// against the saved searches, all at once: after a crash both are there or
// neither. What is there already for a version of an article stays as it is.
func (a *Archive) PutDeliveries(ctx context.Context, deliveries []alert.Delivery, seq uint64) error {
	err := a.write(ctx, func(c *change) error {
		for _, d := range deliveries {
			if err := c.exec(ctx, sqlPutDelivery, d.ID, d.Search, d.Article, d.Version, d.Due.UnixMicro(), d.Made.UnixMicro()); err != nil {
				return err
			}
		}
		return c.putSetting(ctx, percolated, binary.BigEndian.AppendUint64(nil, seq))
	})
	if err != nil {
		return fmt.Errorf("archive: put deliveries: %w", a.explain(err))
	}
	return nil
}

// Pending lists deliveries that are to be sent now, the longest due first.
func (a *Archive) Pending(ctx context.Context, now time.Time, limit int) ([]alert.Delivery, error) {
	return a.deliveries(ctx, sqlPending, now.UnixMicro(), limit)
}

// Deliveries lists those of a search, the latest first; a state below 0 is any.
func (a *Archive) Deliveries(ctx context.Context, search string, state alert.State, limit int) ([]alert.Delivery, error) {
	return a.deliveries(ctx, sqlDeliveries, search, int(state), limit)
}

func (a *Archive) deliveries(ctx context.Context, text string, args ...any) ([]alert.Delivery, error) {
	var all []alert.Delivery
	err := a.each(ctx, text, args, func(rows *sql.Rows) error {
		d, err := scanDelivery(rows)
		all = append(all, d)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("archive: list deliveries: %w", a.explain(err))
	}
	return all, nil
}

// Delivery returns one. It fails with index.ErrNotFound.
func (a *Archive) Delivery(ctx context.Context, id string) (alert.Delivery, error) {
	d, err := scanDelivery(a.reading[sqlDelivery].QueryRowContext(ctx, id))
	if errors.Is(err, sql.ErrNoRows) {
		err = index.ErrNotFound
	}
	if err != nil {
		return alert.Delivery{}, fmt.Errorf("archive: delivery %q: %w", id, a.explain(err))
	}
	return d, nil
}

func scanDelivery(row interface{ Scan(dest ...any) error }) (d alert.Delivery, err error) {
	var due, made int64
	err = row.Scan(&d.ID, &d.Search, &d.Article, &d.Version, &d.State, &d.Attempts, &due, &d.Problem, &made)
	d.Due, d.Made = stored(due), stored(made)
	return d, err
}

// sentKept is how long it is told that something was sent.
const sentKept = 30 * 24 * time.Hour

// MarkDelivery keeps what became of an attempt, or that one is about to be made.
// One that is no longer there, since its search was deleted, is no error.
func (a *Archive) MarkDelivery(ctx context.Context, d alert.Delivery) error {
	err := a.write(ctx, func(c *change) error {
		if err := c.exec(ctx, sqlMark, d.ID, int(d.State), d.Attempts, d.Due.UnixMicro(), d.Problem); err != nil {
			return err
		}
		return c.exec(ctx, sqlForgetSent, a.opts.Now().Add(-sentKept).UnixMicro())
	})
	if err != nil {
		return fmt.Errorf("archive: mark delivery: %w", a.explain(err))
	}
	return nil
}
