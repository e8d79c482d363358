package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/dateline-search/dateline/index/alert"
)

const (
	mailColumns  = `id, search, address, state, attempts, due, problem, made`
	matchColumns = `n, search, article, version, made, mail IS ''`

	sqlPutMail     = `INSERT INTO mail (` + mailColumns + `) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`
	sqlTake        = `UPDATE match SET mail = ?2 WHERE search = ?1 AND mail = ''`
	sqlMarkMail    = `UPDATE mail SET state = ?2, attempts = ?3, due = ?4, problem = ?5 WHERE id = ?1`
	sqlResumeMails = `UPDATE mail SET due = ?1 WHERE state = 0 AND problem = ?2`
	sqlForgetMails = `DELETE FROM mail WHERE state = 1 AND made < ?`

	// A search waits for its mail where the last one is older than that.
	sqlUntold = `SELECT DISTINCT m.search FROM match AS m WHERE m.mail = ''
		AND NOT EXISTS (SELECT 1 FROM mail AS l WHERE l.search = m.search AND (l.made > ?1 OR l.state = 0))`
	sqlPendingMails  = `SELECT ` + mailColumns + ` FROM mail WHERE state = 0 AND due <= ? ORDER BY due, n LIMIT ?`
	sqlLastMail      = `SELECT ` + mailColumns + ` FROM mail WHERE search = ? ORDER BY n DESC LIMIT 1`
	sqlMailed        = `SELECT ` + matchColumns + ` FROM match WHERE mail = ?1 ORDER BY n DESC LIMIT ?2`
	sqlMailedCount   = `SELECT count(*) FROM match WHERE mail = ?`
	sqlMatches       = `SELECT ` + matchColumns + ` FROM match WHERE search = ? ORDER BY n DESC LIMIT ?`
	sqlNew           = `SELECT count(*) FROM (SELECT 1 FROM match WHERE search = ?1 AND n > ?2 LIMIT ?3)`
	sqlDeliveryTally = `SELECT state, count(*) FROM delivery WHERE search = ? GROUP BY state`
	sqlLastTried     = `SELECT ` + deliveryColumns + ` FROM delivery WHERE search = ? AND attempts > 0 ORDER BY n DESC LIMIT 1`
)

func mailWriting() []string {
	return []string{sqlPutMail, sqlTake, sqlMarkMail, sqlResumeMails, sqlForgetMails}
}

func mailReading() []string {
	return []string{sqlUntold, sqlPendingMails, sqlLastMail, sqlMailed, sqlMailedCount, sqlMatches, sqlNew, sqlDeliveryTally, sqlLastTried}
}

// Untold lists the searches with matches that a mail is to tell of, but for those
// whose last mail was made after a time, or is still to be sent.
func (a *Archive) Untold(ctx context.Context, after time.Time) ([]string, error) {
	var all []string
	err := a.each(ctx, sqlUntold, []any{after.UnixMicro()}, func(rows *sql.Rows) error {
		var id string
		err := rows.Scan(&id)
		all = append(all, id)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("archive: list untold searches: %w", a.explain(err))
	}
	return all, nil
}

// PutMail keeps a mail, which tells from now on of all matches of its search that
// no other does: each is told of once.
func (a *Archive) PutMail(ctx context.Context, m alert.Mail) error {
	err := a.write(ctx, func(c *change) error {
		if err := c.exec(ctx, sqlTake, m.Search, m.ID); err != nil {
			return err
		}
		return c.exec(ctx, sqlPutMail, m.ID, m.Search, m.Address, int(m.State), m.Attempts, m.Due.UnixMicro(), m.Problem, m.Made.UnixMicro())
	})
	if err != nil {
		return fmt.Errorf("archive: put mail: %w", a.explain(err))
	}
	return nil
}

// MarkMail keeps what became of an attempt, or that one is about to be made.
func (a *Archive) MarkMail(ctx context.Context, m alert.Mail) error {
	err := a.write(ctx, func(c *change) error {
		if err := c.exec(ctx, sqlMarkMail, m.ID, int(m.State), m.Attempts, m.Due.UnixMicro(), m.Problem); err != nil {
			return err
		}
		return c.exec(ctx, sqlForgetMails, a.opts.Now().Add(-sentKept).UnixMicro())
	})
	if err != nil {
		return fmt.Errorf("archive: mark mail: %w", a.explain(err))
	}
	return nil
}

// PendingMails lists mails that are to be sent now, the longest due first.
func (a *Archive) PendingMails(ctx context.Context, now time.Time, limit int) ([]alert.Mail, error) {
	var all []alert.Mail
	err := a.each(ctx, sqlPendingMails, []any{now.UnixMicro(), limit}, func(rows *sql.Rows) error {
		m, err := scanMail(rows)
		all = append(all, m)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("archive: list mails: %w", a.explain(err))
	}
	return all, nil
}

// Mailed gives the latest matches that a mail tells of, and how many there are.
func (a *Archive) Mailed(ctx context.Context, id string, limit int) (latest []alert.Match, all int, err error) {
	if latest, err = a.matches(ctx, sqlMailed, id, limit); err == nil {
		err = a.reading[sqlMailedCount].QueryRowContext(ctx, id).Scan(&all)
	}
	if err != nil {
		return nil, 0, fmt.Errorf("archive: matches of mail %q: %w", id, a.explain(err))
	}
	return latest, all, nil
}

// Standing is how a search stands, with so many of its latest matches.
func (a *Archive) Standing(ctx context.Context, s alert.Search, latest int) (alert.Standing, error) {
	var st alert.Standing
	err := errors.Join(
		a.reading[sqlNew].QueryRowContext(ctx, s.ID, int64(s.Seen), alert.MostNew).Scan(&st.New),
		a.each(ctx, sqlDeliveryTally, []any{s.ID}, func(rows *sql.Rows) error {
			var state alert.State
			var n int
			err := rows.Scan(&state, &n)
			switch state {
			case alert.Sent:
				st.Sent = n
			case alert.Dead:
				st.Dead = n
			default:
				st.Waits = n
			}
			return err
		}),
	)
	if err == nil {
		st.Latest, err = a.matches(ctx, sqlMatches, s.ID, latest)
	}
	if err == nil {
		err = optional(func() (err error) {
			st.Last, err = scanDelivery(a.reading[sqlLastTried].QueryRowContext(ctx, s.ID))
			return err
		})
	}
	if err == nil {
		err = optional(func() (err error) {
			st.Mail, err = scanMail(a.reading[sqlLastMail].QueryRowContext(ctx, s.ID))
			return err
		})
	}
	if err != nil {
		return alert.Standing{}, fmt.Errorf("archive: standing of search %q: %w", s.ID, a.explain(err))
	}
	return st, nil
}

// optional takes it for no error that there is no row.
func optional(read func() error) error {
	if err := read(); !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	return nil
}

func (a *Archive) matches(ctx context.Context, text string, args ...any) ([]alert.Match, error) {
	var all []alert.Match
	err := a.each(ctx, text, args, func(rows *sql.Rows) error {
		var m alert.Match
		var made int64
		err := rows.Scan(&m.N, &m.Search, &m.Article, &m.Version, &made, &m.Mail)
		m.Made = stored(made)
		all = append(all, m)
		return err
	})
	return all, err
}

func scanMail(row interface{ Scan(dest ...any) error }) (m alert.Mail, err error) {
	var due, made int64
	err = row.Scan(&m.ID, &m.Search, &m.Address, &m.State, &m.Attempts, &due, &m.Problem, &made)
	m.Due, m.Made = stored(due), stored(made)
	return m, err
}
