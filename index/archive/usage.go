package archive

import (
	"context"
	"fmt"
	"math"
	"time"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/news"
)

// usage is what an article's row says of its use.
type usage struct {
	held, killed   bool
	due            *int64 // when the embargo ends, or has ended; nil where there is none
	sent, revision int64
}

func (c *change) usageOf(u news.Usage) usage {
	now := stored(c.now)
	k := usage{held: u.HeldAt(now), killed: u.Status == news.Canceled, revision: int64(min(u.Revision, math.MaxInt64))}
	if u.Status == news.Usable && !u.Embargo.IsZero() {
		due := u.Embargo.UnixMicro()
		k.due = &due
	}
	if !u.Sent.IsZero() {
		k.sent = u.Sent.UnixMicro()
	}
	return k
}

// order is the usage as far as it tells which of two texts is the newer.
func (k usage) order() news.Usage {
	u := news.Usage{Revision: uint64(k.revision)}
	if k.sent != 0 {
		u.Sent = stored(k.sent)
	}
	return u
}

// isLate reports whether an article must not take the place of what is there: a
// text that is older, or, where its sender killed it, one that is not surely
// newer.
func (k *known) isLate(art *news.Article) bool {
	there := k.usage.order()
	if k.deleted && k.usage.killed {
		return !there.Before(art.Usage)
	}
	return art.Usage.Before(there)
}

// kill puts a tombstone where the sender of an article has withdrawn it, also of
// one that never came: its text may be under way.
func (c *change) kill(ctx context.Context, k *known, art *news.Article) (*known, index.Status, error) {
	u := c.usageOf(art.Usage)
	switch {
	case k == nil:
		c.tally.seq++
		k = &known{n: c.tally.seq, seq: c.tally.seq, deleted: true, usage: u}
		return k, index.Deleted, c.exec(ctx, sqlInsertKilled, k.n, art.ID, k.hash[:], c.now, u.sent, u.revision)
	case k.deleted && k.usage == u:
		return k, index.Unchanged, nil
	case k.deleted:
		k.usage = u
		return k, index.Unchanged, c.exec(ctx, sqlKill, k.n, u.sent, u.revision)
	}
	if err := c.bury(ctx, k); err != nil {
		return k, "", err
	}
	k.usage = u
	return k, index.Deleted, c.exec(ctx, sqlKill, k.n, u.sent, u.revision)
}

// note keeps that the text which is there already was sent again, as a newer one.
func (c *change) note(ctx context.Context, k *known, art *news.Article) error {
	u := c.usageOf(art.Usage)
	if u.sent == k.usage.sent && u.revision == k.usage.revision {
		return nil
	}
	k.usage.sent, k.usage.revision = max(u.sent, k.usage.sent), max(u.revision, k.usage.revision)
	return c.exec(ctx, sqlNote, k.n, k.usage.sent, k.usage.revision)
}

// Release gives every article whose embargo has ended to those who read Since,
// under a new sequence number, and returns how many there were. What was shown too
// early, as the clock was ahead and has been put right, it holds again. It is cheap
// where there is nothing to do, so that it may be called several times a second.
func (a *Archive) Release(ctx context.Context) (int, error) {
	n, err := a.release(ctx)
	if err != nil {
		return 0, fmt.Errorf("archive: release: %w", a.explain(err))
	}
	return n, nil
}

func (a *Archive) release(ctx context.Context) (n int, err error) {
	var due, early bool
	now := a.now()
	if err := a.reading[sqlAnyDue].QueryRowContext(ctx, now).Scan(&due); err != nil {
		return 0, err
	}
	if err := a.reading[sqlAnyEarly].QueryRowContext(ctx, now).Scan(&early); err != nil || !due && !early {
		return 0, err
	}
	err = a.write(ctx, func(c *change) error {
		if n, err = c.turn(ctx, sqlDue, sqlRelease); err != nil {
			return err
		}
		back, err := c.turn(ctx, sqlEarly, sqlHold)
		c.tally.live += int64(n) - int64(back)
		return err
	})
	return n, err
}

// turn gives the articles that one statement finds by the time a new sequence
// number with another, and returns how many there were.
func (c *change) turn(ctx context.Context, find, change string) (int, error) {
	list, err := c.listed(ctx, find)
	if err != nil {
		return 0, err
	}
	for _, n := range list {
		c.tally.seq++
		if err := c.exec(ctx, change, n, c.tally.seq); err != nil {
			return 0, err
		}
	}
	return len(list), nil
}

// listed are the articles that a statement finds by the time.
func (c *change) listed(ctx context.Context, text string) (list []int64, err error) {
	rows, err := c.sql[text].QueryContext(ctx, c.now)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var n int64
		if err := rows.Scan(&n); err != nil {
			return nil, err
		}
		list = append(list, n)
	}
	return list, rows.Err()
}

// held is the error of an article that is held.
func held(due *int64) error {
	if due == nil {
		return &index.HeldError{}
	}
	return &index.HeldError{Until: time.UnixMicro(*due).UTC()}
}
