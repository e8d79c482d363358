package alias

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/schema"
)

// Errors by meaning.
var (
	// ErrConflict is a merge that contradicts those that are there.
	ErrConflict = errors.New("the names cannot be merged")
	// ErrNotMerged is a name that is not merged into another.
	ErrNotMerged = errors.New("the name is not merged into this one")
	// ErrOne is two names that cannot be kept apart.
	ErrOne = errors.New("the names cannot be kept apart")
	// ErrName is what is no name of an entity, or no type of one.
	ErrName = errors.New("this is no entity")
)

// Merge is one name that is merged into another of its type.
type Merge struct {
	Type news.EntityType `json:"type"`
	Name string          `json:"name"`
	Into string          `json:"into"`
	By   string          `json:"by,omitempty"` // who did it; empty where that is not known
	At   time.Time       `json:"at"`           // when, UTC
}

// Apart is two names of one type that somebody says are not one.
type Apart struct {
	Type  news.EntityType `json:"type"`
	Name  string          `json:"name"`
	Other string          `json:"other"`
	By    string          `json:"by,omitempty"`
	At    time.Time       `json:"at"`
}

// Surface is a name that a list of names has for an entity.
type Surface struct {
	Text string
	Own  bool // in the newsroom's own list, not in one that is shipped
}

// Types lists the types of entity whose names can be merged.
func Types() []news.EntityType { return []news.EntityType{news.Person, news.Org, news.Place} }

// entity is a name of a type.
type entity struct {
	kind news.EntityType
	name string
}

// Table is all merges of an archive, and which names are kept apart. It does not
// change. The zero value and nil have none.
type Table struct {
	made    map[entity]Merge    // how each was merged
	members map[entity][]string // by root: all that are merged into it, in order
	apart   map[pair]bool       // roots
}

// pair is two names of a type, in order.
type pair struct {
	kind        news.EntityType
	name, other string
}

func newPair(kind news.EntityType, name, other string) pair {
	return pair{kind, min(name, other), max(name, other)}
}

// New makes a Table of merges, of which each name is merged once, and of names
// that are kept apart.
func New(merges []Merge, apart ...Apart) *Table {
	t := &Table{made: map[entity]Merge{}, members: map[entity][]string{}, apart: map[pair]bool{}}
	for _, m := range merges {
		t.made[entity{m.Type, m.Name}] = m
	}
	for _, m := range merges {
		root := entity{m.Type, t.Root(m.Type, m.Name)}
		t.members[root] = append(t.members[root], m.Name)
	}
	for _, names := range t.members {
		slices.Sort(names)
	}
	for _, a := range apart {
		t.apart[newPair(a.Type, t.Root(a.Type, a.Name), t.Root(a.Type, a.Other))] = true
	}
	return t
}

// Apart reports whether somebody keeps two names apart, or names that they are
// merged into or that are merged into them.
func (t *Table) Apart(kind news.EntityType, name, other string) bool {
	return t != nil && t.apart[newPair(kind, t.Root(kind, name), t.Root(kind, other))]
}

// CheckApart says whether two names may be kept apart, and gives them as they
// will be kept. It fails with ErrName or ErrOne.
func (t *Table) CheckApart(a Apart) (Apart, error) {
	name, other := schema.Value(strings.TrimSpace(a.Name)), schema.Value(strings.TrimSpace(a.Other))
	if !slices.Contains(Types(), a.Type) {
		return a, noType(a.Type)
	}
	if name == "" || other == "" {
		return a, fmt.Errorf("%w: a name is empty", ErrName)
	}
	if t.Root(a.Type, name) == t.Root(a.Type, other) {
		return a, fmt.Errorf("%w: %q and %q are one already; split them first", ErrOne, name, other)
	}
	a.Name, a.Other = min(name, other), max(name, other)
	return a, nil
}

func noType(kind news.EntityType) error {
	return fmt.Errorf("%w: there is no type %q; it must be person, org or place", ErrName, kind)
}

// Root is the name that a name stands under: itself where it is not merged.
func (t *Table) Root(kind news.EntityType, name string) string {
	if t == nil {
		return name
	}
	for range len(t.made) { // a cycle could only come from outside
		m, merged := t.made[entity{kind, name}]
		if !merged {
			break
		}
		name = m.Into
	}
	return name
}

// Made tells how a name was merged, and whether it is.
func (t *Table) Made(kind news.EntityType, name string) (Merge, bool) {
	if t == nil {
		return Merge{}, false
	}
	m, merged := t.made[entity{kind, name}]
	return m, merged
}

// Group lists all names that stand under a name's root, the root first.
func (t *Table) Group(kind news.EntityType, name string) []string {
	root := t.Root(kind, name)
	return append([]string{root}, t.Members(kind, root)...)
}

// Members lists the names that are merged into a root, directly or by another, in
// order. The list must not be changed.
func (t *Table) Members(kind news.EntityType, root string) []string {
	if t == nil {
		return nil
	}
	return t.members[entity{kind, root}]
}

// Roots yields the names of a type that others are merged into.
func (t *Table) Roots(kind news.EntityType) func(yield func(root string) bool) {
	return func(yield func(string) bool) {
		if t == nil {
			return
		}
		for e := range t.members {
			if e.kind == kind && !yield(e.name) {
				return
			}
		}
	}
}

// Check says whether a merge may be added, and gives it as it will be kept: into
// the root of what it names. It fails with ErrName or ErrConflict.
func (t *Table) Check(m Merge) (Merge, error) {
	m.Name, m.Into = schema.Value(strings.TrimSpace(m.Name)), schema.Value(strings.TrimSpace(m.Into))
	if !slices.Contains(Types(), m.Type) {
		return m, noType(m.Type)
	}
	if m.Name == "" || m.Into == "" {
		return m, fmt.Errorf("%w: a name is empty", ErrName)
	}
	m.Into = t.Root(m.Type, m.Into)
	switch root := t.Root(m.Type, m.Name); {
	case m.Name == m.Into && root == m.Name:
		return m, fmt.Errorf("%w: %q is that name itself, or merged into it; split it off first", ErrConflict, m.Into)
	case root != m.Name && root != m.Into:
		return m, fmt.Errorf("%w: %q is merged into %q already; split it off first", ErrConflict, m.Name, root)
	}
	return m, nil
}

// Has reports whether a merge is there already.
func (t *Table) Has(m Merge) bool {
	return m.Name != m.Into && t.Root(m.Type, m.Name) == t.Root(m.Type, m.Into)
}

// Apply gives an article's entities under the names that they are merged into. id
// makes the id of an entity.
func (t *Table) Apply(all []news.Entity, id func(kind news.EntityType, name string) string) []news.Entity {
	if t == nil || len(t.made) == 0 {
		return all
	}
	merged := make([]news.Entity, 0, len(all))
	at := map[entity]int{}
	for _, e := range all {
		root := entity{e.Type, t.Root(e.Type, schema.Value(e.Name))}
		i, there := at[root]
		if !there {
			if root.name != schema.Value(e.Name) {
				e.Name, e.ID = root.name, id(e.Type, root.name)
			}
			at[root] = len(merged)
			merged = append(merged, e)
			continue
		}
		merged[i].Mentions = slices.Concat(merged[i].Mentions, e.Mentions)
		slices.SortStableFunc(merged[i].Mentions, inText)
	}
	return merged
}

// inText orders mentions as an article is read.
func inText(a, b news.Mention) int {
	fields := []string{schema.Title, schema.Subtitle, schema.Body}
	if a.Field != b.Field {
		return slices.Index(fields, a.Field) - slices.Index(fields, b.Field)
	}
	return a.Start - b.Start
}
