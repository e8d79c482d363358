package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/dateline-search/dateline/index/access"
)

const (
	sqlPutSession  = `INSERT INTO session (hash, key, created, ends) VALUES (?, ?, ?, ?)`
	sqlEndSession  = `DELETE FROM session WHERE hash = ?`
	sqlEndedBefore = `DELETE FROM session WHERE ends < ?`
	sqlFindSession = `SELECT key, created, ends FROM session WHERE hash = ?`
)

func sessionWriting() []string { return []string{sqlPutSession, sqlEndSession, sqlEndedBefore} }

// PutSession keeps a session, and forgets those that have ended.
func (a *Archive) PutSession(ctx context.Context, s access.Session) error {
	err := a.write(ctx, func(c *change) error {
		if err := c.exec(ctx, sqlEndedBefore, s.Created.UnixMicro()); err != nil {
			return err
		}
		return c.exec(ctx, sqlPutSession, s.Hash[:], s.Key, s.Created.UnixMicro(), s.Ends.UnixMicro())
	})
	if err != nil {
		return fmt.Errorf("archive: put session: %w", a.explain(err))
	}
	return nil
}

// FindSession returns the session whose token has this hash, also one that has
// ended, and false where there is none.
func (a *Archive) FindSession(ctx context.Context, hash access.Hash) (access.Session, bool, error) {
	s := access.Session{Hash: hash}
	var created, ends int64
	err := a.reading[sqlFindSession].QueryRowContext(ctx, hash[:]).Scan(&s.Key, &created, &ends)
	if errors.Is(err, sql.ErrNoRows) {
		return access.Session{}, false, nil
	}
	if err != nil {
		return access.Session{}, false, fmt.Errorf("archive: find session: %w", a.explain(err))
	}
	s.Created, s.Ends = stored(created), stored(ends)
	return s, true, nil
}

// EndSession forgets a session. One that is not there is no error.
func (a *Archive) EndSession(ctx context.Context, hash access.Hash) error {
	err := a.write(ctx, func(c *change) error { return c.exec(ctx, sqlEndSession, hash[:]) })
	if err != nil {
		return fmt.Errorf("archive: end session: %w", a.explain(err))
	}
	return nil
}
