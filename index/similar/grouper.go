package similar

import (
	"context"
	"fmt"
	"runtime"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/schema"
)

// Row is what is kept of one article, so that a restart costs no texts, and no
// rebuild changes a group.
type Row struct {
	ID        string
	Version   int
	Group     uint64
	Signature []byte // of Size bytes; empty where the article is out of comparison
}

// Store keeps the rows.
type Store interface {
	// Signatures gives every row to do, in the order in which articles first came.
	Signatures(ctx context.Context, do func(Row) error) error
	// PutSignatures keeps rows, in place of those of the same articles.
	PutSignatures(ctx context.Context, rows []Row) error
}

// Grouper says which group each article belongs to. It is safe for use by many
// goroutines; articles are grouped in the order in which it is asked.
type Grouper struct {
	store Store

	mu      sync.Mutex
	table   *table // nil until the store was read
	signers []*signer
}

// New returns a Grouper; it reads the store when it is first asked.
func New(store Store) *Grouper {
	g := &Grouper{store: store}
	for range runtime.GOMAXPROCS(0) {
		g.signers = append(g.signers, newSigner())
	}
	return g
}

// Group returns the group of each of these records, 0 for one that is alone or
// gave its name to a group (schema.GroupOf). An article joins the group of the
// one that it resembles most, and keeps its group for as long as its text stays
// the same, whatever comes later. Once its text changes it is compared anew.
func (g *Grouper) Group(ctx context.Context, records []news.Record) ([]uint64, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if err := g.load(ctx); err != nil {
		return nil, err
	}
	signatures, err := g.sign(ctx, records)
	if err != nil {
		return nil, err
	}
	groups := make([]uint64, len(records))
	var rows []Row
	for i := range records {
		if row, fresh := g.assign(&records[i], signatures[i]); fresh {
			rows = append(rows, row)
		}
		groups[i] = g.groupOf(records[i].ID)
	}
	if len(rows) == 0 {
		return groups, nil
	}
	if err := g.store.PutSignatures(ctx, rows); err != nil {
		g.table = nil // what is in memory is not what is kept
		return nil, fmt.Errorf("similar: keep %d signatures: %w", len(rows), err)
	}
	return groups, nil
}

func (g *Grouper) groupOf(id string) uint64 {
	own := schema.GroupOf(id)
	if _, group, ok := g.table.get(own); ok && group != own {
		return group
	}
	return 0
}

// load reads what is kept.
func (g *Grouper) load(ctx context.Context) error {
	if g.table != nil {
		return nil
	}
	t := newTable()
	err := g.store.Signatures(ctx, func(r Row) error {
		var sig Signature
		if sig.parse(r.Signature) {
			t.put(schema.GroupOf(r.ID), r.Version, r.Group, &sig)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("similar: read the signatures: %w", err)
	}
	g.table = t
	return nil
}

// signed is a signature that was made because none of that version was there.
type signed struct {
	Signature
	made, long bool
}

// sign makes the signatures that are needed, on all cores.
func (g *Grouper) sign(ctx context.Context, records []news.Record) ([]signed, error) {
	out := make([]signed, len(records))
	group, ctx := errgroup.WithContext(ctx)
	for w, s := range g.signers {
		group.Go(func() error {
			for i := w; i < len(records) && ctx.Err() == nil; i += len(g.signers) {
				if r := &records[i]; !r.Deleted && !g.knows(r) {
					out[i].made = true
					out[i].Signature, out[i].long = s.sign(&r.Article)
				}
			}
			return ctx.Err()
		})
	}
	return out, group.Wait()
}

// knows reports whether a record, or a later version of it, was grouped before.
func (g *Grouper) knows(r *news.Record) bool {
	version, _, ok := g.table.get(schema.GroupOf(r.ID))
	return ok && version >= r.Version
}

// assign puts an article into a group, and returns what to keep of it where that
// is new.
func (g *Grouper) assign(r *news.Record, s signed) (row Row, fresh bool) {
	key := schema.GroupOf(r.ID)
	version, _, there := g.table.get(key)
	switch {
	case r.Deleted:
		g.table.remove(key)
		return Row{ID: r.ID, Version: r.Version}, there
	case !s.made, there && version >= r.Version: // twice in one batch
		return Row{}, false
	case !s.long:
		g.table.remove(key)
		return Row{ID: r.ID, Version: r.Version}, there
	}
	g.table.remove(key)
	group, found := g.table.nearest(&s.Signature)
	if !found {
		group = ownGroup(r, there)
	}
	g.table.put(key, r.Version, group, &s.Signature)
	return Row{ID: r.ID, Version: r.Version, Group: group, Signature: s.Bytes()}, true
}

// ownGroup is the group of an article that resembles none. One that changed must
// not take the name of a group that it founded before, and that others are in.
func ownGroup(r *news.Record, changed bool) uint64 {
	if changed {
		return schema.GroupOf(fmt.Sprintf("%s\x00%d", r.ID, r.Version))
	}
	return schema.GroupOf(r.ID)
}
