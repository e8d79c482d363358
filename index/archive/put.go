package archive

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/news"
)

// Put stores normalised articles in one transaction, all or none, and says for
// each, in their order, what became of it.
//
// A new id is Created as version 1. Where the content is what is stored already
// (Article.ContentHash), the article is Unchanged: its Outcome carries the
// sequence number and version it has. Else it is Updated, and the former version
// kept. An article that was deleted is Created again, whatever it says, with the
// version number after its last: numbers never name two texts, and what was
// taken down stays out of reach. An id that comes twice is put twice, in order.
//
// What senders say of the use is followed. A canceled article is Deleted, also
// where it never came, and only a text that is surely newer creates it again. An
// older text than the one that is there is Unchanged. One that is withheld or
// under embargo is kept, but held: no method serves it, and to readers of Since
// it is deleted, until Release finds that its time has come.
//
// It fails with index.ErrInvalid for an id that is empty or not plain text, and
// with index.ErrFull when the disk is full; the next Put works once there is
// space again. Batches of 1,000 and more are fastest, since each is one wait for
// the disk; other writers wait for all of it.
func (a *Archive) Put(ctx context.Context, articles []news.Article) ([]index.Outcome, error) {
	if len(articles) == 0 {
		return nil, nil
	}
	outcomes, err := a.put(ctx, articles)
	if err != nil {
		return nil, fmt.Errorf("archive: put: %w", a.explain(err))
	}
	return outcomes, nil
}

func (a *Archive) put(ctx context.Context, articles []news.Article) ([]index.Outcome, error) {
	ids, hashes, err := identify(articles)
	if err != nil {
		return nil, err
	}
	outcomes := make([]index.Outcome, len(articles))
	err = a.write(ctx, func(c *change) error {
		there, err := c.known(ctx, ids)
		if err != nil {
			return err
		}
		for i := range articles {
			if outcomes[i], err = c.put(ctx, there, &articles[i], hashes[i]); err != nil {
				return fmt.Errorf("%q: %w", articles[i].ID, err)
			}
		}
		return nil
	})
	return outcomes, err
}

// identify works before the transaction begins, since others wait for that.
func identify(articles []news.Article) (ids []string, hashes [][32]byte, err error) {
	ids = make([]string, len(articles))
	hashes = make([][32]byte, len(articles))
	for i := range articles {
		ids[i] = articles[i].ID
		if !plain(ids[i]) {
			return nil, nil, fmt.Errorf("%w: the id %q is not plain text", index.ErrInvalid, ids[i])
		}
		hashes[i] = articles[i].ContentHash()
	}
	return ids, hashes, nil
}

// plain reports whether an id is one that comes out of SQL and JSON as it went in.
func plain(id string) bool {
	return id != "" && utf8.ValidString(id) && !strings.ContainsRune(id, 0)
}

// put stores one article; there is brought up to date for the next.
func (c *change) put(ctx context.Context, there map[string]*known, art *news.Article, hash [32]byte) (index.Outcome, error) {
	var err error
	var status index.Status
	k := there[art.ID]
	switch {
	case k != nil && k.isLate(art):
		status = index.Unchanged
	case art.Usage.Status == news.Canceled:
		k, status, err = c.kill(ctx, k, art)
		there[art.ID] = k
	case k == nil:
		status = index.Created
		k, err = c.create(ctx, art, hash)
		there[art.ID] = k
	case k.deleted:
		status = index.Created
		err = c.revive(ctx, k, art, hash)
	case k.hash == hash:
		status = index.Unchanged
		err = c.note(ctx, k, art)
	default:
		status = index.Updated
		err = c.update(ctx, k, art, hash)
	}
	if err != nil {
		return index.Outcome{}, err
	}
	return outcome(art.ID, status, k), nil
}

func outcome(id string, status index.Status, k *known) index.Outcome {
	return index.Outcome{ID: id, Status: status, Seq: uint64(k.seq), Version: k.version}
}
