package zap

import (
	"sync"

	bleveindex "github.com/blevesearch/bleve_index_api"
	segmentapi "github.com/blevesearch/scorch_segment_api/v2"
	"github.com/blevesearch/zapx/v17"
)

// Document is one that can be written. No two of its fields have the same name,
// and none is called "_id".
type Document interface {
	bleveindex.Document
	TermFields() []Field
}

// Field is a field that lists its terms.
type Field interface {
	bleveindex.Field
	// Terms are the terms as they stand in the field, one as often as it stands
	// there. Their places are written where Options include term vectors.
	Terms() []Term
}

// Term is a term at one of its places.
type Term struct {
	Text string
	// Position counts from 1. Start and End are written as they are; Bleve's own
	// analysis has bytes of the text there.
	Position, End uint32
	Start         uint64
}

// Plugin makes segments for Bleve's engine: those of a batch itself where it can,
// all else as Bleve's own does. It may be used from many goroutines.
type Plugin struct {
	zap.ZapPlugin
	writers sync.Pool // of *writer
}

// New makes a segment of documents, and tells its size in bytes.
func (p *Plugin) New(docs []bleveindex.Document) (segmentapi.Segment, uint64, error) {
	return p.NewUsing(docs, nil)
}

// NewUsing is New with the engine's settings for segments.
func (p *Plugin) NewUsing(docs []bleveindex.Document, config map[string]any) (segmentapi.Segment, uint64, error) {
	own := make([]Document, len(docs))
	for i := range docs {
		d, ok := docs[i].(Document)
		if !ok {
			return p.ZapPlugin.NewUsing(docs, config)
		}
		own[i] = d
	}
	if len(own) == 0 {
		return p.ZapPlugin.NewUsing(docs, config)
	}
	w, ok := p.writers.Get().(*writer)
	if !ok {
		w = newWriter()
	}
	defer p.writers.Put(w)
	return w.segment(own, config)
}
