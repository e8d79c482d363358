package archive

import (
	"context"
	"database/sql"
	"fmt"
	"sync"

	"github.com/dateline-search/dateline/index/access"
)

const (
	sqlAudit  = `INSERT INTO audit (at, key, address, method, path, status, request) VALUES (?, ?, ?, ?, ?, ?, ?)`
	sqlForget = `DELETE FROM audit WHERE n <= (SELECT max(n) FROM audit) - ?`
	sqlAudits = `SELECT at, key, address, method, path, status, request FROM audit ORDER BY n DESC LIMIT ?`
)

// auditKept is how many lines of the audit log are kept: some 20 MB.
const auditKept = 100_000

// auditWriting and auditReading are the statements of this file.
func auditWriting() []string { return []string{sqlAudit, sqlForget} }
func auditReading() []string { return []string{sqlAudits} }

// audit gathers lines of the audit log: those that come while others are written
// share the next transaction, since each costs a sync of the disk, which pushed
// articles wait for as well.
type audit struct {
	mu      sync.Mutex
	waiting *auditGroup // nil where none is
	writing sync.Mutex  // held by whoever writes a group
}

// auditGroup is lines that are written together.
type auditGroup struct {
	entries []access.Entry
	done    chan struct{} // closed when they are written, or err says why not
	err     error
}

// join adds a line to the group that waits, and reports whether it is the first.
func (l *audit) join(e access.Entry) (g *auditGroup, first bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if first = l.waiting == nil; first {
		l.waiting = &auditGroup{done: make(chan struct{})}
	}
	l.waiting.entries = append(l.waiting.entries, e)
	return l.waiting, first
}

// take takes the group that waits; who comes later is in the next.
func (l *audit) take() *auditGroup {
	l.mu.Lock()
	defer l.mu.Unlock()
	g := l.waiting
	l.waiting = nil
	return g
}

// PutAudit adds a line to the audit log, which is on disk when it returns nil, and
// forgets the oldest. A caller who gives up may find the line written.
func (a *Archive) PutAudit(ctx context.Context, e access.Entry) error {
	g, first := a.audit.join(e)
	if first {
		go a.putAudits(context.WithoutCancel(ctx))
	}
	select {
	case <-g.done:
	case <-ctx.Done():
		return fmt.Errorf("archive: put audit: %w", ctx.Err())
	}
	if g.err != nil {
		return fmt.Errorf("archive: put audit: %w", a.explain(g.err))
	}
	return nil
}

// putAudits writes the lines that wait when the group before them is written.
func (a *Archive) putAudits(ctx context.Context) {
	a.audit.writing.Lock()
	defer a.audit.writing.Unlock()
	g := a.audit.take()
	defer close(g.done)
	g.err = a.write(ctx, func(c *change) error {
		for _, e := range g.entries {
			err := c.exec(ctx, sqlAudit, e.At.UnixMicro(), e.Key, e.Address, e.Method, e.Path, e.Status, e.Request)
			if err != nil {
				return err
			}
		}
		return c.exec(ctx, sqlForget, auditKept)
	})
}

// Audit returns the latest lines of the audit log, the last first.
func (a *Archive) Audit(ctx context.Context, limit int) ([]access.Entry, error) {
	var entries []access.Entry
	err := a.each(ctx, sqlAudits, []any{limit}, func(rows *sql.Rows) error {
		var e access.Entry
		var at int64
		err := rows.Scan(&at, &e.Key, &e.Address, &e.Method, &e.Path, &e.Status, &e.Request)
		e.At = stored(at)
		entries = append(entries, e)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("archive: read audit: %w", a.explain(err))
	}
	return entries, nil
}
