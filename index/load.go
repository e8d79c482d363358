package index

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"golang.org/x/sync/errgroup"

	"github.com/dateline-search/dateline/index/news"
)

const (
	// loadSize is how many articles are handed on at a time: enough that the
	// fsync does not count, few enough that two of them fit in memory.
	loadSize = 500
	// loadBytes ends a chunk of long articles early.
	loadBytes = 8 << 20
)

// Report counts what became of the articles of a source.
type Report struct {
	Read       int `json:"read"` // items, the rejected ones included
	New        int `json:"new"`
	Updated    int `json:"updated"`
	Unchanged  int `json:"unchanged"`
	Duplicates int `json:"duplicates"`        // came in the same run already, with the same content
	Deleted    int `json:"deleted,omitempty"` // canceled by their senders
	Rejected   int `json:"rejected"`
	Unreadable int `json:"unreadable"` // files that could not be read at all; among Rejected
}

// Add adds what became of other articles.
func (r *Report) Add(of Report) {
	r.Read += of.Read
	r.New += of.New
	r.Updated += of.Updated
	r.Unchanged += of.Unchanged
	r.Duplicates += of.Duplicates
	r.Deleted += of.Deleted
	r.Rejected += of.Rejected
	r.Unreadable += of.Unreadable
}

// Count counts one article by what became of it.
func (r *Report) Count(s Status) {
	r.Read++
	switch s {
	case Created:
		r.New++
	case Updated:
		r.Updated++
	case Unchanged:
		r.Unchanged++
	case Deleted:
		r.Deleted++
	case Rejected:
		r.Rejected++
	}
}

// Watch is told what happens while a source is loaded; its members may be nil.
// They are called by one goroutine at a time.
type Watch struct {
	Rejected func(*Rejection)
	Progress func(Report)
}

// Load reads a source to its end, puts its articles into the archive, and counts
// what became of them. An article that is rejected hinders no other; an error
// ends the run, and the report tells how far it came. Load does not close src.
func (g *Ingester) Load(ctx context.Context, src Source, watch Watch) (Report, error) {
	start, err := g.archive.Last(ctx)
	if err != nil {
		return Report{}, err
	}
	l := loader{ingester: g, start: start, watch: watch}
	chunks := make(chan chunk, 1)
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error {
		defer close(chunks)
		return read(ctx, src, chunks)
	})
	group.Go(func() error {
		for c := range chunks {
			if err := l.put(ctx, c); err != nil {
				return err
			}
		}
		return nil
	})
	err = group.Wait()
	return l.report, err
}

// chunk is some articles with their places, and what was rejected among them. A
// place holds what its article was made of, where the source told.
type chunk struct {
	articles []news.Article
	places   []Rejection // by article, without a reason yet
	rejected []*Rejection
	bytes    int
}

// read cuts a source into chunks.
func read(ctx context.Context, src Source, chunks chan<- chunk) error {
	for {
		c, err := readChunk(src)
		if len(c.articles)+len(c.rejected) > 0 {
			select {
			case chunks <- c:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("ingester: read: %w", err)
		}
	}
}

func readChunk(src Source) (c chunk, err error) {
	for len(c.articles)+len(c.rejected) < loadSize && c.bytes < loadBytes {
		a, err := src.Next()
		if r := (*Rejection)(nil); errors.As(err, &r) {
			c.rejected = append(c.rejected, r)
			c.bytes += len(r.Item.Bytes)
			continue
		}
		if err != nil {
			return c, err
		}
		file, line := src.Place()
		at := Rejection{File: file, Line: line, Item: src.Raw()}
		c.articles, c.places = append(c.articles, a), append(c.places, at)
		c.bytes += len(a.Body) + len(a.HTML) + len(at.Item.Bytes)
	}
	return c, nil
}

// loader counts.
type loader struct {
	ingester *Ingester
	start    uint64 // the archive's end before the run
	watch    Watch
	report   Report
}

// put stores a chunk.
func (l *loader) put(ctx context.Context, c chunk) error {
	for _, r := range c.rejected {
		l.reject(r)
	}
	outcomes, err := l.ingester.Put(ctx, c.articles)
	if err != nil {
		return err
	}
	for i, o := range outcomes {
		if o.Status == Rejected && c.places[i].Item.Form == "" {
			c.places[i].Item = ItemOf(&c.articles[i])
		}
		l.count(o, c.places[i])
	}
	if l.watch.Progress != nil {
		l.watch.Progress(l.report)
	}
	return nil
}

// ItemOf keeps an article that was read and cannot be stored. One that cannot be
// written either is not kept.
func ItemOf(a *news.Article) Item {
	b, err := json.Marshal(a)
	if err != nil {
		return Item{}
	}
	return NewItem(FormArticle, b)
}

func (l *loader) count(o Outcome, place Rejection) {
	switch {
	case o.Status == Rejected:
		place.Err = o.Err
		l.reject(&place)
		return
	case o.Status == Created:
		l.report.New++
	case o.Status == Updated:
		l.report.Updated++
	case o.Status == Deleted:
		l.report.Deleted++
	case o.Seq > l.start:
		l.report.Duplicates++
	default:
		l.report.Unchanged++
	}
	l.report.Read++
}

func (l *loader) reject(r *Rejection) {
	l.report.Read++
	l.report.Rejected++
	if r.Line == 0 {
		l.report.Unreadable++
	}
	if l.watch.Rejected != nil {
		l.watch.Rejected(r)
	}
}
