package archive

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/alert"
)

const (
	deliveryColumns = `id, search, article, version, state, attempts, due, problem, made`

	sqlPutDelivery = `INSERT INTO delivery (id, search, article, version, due, made) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT DO NOTHING`
	sqlPending    = `SELECT ` + deliveryColumns + ` FROM delivery WHERE state = 0 AND due <= ? ORDER BY due, n LIMIT ?`
	sqlMark       = `UPDATE delivery SET state = ?2, attempts = ?3, due = ?4, problem = ?5 WHERE id = ?1`
	sqlDeliveries = `SELECT ` + deliveryColumns + ` FROM delivery WHERE search = ?1 AND (?2 < 0 OR state = ?2) ORDER BY n DESC LIMIT ?3`
	sqlDelivery   = `SELECT ` + deliveryColumns + ` FROM delivery WHERE id = ?`
	sqlForgetSent = `DELETE FROM delivery WHERE state = 1 AND made < ?`

	sqlPutMatch = `INSERT INTO match (search, article, version, made, mail) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`
	// What is to be told by mail stays until it was.
	sqlForgetMatches = `DELETE FROM match WHERE search = ?1 AND mail IS NOT ''
		AND n <= (SELECT n FROM match WHERE search = ?1 ORDER BY n DESC LIMIT 1 OFFSET ?2)`
	sqlResume = `UPDATE delivery SET due = ?1 WHERE state = 0 AND problem = ?2`
)

// percolated is the setting that holds the sequence number up to which articles
// were laid against the saved searches.
const percolated = "percolated"

func deliveryWriting() []string {
	return append([]string{sqlPutDelivery, sqlMark, sqlForgetSent, sqlPutMatch, sqlForgetMatches, sqlResume}, mailWriting()...)
}

func deliveryReading() []string {
	return append([]string{sqlPending, sqlDeliveries, sqlDelivery}, mailReading()...)
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

// PutMatches keeps what matched, what is to be sent of it, and that articles up
// to seq were laid against the saved searches, all at once: after a crash all of
// it is there or nothing. What is there already for a version of an article stays
// as it is. Of each search the latest alert.MostNew matches are kept, and a few more.
func (a *Archive) PutMatches(ctx context.Context, matches []alert.Match, deliveries []alert.Delivery, seq uint64) error {
	err := a.write(ctx, func(c *change) error {
		if err := c.putMatches(ctx, matches); err != nil {
			return err
		}
		for _, d := range deliveries {
			if err := c.exec(ctx, sqlPutDelivery, d.ID, d.Search, d.Article, d.Version, d.Due.UnixMicro(), d.Made.UnixMicro()); err != nil {
				return err
			}
		}
		return c.putSetting(ctx, percolated, binary.BigEndian.AppendUint64(nil, seq))
	})
	if err != nil {
		return fmt.Errorf("archive: put matches: %w", a.explain(err))
	}
	return nil
}

// forgetEvery is how many times matches are added to a search before what is too
// old is forgotten, on average: looking each time takes as long as adding.
const forgetEvery = 16

func (c *change) putMatches(ctx context.Context, matches []alert.Match) error {
	touched := map[string]bool{}
	for _, m := range matches {
		touched[m.Search] = true
		var mail any
		if m.Mail {
			mail = ""
		}
		if err := c.exec(ctx, sqlPutMatch, m.Search, m.Article, m.Version, m.Made.UnixMicro(), mail); err != nil {
			return err
		}
	}
	for search := range touched {
		if rand.IntN(forgetEvery) > 0 {
			continue
		}
		if err := c.exec(ctx, sqlForgetMatches, search, alert.MostNew); err != nil {
			return err
		}
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

// ResumeDeliveries makes due what was under way when the last process ended.
func (a *Archive) ResumeDeliveries(ctx context.Context, now time.Time) error {
	err := a.write(ctx, func(c *change) error {
		if err := c.exec(ctx, sqlResume, now.UnixMicro(), alert.UnderWay); err != nil {
			return err
		}
		return c.exec(ctx, sqlResumeMails, now.UnixMicro(), alert.UnderWay)
	})
	if err != nil {
		return fmt.Errorf("archive: resume deliveries: %w", a.explain(err))
	}
	return nil
}

// MarkDeliveries keeps what became of attempts, or that they are about to be
// made, all at once. One that is no longer there, since its search was deleted, is
// no error.
func (a *Archive) MarkDeliveries(ctx context.Context, deliveries []alert.Delivery) error {
	err := a.write(ctx, func(c *change) error {
		for _, d := range deliveries {
			if err := c.exec(ctx, sqlMark, d.ID, int(d.State), d.Attempts, d.Due.UnixMicro(), d.Problem); err != nil {
				return err
			}
		}
		return c.exec(ctx, sqlForgetSent, a.opts.Now().Add(-sentKept).UnixMicro())
	})
	if err != nil {
		return fmt.Errorf("archive: mark deliveries: %w", a.explain(err))
	}
	return nil
}
