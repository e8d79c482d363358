package bleveindex

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/blevesearch/bleve/v2/index/scorch"
	bleveindex "github.com/blevesearch/bleve_index_api"
	segmentapi "github.com/blevesearch/scorch_segment_api/v2"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/schema"
)

// Entries gives do every article that the generation holds, segment by segment,
// and returns the watermark of the same moment. It fails with index.ErrClosed, the
// context's error or that of do, and where another schema's version made the
// generation.
func (g *generation) Entries(ctx context.Context, do func(index.Entry) error) (watermark uint64, err error) {
	if !g.share() {
		return 0, fmt.Errorf("bleveindex: entries: %w", index.ErrClosed)
	}
	defer g.release() //nolint:errcheck // the Store's share outlives this one, or drop tells
	reader, err := g.idx.Reader()
	if err != nil {
		return 0, fmt.Errorf("bleveindex: entries: %w", err)
	}
	watermark, err = entries(ctx, reader, do)
	if err = errors.Join(err, reader.Close()); err != nil {
		return 0, fmt.Errorf("bleveindex: entries: %w", err)
	}
	return watermark, nil
}

func entries(ctx context.Context, reader bleveindex.IndexReader, do func(index.Entry) error) (watermark uint64, err error) {
	snapshot, ok := reader.(*scorch.IndexSnapshot)
	if !ok {
		return 0, fmt.Errorf("reader of type %T", reader)
	}
	for _, s := range snapshot.Segments() {
		if err := entriesOf(ctx, s, do); err != nil {
			return 0, err
		}
	}
	data, err := reader.GetInternal([]byte(keyWatermark))
	if err != nil || len(data) != 8 {
		return 0, err
	}
	return binary.BigEndian.Uint64(data), nil
}

// entriesOf gives the articles of one segment that are not deleted.
func entriesOf(ctx context.Context, s *scorch.SegmentSnapshot, do func(index.Entry) error) error {
	values, ok := s.Segment().(segmentapi.DocValueVisitable)
	if !ok {
		return fmt.Errorf("segment of type %T has no doc values", s.Segment())
	}
	var (
		e     index.Entry
		wrong error
		state segmentapi.DocVisitState
	)
	meta := []string{schema.Meta}
	visit := func(_ string, packed []byte) {
		var f schema.Facts
		f, wrong = schema.ParsePacked(packed)
		e.State = index.State{Seq: f.Seq, Version: f.Version}
	}
	for it := s.DocNumbersLive().Iterator(); it.HasNext() && ctx.Err() == nil; {
		number := uint64(it.Next())
		id, err := s.DocID(number)
		if err != nil {
			return fmt.Errorf("id of document %d: %w", number, err)
		}
		e = index.Entry{ID: string(id)}
		if state, err = values.VisitDocValues(number, meta, visit, state); err == nil {
			err = wrong
		}
		if err == nil {
			err = do(e)
		}
		if err != nil {
			return err
		}
	}
	return ctx.Err()
}
