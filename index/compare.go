package index

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
)

// Kind says how an index differs from the archive in one article.
type Kind string

// The kinds of difference.
const (
	Missing     Kind = "missing"     // the archive has it, the index does not
	Stale       Kind = "stale"       // the index has another text of it
	Superfluous Kind = "superfluous" // it is deleted, held back, or the archive never had it
)

// Difference is an article that the index holds otherwise than the archive.
type Difference struct {
	ID      string `json:"id"`
	Kind    Kind   `json:"kind"`
	Archive State  `json:"archive"`
	Index   State  `json:"index"`
}

// Comparison is what an index is beside its archive at one moment.
type Comparison struct {
	Articles int // that the index holds as the archive has them
	// Pending are the articles that changed after the index's watermark, or while
	// they were compared: the Indexer is on its way to them.
	Pending     int
	Differences []Difference // by kind, then by id
	// Ahead says that the index knows of changes that the archive has not seen: it
	// was made from another archive, and only a rebuild mends it.
	Ahead bool

	gen  Generation
	mark uint64
}

// Same reports whether nothing differs.
func (c *Comparison) Same() bool { return len(c.Differences) == 0 && !c.Ahead }

// Compare lays the index that serves against the archive, article by article: by
// the sequence number of the text that each has. It may be called while articles
// arrive, and takes as long as it takes to read the archive; the index's entries
// are in memory meanwhile, some 60 bytes each.
func (x *Indexer) Compare(ctx context.Context) (*Comparison, error) {
	gen := x.gens.Current()
	var entries []Entry
	mark, err := gen.Entries(ctx, func(e Entry) error {
		entries = append(entries, e)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("indexer: compare: %w", err)
	}
	slices.SortFunc(entries, func(a, b Entry) int { return cmp.Compare(a.Seq, b.Seq) })
	c := &comparing{mark: mark, entries: entries, wanted: map[string]State{}, odd: map[string]State{}, later: map[string]bool{}}
	if err := x.readAll(ctx, c); err != nil {
		return nil, fmt.Errorf("indexer: compare: %w", err)
	}
	last, err := x.archive.Last(ctx)
	if err != nil {
		return nil, fmt.Errorf("indexer: compare: %w", err)
	}
	result := c.end()
	result.gen, result.mark, result.Ahead = gen, mark, mark > last
	return result, nil
}

// readAll shows a comparison the whole archive.
func (x *Indexer) readAll(ctx context.Context, c *comparing) error {
	for seq := uint64(0); ; seq = c.last {
		records, err := x.archive.Since(ctx, seq, x.opts.Batch)
		if err != nil || len(records) == 0 {
			return err
		}
		for i := range records {
			r := &records[i]
			c.take(r.ID, State{Seq: r.Seq, Version: r.Version}, r.Deleted)
		}
	}
}

// comparing is a comparison at work. Both sides come in the order of their
// sequence numbers; what finds no partner is kept until the end.
type comparing struct {
	mark    uint64
	last    uint64  // number of the archive's record before
	entries []Entry // that are left, in order
	same    int

	wanted map[string]State // in the archive, and not so in the index
	odd    map[string]State // in the index, and not so in the archive
	later  map[string]bool  // changed after the watermark
}

// take takes the archive's next record.
func (c *comparing) take(id string, s State, deleted bool) {
	c.last = s.Seq
	if s.Seq > c.mark {
		c.later[id] = true
		return
	}
	found := false
	for len(c.entries) > 0 && c.entries[0].Seq <= s.Seq {
		e := c.entries[0]
		c.entries = c.entries[1:]
		if e.Seq == s.Seq && e.ID == id && !deleted {
			found = true
			continue
		}
		c.odd[e.ID] = e.State
	}
	switch {
	case found:
		c.same++
	case !deleted:
		c.wanted[id] = s
	}
}

// end pairs what is left over on both sides.
func (c *comparing) end() *Comparison {
	for _, e := range c.entries {
		c.odd[e.ID] = e.State
	}
	result := &Comparison{Articles: c.same, Pending: len(c.later)}
	for id, s := range c.wanted {
		d := Difference{ID: id, Kind: Missing, Archive: s}
		if in, there := c.odd[id]; there {
			d.Kind, d.Index = Stale, in
			delete(c.odd, id)
		}
		result.add(d, c.later)
	}
	for id, s := range c.odd {
		result.add(Difference{ID: id, Kind: Superfluous, Index: s}, c.later)
	}
	slices.SortFunc(result.Differences, func(a, b Difference) int {
		return cmp.Or(strings.Compare(string(a.Kind), string(b.Kind)), strings.Compare(a.ID, b.ID))
	})
	return result
}

// add adds a difference, unless the Indexer is on its way to that article.
func (c *Comparison) add(d Difference, later map[string]bool) {
	if !later[d.ID] {
		c.Differences = append(c.Differences, d)
	}
}
