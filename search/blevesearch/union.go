package blevesearch

import (
	"slices"

	"github.com/RoaringBitmap/roaring/v2"

	"github.com/dateline-search/dateline/index/alias"
	"github.com/dateline-search/dateline/index/news"
)

// unions are the merged names of one table in the numbers of a generation, by
// field.
type unions map[string]*union

// union is the merged names of one field.
type union struct {
	groups []group
	of     map[uint32]int // by ordinal: the group
}

// group is names that count as one: the one that others are merged into first.
type group struct {
	ordinals []uint32
	names    []string
}

// unionsOf numbers the merged names of a table. The last table's are kept: most
// searches have the same.
func (g *generation) unionsOf(table *alias.Table) unions {
	if table == nil {
		return nil
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.merged != table {
		g.merged, g.unions = table, unions{}
		for _, kind := range alias.Types() {
			if u := newUnion(g.values[string(kind)], table, kind); u != nil {
				g.unions[string(kind)] = u
			}
		}
	}
	return g.unions
}

func newUnion(d *dictionary, table *alias.Table, kind news.EntityType) *union {
	u := &union{of: map[uint32]int{}}
	for root := range table.Roots(kind) {
		names := table.Group(kind, root)
		ordinals := d.number(names)
		for _, ord := range ordinals {
			u.of[ord] = len(u.groups)
		}
		u.groups = append(u.groups, group{ordinals: ordinals, names: names})
	}
	if len(u.groups) == 0 {
		return nil
	}
	return u
}

// whole adds to ordinals what counts as one with any of them.
func (u *union) whole(ordinals []uint32) []uint32 {
	if u == nil {
		return ordinals
	}
	for _, ord := range slices.Clone(ordinals) {
		if i, merged := u.of[ord]; merged {
			ordinals = append(ordinals, u.groups[i].ordinals...)
		}
	}
	slices.Sort(ordinals)
	return slices.Compact(ordinals)
}

// roots replaces merged ordinals by those they are merged into, each once, in the
// order of their first.
func (u *union) roots(ordinals []uint32) []uint32 {
	if u == nil {
		return ordinals
	}
	var roots []uint32
	for _, ord := range ordinals {
		if i, merged := u.of[ord]; merged {
			ord = u.groups[i].ordinals[0]
		}
		if !slices.Contains(roots, ord) {
			roots = append(roots, ord)
		}
	}
	return roots
}

// uncount takes from a tally what a segment's documents would count twice for
// having several names of one group. It is noted as fewer of the root.
func (h *hunt) uncount(t *tally, field string, docs *roaring.Bitmap) error {
	u := h.prog.unions[field]
	if u == nil {
		return nil
	}
	for i := range u.groups {
		g := &u.groups[i]
		if !t.several(g) {
			continue
		}
		twice, err := h.twice(field, g, docs)
		if err != nil {
			return err
		}
		if twice > 0 {
			t.add(g.ordinals[0], -twice)
		}
	}
	return nil
}

// several reports whether more than one name of a group was counted.
func (t *tally) several(g *group) bool {
	counted := 0
	for _, ord := range g.ordinals {
		if t.counts[ord] != 0 {
			counted++
		}
	}
	return counted > 1
}

// twice is how many names of a group docs have beyond one each.
func (h *hunt) twice(field string, g *group, docs *roaring.Bitmap) (int32, error) {
	var sum uint64
	either := roaring.New()
	for _, name := range g.names {
		p, err := h.terms.postings(field, name)
		if err != nil {
			return 0, err
		}
		sum += p.docs.AndCardinality(docs)
		either.Or(p.docs)
	}
	return int32(sum - either.AndCardinality(docs)), nil
}

// unite counts merged names for what they are merged into.
func (t *tally) unite(u *union) {
	if u == nil {
		return
	}
	for _, g := range u.groups {
		for _, ord := range g.ordinals[1:] {
			if n := t.counts[ord]; n != 0 {
				t.counts[ord] = 0
				t.add(g.ordinals[0], n)
			}
		}
	}
}
