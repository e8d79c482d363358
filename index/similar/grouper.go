package similar

import (
	"context"
	"fmt"
	"math"
	"runtime"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/schema"
)

// Row is what is kept of one article, so that a restart costs no texts.
type Row struct {
	ID        string
	Version   int
	Published int64 // seconds since 1970; math.MaxInt64 where it is unknown
	Group     uint64
	Signature []byte // of Size bytes; empty where the article is out of comparison
}

// Move is an article that came into another group without a change of its own.
type Move struct {
	ID    string
	Group uint64
}

// Store keeps the rows.
type Store interface {
	// Signatures gives every row to do.
	Signatures(ctx context.Context, do func(Row) error) error
	// Members lists the ids of all rows in these groups.
	Members(ctx context.Context, groups []uint64) ([]string, error)
	// PutSignatures keeps rows, in place of those of the same articles, and moves
	// others, all at once. Whoever follows the archive meets those that moved again.
	PutSignatures(ctx context.Context, rows []Row, moves []Move) error
}

// Grouper says which group each article belongs to. It is safe for use by many
// goroutines.
//
// An article joins the earliest published that it resembles enough and that joined
// none itself: the pivot, after which the group is named. So every member resembles
// the pivot, and the groups are the same in whatever order the articles came
// (Ailon, Charikar, Newman, "Aggregating inconsistent information", 2008, with the
// order of publication for the random one).
type Grouper struct {
	store Store

	mu      sync.Mutex
	table   *table // nil until the store was read
	due     due
	settled int // in this call of Group
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
// after which a group is named (schema.GroupOf). Articles that came before may move
// with them; the store makes them be met again.
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
	fresh, moved := g.take(records, signatures)
	if err := g.keep(ctx, fresh, moved); err != nil {
		g.table = nil // what is in memory is not what is kept
		return nil, err
	}
	groups := make([]uint64, len(records))
	for i := range records {
		groups[i] = g.groupOf(records[i].ID)
	}
	return groups, nil
}

// take puts records into the table, and returns what to keep of them by key, and
// the former groups of others that moved.
func (g *Grouper) take(records []news.Record, signatures []signed) (fresh map[uint64]Row, moved map[uint64]uint64) {
	fresh, moved, g.settled = map[uint64]Row{}, map[uint64]uint64{}, 0
	g.settle(moved) // what the call before has left
	for i := range records {
		if row, ok := g.assign(&records[i], signatures[i]); ok {
			fresh[schema.GroupOf(row.ID)] = row
		}
		g.settle(moved)
	}
	return fresh, moved
}

// keep stores what is new and what moved.
func (g *Grouper) keep(ctx context.Context, fresh map[uint64]Row, moved map[uint64]uint64) error {
	rows := make([]Row, 0, len(fresh))
	for key, r := range fresh {
		_, r.Group, _ = g.table.get(key)
		rows = append(rows, r)
	}
	var left []uint64
	for key, was := range moved {
		if _, is, ok := g.table.get(key); ok && is != was {
			left = append(left, was)
		}
	}
	if len(rows)+len(left) == 0 {
		return nil
	}
	moves, err := g.moves(ctx, left, moved, fresh)
	if err != nil {
		return err
	}
	if err := g.store.PutSignatures(ctx, rows, moves); err != nil {
		return fmt.Errorf("similar: keep %d signatures: %w", len(rows), err)
	}
	return nil
}

// moves finds the ids of those that moved: only the store knows them, by the groups
// that they have left. What is kept anew itself is no move.
func (g *Grouper) moves(ctx context.Context, left []uint64, moved map[uint64]uint64, fresh map[uint64]Row) ([]Move, error) {
	if len(left) == 0 {
		return nil, nil
	}
	slices.Sort(left)
	ids, err := g.store.Members(ctx, slices.Compact(left))
	if err != nil {
		return nil, fmt.Errorf("similar: members of %d groups: %w", len(left), err)
	}
	var moves []Move
	for _, id := range ids {
		key := schema.GroupOf(id)
		was, ok := moved[key]
		if _, isFresh := fresh[key]; !ok || isFresh {
			continue
		}
		if _, is, ok := g.table.get(key); ok && is != was {
			moves = append(moves, Move{ID: id, Group: is})
		}
	}
	return moves, nil
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
		e := entry{place: place{r.Published, schema.GroupOf(r.ID)}, version: r.Version, group: r.Group}
		if e.sig.parse(r.Signature) {
			t.put(&e)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("similar: read the signatures: %w", err)
	}
	g.table, g.due = t, due{}
	g.orphans()
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
		g.drop(key)
		return Row{ID: r.ID, Version: r.Version}, there
	case !s.made, there && version >= r.Version: // twice in one batch
		return Row{}, false
	case !s.long:
		g.drop(key)
		return Row{ID: r.ID, Version: r.Version}, there
	}
	g.drop(key)
	e := entry{place: place{published(r), key}, version: r.Version, sig: s.Signature}
	g.insert(&e)
	return Row{ID: r.ID, Version: r.Version, Published: e.published, Signature: s.Bytes()}, true
}

// published is where an article stands in the order of groups; one whose date is
// unknown stands last, since when it came is no matter.
func published(r *news.Record) int64 {
	if r.Published.IsZero() {
		return math.MaxInt64
	}
	return r.Published.Time.Unix()
}
