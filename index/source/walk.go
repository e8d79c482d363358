package source

import (
	"context"
	"errors"
	"io"
	"sync/atomic"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/news"
)

var _ index.Source = (*Walker)(nil)

// Walker reads file after file. A file that cannot be read is a Rejection, and
// the next one follows. Next and Close belong to one goroutine; Offset and Name
// may be called from any.
type Walker struct {
	ctx     context.Context
	opts    Options
	files   []File
	skipped []string
	size    int64
	current *Reader
	offset  atomic.Int64 // of all files before the current one and in it
	name    atomic.Pointer[string]
}

// Walk lists names as Files does and returns a source of all the articles in
// them. It ends with ctx's error when ctx is done.
func Walk(ctx context.Context, names []string, opts Options) *Walker {
	files, skipped := Files(names)
	w := WalkFiles(ctx, files, opts)
	w.skipped = skipped
	return w
}

// WalkFiles is Walk with files that were listed.
func WalkFiles(ctx context.Context, files []File, opts Options) *Walker {
	w := &Walker{ctx: ctx, opts: opts, files: files}
	for _, f := range w.files {
		switch {
		case f.err != nil:
		case f.Size < 0 || w.size < 0:
			w.size = -1
		default:
			w.size += f.Size
		}
	}
	return w
}

// Next returns the next article, io.EOF after the last of the last file.
func (w *Walker) Next() (news.Article, error) {
	for {
		if err := w.ctx.Err(); err != nil {
			return news.Article{}, err
		}
		if w.current == nil {
			if err := w.open(); err != nil {
				return news.Article{}, err
			}
		}
		a, err := w.current.Next()
		if !errors.Is(err, io.EOF) {
			return a, err
		}
		if err := w.Close(); err != nil {
			return news.Article{}, err
		}
	}
}

func (w *Walker) open() error {
	if len(w.files) == 0 {
		return io.EOF
	}
	f := w.files[0]
	w.files = w.files[1:]
	w.name.Store(&f.Name)
	r, err := openFile(w.ctx, f, w.opts, &w.offset)
	if err != nil {
		return err
	}
	w.current = r
	return nil
}

// Place is the file and the line where the article begins that Next gave last.
func (w *Walker) Place() (file string, line int) {
	if w.current == nil {
		return w.Name(), 0
	}
	return w.current.Place()
}

// Raw is what the article that Next gave last was made of, where it lacks what
// every article needs.
func (w *Walker) Raw() index.Item {
	if w.current == nil {
		return index.Item{}
	}
	return w.current.Raw()
}

// Close closes the file that is open.
func (w *Walker) Close() error {
	if w.current == nil {
		return nil
	}
	r := w.current
	w.current = nil
	return r.Close()
}

// Size is how many bytes there are to read in all; -1 where that is unknown.
func (w *Walker) Size() int64 { return w.size }

// Offset is how many bytes were read so far, as they stand on disk.
func (w *Walker) Offset() int64 { return w.offset.Load() }

// Name is the file that is being read; empty before the first.
func (w *Walker) Name() string {
	if name := w.name.Load(); name != nil {
		return *name
	}
	return ""
}

// Skipped lists the files in folders that were left out, because their names do
// not end as those of articles do.
func (w *Walker) Skipped() []string { return w.skipped }
