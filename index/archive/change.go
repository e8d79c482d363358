package archive

import (
	"context"
	"database/sql"
	"encoding/json"
	"math/rand/v2"
	"time"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/news"
)

// change is a write transaction. Only one is open at a time, in all processes
// together, so that the tally it has read is still true when it commits.
type change struct {
	sql   statements // bound to the transaction
	now   int64
	tally tally
}

// tally is the last sequence number given and the number of articles that are
// neither deleted nor held.
type tally struct{ seq, live int64 }

// known is what a change must know of an article that is there already.
type known struct {
	n, seq  int64
	version int
	hash    [32]byte
	deleted bool
	usage   usage
}

// write runs do in a transaction that is on disk when write returns nil, and
// leaves no trace otherwise. do must not write by another way than the change.
func (a *Archive) write(ctx context.Context, do func(*change) error) error {
	if a.closed.Load() {
		return index.ErrClosed
	}
	tx, err := a.begin(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()

	c := &change{sql: a.writing.in(ctx, tx), now: a.now()}
	if err := c.run(ctx, do); err != nil {
		return err
	}
	return tx.Commit()
}

// begin waits until nobody else writes, in this process and others.
func (a *Archive) begin(ctx context.Context) (tx *sql.Tx, err error) {
	err = a.patiently(ctx, func(ctx context.Context) error {
		tx, err = a.writer.BeginTx(ctx, nil)
		return err
	})
	return tx, err
}

// patiently does a step again while another process is in its way, as long as
// BusyTimeout allows.
func (a *Archive) patiently(ctx context.Context, step func(context.Context) error) error {
	for end := time.Now().Add(a.opts.BusyTimeout); ; {
		err := step(ctx)
		if !isBusy(err) || time.Now().After(end) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(rand.N(writerBusy)): // or two would ask in step for ever
		}
	}
}

// run gives do the tally, and stores what do made of it.
func (c *change) run(ctx context.Context, do func(*change) error) error {
	var before tally
	if err := c.sql[sqlTally].QueryRowContext(ctx).Scan(&before.seq, &before.live); err != nil {
		return err
	}
	c.tally = before
	if err := do(c); err != nil {
		return err
	}
	if c.tally == before {
		return nil
	}
	return c.exec(ctx, sqlSetTally, c.tally.seq, c.tally.live)
}

func (c *change) exec(ctx context.Context, text string, args ...any) error {
	_, err := c.sql[text].ExecContext(ctx, args...)
	return err
}

// known looks up which of the articles are there.
func (c *change) known(ctx context.Context, ids []string) (map[string]*known, error) {
	list, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	rows, err := c.sql[sqlKnown].QueryContext(ctx, string(list))
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()

	found := make(map[string]*known)
	for rows.Next() {
		var id string
		var hash sql.RawBytes
		k := &known{}
		err := rows.Scan(&id, &k.n, &k.seq, &k.version, &hash, &k.deleted,
			&k.usage.held, &k.usage.due, &k.usage.killed, &k.usage.sent, &k.usage.revision)
		if err != nil {
			return nil, err
		}
		copy(k.hash[:], hash)
		found[id] = k
	}
	return found, rows.Err()
}

// create stores an article that was never there. Its n is its first sequence
// number, which nobody else has.
func (c *change) create(ctx context.Context, art *news.Article, hash [32]byte) (*known, error) {
	data, err := news.MarshalStored(art)
	if err != nil {
		return nil, err
	}
	c.tally.seq++
	u := c.usageOf(art.Usage)
	c.tally.live += shown(!u.held)
	k := &known{n: c.tally.seq, seq: c.tally.seq, version: 1, hash: hash, usage: u}
	return k, c.exec(ctx, sqlInsert, k.n, art.ID, hash[:], c.now, data, u.held, u.due, u.sent, u.revision)
}

// isShown reports whether the article is in answers.
func (k *known) isShown() bool { return !k.deleted && !k.usage.held }

// shown is how much an article counts in the tally.
func shown(is bool) int64 {
	if is {
		return 1
	}
	return 0
}

// update stores another text of an article, and keeps the former.
func (c *change) update(ctx context.Context, k *known, art *news.Article, hash [32]byte) error {
	if err := c.exec(ctx, sqlKeep, k.n); err != nil {
		return err
	}
	return c.replace(ctx, sqlReplace, k, art, hash)
}

// revive puts an article in its tombstone's place. It does not begin anew at
// version 1, which names another text in what was handed out before.
func (c *change) revive(ctx context.Context, k *known, art *news.Article, hash [32]byte) error {
	return c.replace(ctx, sqlRevive, k, art, hash)
}

func (c *change) replace(ctx context.Context, text string, k *known, art *news.Article, hash [32]byte) error {
	data, err := news.MarshalStored(art)
	if err != nil {
		return err
	}
	u := c.usageOf(art.Usage)
	if u.sent == 0 && u.revision == 0 { // an edit by hand is no reason to take older texts again
		u.sent, u.revision = k.usage.sent, k.usage.revision
	}
	c.tally.seq++
	c.tally.live += shown(!u.held) - shown(k.isShown())
	k.seq, k.version, k.hash, k.deleted, k.usage = c.tally.seq, k.version+1, hash, false, u
	return c.exec(ctx, text, k.n, k.seq, k.version, hash[:], c.now, data, u.held, u.due, u.sent, u.revision)
}

// bury keeps an article's text as a version and leaves a tombstone.
func (c *change) bury(ctx context.Context, k *known) error {
	if err := c.exec(ctx, sqlKeep, k.n); err != nil {
		return err
	}
	c.tally.seq++
	c.tally.live -= shown(k.isShown())
	k.seq, k.deleted, k.usage.held, k.usage.due = c.tally.seq, true, false, nil
	return c.exec(ctx, sqlBury, k.n, k.seq, c.now)
}
