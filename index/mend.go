package index

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/dateline-search/dateline/index/news"
)

// mending is a few differences on their way through Run, which alone writes to
// the generation that serves.
type mending struct {
	differences []Difference
	gen         Generation
	since       uint64 // what changed after it is the Indexer's own business
	done        chan error
}

// Mend makes the index what the archive is in those articles that a comparison
// found to differ, and leaves all others alone. Where the index comes from another
// archive it is rebuilt. Run must be running. What changed since the comparison
// is left to the Indexer, and so is an index that has been rebuilt.
func (x *Indexer) Mend(ctx context.Context, c *Comparison) error {
	if c.Ahead {
		return x.Rebuild(ctx, nil)
	}
	all := slices.Clone(c.Differences)
	slices.SortFunc(all, func(a, b Difference) int { return cmp.Compare(a.Archive.Seq, b.Archive.Seq) })
	for some := range slices.Chunk(all, x.opts.Batch) {
		m := &mending{differences: some, gen: c.gen, since: c.mark, done: make(chan error, 1)}
		if err := x.mendThrough(ctx, m); err != nil {
			return fmt.Errorf("indexer: mend: %w", err)
		}
	}
	return nil
}

func (x *Indexer) mendThrough(ctx context.Context, m *mending) error {
	select {
	case x.mend <- m:
	case <-ctx.Done():
		return ctx.Err()
	}
	select {
	case err := <-m.done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// mendSome writes a few articles anew, and takes out what should not be there.
func (x *Indexer) mendSome(ctx context.Context, m *mending) error {
	if x.gens.Current() != m.gen {
		return nil
	}
	changed, err := x.changedSince(ctx, m.since)
	if err != nil {
		return err
	}
	mark, err := m.gen.Watermark()
	if err != nil {
		return err
	}
	wanted := map[string]bool{}
	var docs []Document
	for _, d := range m.differences {
		switch {
		case changed[d.ID]:
		case d.Kind == Superfluous:
			docs = append(docs, Document{Record: news.Record{Article: news.Article{ID: d.ID}, Deleted: true}})
		default:
			wanted[d.ID] = true
		}
	}
	again, err := x.documents(ctx, m.differences, wanted)
	if err != nil {
		return err
	}
	return m.gen.Write(ctx, append(docs, again...), mark)
}

// changedSince lists the articles that have changed after a sequence number.
func (x *Indexer) changedSince(ctx context.Context, seq uint64) (map[string]bool, error) {
	changed := map[string]bool{}
	for {
		records, err := x.archive.Since(ctx, seq, x.opts.Batch)
		if err != nil || len(records) == 0 {
			return changed, err
		}
		for i := range records {
			changed[records[i].ID] = true
		}
		seq = records[len(records)-1].Seq
	}
}

// documents makes documents of those differing articles that are wanted. They
// come in the archive's order, so that neighbours are read together.
func (x *Indexer) documents(ctx context.Context, sorted []Difference, wanted map[string]bool) ([]Document, error) {
	var docs []Document
	for len(sorted) > 0 {
		first := sorted[0].Archive.Seq
		if !wanted[sorted[0].ID] {
			sorted = sorted[1:]
			continue
		}
		records, err := x.archive.Since(ctx, first-1, neighbours(sorted))
		if err != nil || len(records) == 0 {
			return docs, err
		}
		made, err := x.documentsOf(ctx, records, wanted)
		if err != nil {
			return nil, err
		}
		docs = append(docs, made...)
		for last := records[len(records)-1].Seq; len(sorted) > 0 && sorted[0].Archive.Seq <= last; {
			sorted = sorted[1:]
		}
	}
	return docs, nil
}

// neighbours counts how many stand next to each other in the archive.
func neighbours(sorted []Difference) int {
	n := 1
	for n < len(sorted) && sorted[n].Archive.Seq == sorted[n-1].Archive.Seq+1 {
		n++
	}
	return n
}

func (x *Indexer) documentsOf(ctx context.Context, records []news.Record, wanted map[string]bool) ([]Document, error) {
	records = slices.DeleteFunc(records, func(r news.Record) bool { return !wanted[r.ID] || r.Deleted })
	groups := make([]uint64, len(records))
	if x.opts.Grouper != nil && len(records) > 0 {
		var err error
		if groups, err = x.opts.Grouper.Group(ctx, records); err != nil {
			return nil, err
		}
	}
	docs := make([]Document, len(records))
	for i := range records {
		docs[i] = Document{Record: records[i], Tags: x.tag(&records[i]), Group: groups[i]}
	}
	return docs, nil
}
