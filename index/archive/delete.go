package archive

import (
	"context"
	"fmt"

	"github.com/dateline-search/dateline/index"
)

// Delete leaves a tombstone in the article's place, under a new sequence number
// and with the version number of the last text. No method serves any text that
// the article had until then, not even when it is put again; all of it stays in
// the file, since the archive loses nothing.
//
// It fails with index.ErrNotFound, with index.ErrGone for an article that is
// deleted already, and with index.ErrFull: a takedown needs a little space too.
func (a *Archive) Delete(ctx context.Context, id string) (index.Outcome, error) {
	var done index.Outcome
	err := a.write(ctx, func(c *change) (err error) {
		done, err = c.delete(ctx, id)
		return err
	})
	if err != nil {
		return index.Outcome{}, fmt.Errorf("archive: delete %q: %w", id, a.explain(err))
	}
	return done, nil
}

func (c *change) delete(ctx context.Context, id string) (index.Outcome, error) {
	if !plain(id) {
		return index.Outcome{}, index.ErrNotFound
	}
	there, err := c.known(ctx, []string{id})
	if err != nil {
		return index.Outcome{}, err
	}
	k := there[id]
	switch {
	case k == nil:
		return index.Outcome{}, index.ErrNotFound
	case k.deleted:
		return index.Outcome{}, index.ErrGone
	}
	if err := c.bury(ctx, k); err != nil {
		return index.Outcome{}, err
	}
	return outcome(id, index.Deleted, k), nil
}
