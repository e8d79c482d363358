package bleveindex

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"sync"
	"time"

	bleveindex "github.com/blevesearch/bleve_index_api"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/schema"
)

// flushWait is how long the disk is waited for at the end. What it does not take
// in that time is written again from the archive.
const flushWait = 10 * time.Second

// generation is one index on disk. It is open as long as anybody has a share in
// it; the Store's own share is taken back by drop.
type generation struct {
	number  uint64
	path    string
	idx     *engine
	made    index.Versions
	maker   maker
	backlog backlog
	dropped chan struct{} // closed by drop
	gone    chan struct{} // closed when the index is closed

	mu     sync.Mutex
	shares int
	remove bool   // from disk, when the last share ends
	mark   uint64 // the highest watermark that was written
}

func newGeneration(path string, number uint64, tag string) (*generation, error) {
	made := index.Versions{Schema: schema.Version, Tag: tag}
	idx, err := createIndex(path, made)
	if err != nil {
		return nil, err
	}
	return generationOf(path, number, idx, made), nil
}

func openGeneration(path string, number uint64) (*generation, error) {
	idx, made, err := openIndex(path)
	if err != nil {
		return nil, err
	}
	g := generationOf(path, number, idx, made)
	g.mark, err = g.Watermark()
	if err != nil {
		return nil, errors.Join(err, idx.Close())
	}
	return g, nil
}

func generationOf(path string, number uint64, idx *engine, made index.Versions) *generation {
	return &generation{
		number: number, path: path, idx: idx, made: made,
		dropped: make(chan struct{}), gone: make(chan struct{}), shares: 1,
	}
}

// Made says which versions it was made for.
func (g *generation) Made() index.Versions { return g.made }

// Watermark is the sequence number up to which it holds everything; 0 for an
// empty one. It fails with index.ErrClosed.
func (g *generation) Watermark() (uint64, error) {
	if !g.share() {
		return 0, fmt.Errorf("bleveindex: watermark: %w", index.ErrClosed)
	}
	defer g.release() //nolint:errcheck // the Store's share outlives this one, or drop tells
	data, err := g.idx.internal(keyWatermark)
	if err != nil {
		return 0, fmt.Errorf("bleveindex: watermark: %w", err)
	}
	if len(data) != 8 {
		return 0, nil
	}
	return binary.BigEndian.Uint64(data), nil
}

// Write adds, replaces or removes documents and raises the watermark, all at
// once; a watermark below one that was written is left out. It can be searched
// when Write returns, and is on disk soon after. Where the disk is slower than
// its callers it waits. It fails with the context's error, index.ErrClosed or
// index.ErrFull.
func (g *generation) Write(ctx context.Context, docs []index.Document, watermark uint64) error {
	if !g.share() {
		return fmt.Errorf("bleveindex: write: %w", index.ErrClosed)
	}
	defer g.release() //nolint:errcheck // the Store's share outlives this one, or drop tells
	err := g.backlog.enter(ctx, g.dropped, len(docs))
	if err == nil {
		err = g.write(docs, watermark)
	}
	if err != nil {
		return fmt.Errorf("bleveindex: write %d documents: %w", len(docs), err)
	}
	return nil
}

func (g *generation) write(docs []index.Document, watermark uint64) error {
	batch := bleveindex.NewBatch()
	for i := range docs {
		g.maker.addTo(batch, &docs[i])
	}
	if watermark > g.highest() {
		batch.SetInternal([]byte(keyWatermark), binary.BigEndian.AppendUint64(nil, watermark))
	}
	batch.SetPersistedCallback(func(error) { g.backlog.leave(len(docs)) })
	if err := g.idx.Batch(batch); err != nil {
		g.backlog.leave(len(docs))
		return meaning(err)
	}
	g.raise(watermark)
	return nil
}

func (g *generation) highest() uint64 {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.mark
}

func (g *generation) raise(watermark uint64) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.mark = max(g.mark, watermark)
}

// flush waits until what was written is on disk, for flushWait at most.
func (g *generation) flush() error {
	saved := make(chan struct{})
	batch := bleveindex.NewBatch()
	batch.SetPersistedCallback(func(error) { close(saved) })
	if err := g.idx.Batch(batch); err != nil {
		return meaning(err)
	}
	select {
	case <-saved:
	case <-time.After(flushWait):
	}
	return nil
}

// share takes a share in the open index; there is none once it was dropped.
func (g *generation) share() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	select {
	case <-g.dropped:
		return false
	default:
		g.shares++
		return true
	}
}

// drop takes back the Store's share: nobody gets a new one.
func (g *generation) drop(remove bool) error {
	g.mu.Lock()
	g.remove = remove
	close(g.dropped)
	g.mu.Unlock()
	return g.release()
}

// release ends a share. The last one closes the index.
func (g *generation) release() error {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.shares--
	if g.shares > 0 {
		return nil
	}
	defer close(g.gone)
	err := g.idx.Close()
	if g.remove {
		err = errors.Join(err, os.RemoveAll(g.path))
	}
	return err
}
