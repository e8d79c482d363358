package source

import (
	"context"
	"errors"
	"io"
	"os"
	"sync/atomic"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/news"
)

var _ index.Source = (*Reader)(nil)

// Reader reads the articles of one file or stream. Next and Close belong to one
// goroutine.
type Reader struct {
	name     string
	articles articles
	close    func() error
	kept     *keeper
	line     int    // where the article that was read last begins
	inner    string // and in which file inside of this one
	ended    bool
}

// Open opens the file of that name, "-" for standard input. Its error is a
// *index.Rejection; so is what Next returns, but for io.EOF and the error of
// ctx.
func Open(ctx context.Context, name string, opts Options) (*Reader, error) {
	return openFile(ctx, File{Name: name}, opts, new(atomic.Int64))
}

func openFile(ctx context.Context, f File, opts Options, offset *atomic.Int64) (*Reader, error) {
	if f.err != nil {
		return nil, &index.Rejection{File: f.Name, Err: f.err}
	}
	in, err := openInput(ctx, f.Name, &opts)
	if err != nil {
		return nil, &index.Rejection{File: f.Name, Err: plainError(err)}
	}
	s := stream{name: f.Name, opts: opts}
	if file, ok := in.(*os.File); ok && f.Name != Stdin {
		s.file, s.size = file, sizeOf(file)
	}
	r, err := newReader(ctx, &countingReader{in, offset}, s)
	if err != nil {
		_ = in.Close() // what was wrong before is the reason
		return nil, err
	}
	r.close = in.Close
	return r, nil
}

// sizeOf is the size of a file; 0 where it cannot be told, which no archive has.
func sizeOf(file *os.File) int64 {
	info, err := file.Stat()
	if err != nil {
		return 0
	}
	return info.Size()
}

func openInput(ctx context.Context, name string, opts *Options) (io.ReadCloser, error) {
	if opts.Within != nil {
		return opts.Within.open(name)
	}
	if isAddress(name) {
		return openAddress(ctx, name, opts)
	}
	if name == Stdin {
		if opts.Stdin != nil {
			return io.NopCloser(opts.Stdin), nil
		}
		return openWaiting(ctx, func() (io.ReadCloser, error) { return io.NopCloser(os.Stdin), nil }), nil
	}
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, errors.New("is a folder, not a file")
	case info.Mode().IsRegular():
		return os.Open(name)
	}
	return openWaiting(ctx, func() (io.ReadCloser, error) { return os.Open(name) }), nil
}

// NewReader reads articles from r, whose name stands in rejections and may be
// empty. It does not close r. An r without any text is a rejection, as it hardly
// ever is what somebody meant to send.
func NewReader(ctx context.Context, name string, r io.Reader, opts Options) (*Reader, error) {
	return newReader(ctx, r, stream{name: name, opts: opts})
}

func newReader(ctx context.Context, in io.Reader, s stream) (_ *Reader, err error) {
	if s.fields, err = newFieldMap(s.opts.Fields); err != nil {
		return nil, &index.Rejection{File: s.name, Err: err}
	}
	s.grown = &growth{}
	kept := &keeper{in: &contextReader{ctx, in}, said: s.opts.ContentType}
	articles, line, err := open(kept, s)
	if err != nil && ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		return nil, &index.Rejection{File: s.name, Line: line, Err: err, Item: kept.item()}
	}
	return &Reader{name: s.name, articles: articles, kept: kept, close: func() error { return nil }}, nil
}

// Name is the name that the reader was opened with.
func (r *Reader) Name() string { return r.name }

// Place is the file's name and the line where the article begins that Next gave
// last.
func (r *Reader) Place() (file string, line int) { return r.path(), r.line }

// Raw is what the article that Next gave last was made of, where it lacks what
// every article needs.
func (r *Reader) Raw() index.Item {
	if from, ok := r.articles.(rawer); ok {
		return from.raw()
	}
	return index.Item{}
}

// path is the file's name and, of a file inside of it, that one's.
func (r *Reader) path() string {
	switch {
	case r.inner == "":
		return r.name
	case r.name == "":
		return r.inner
	}
	return r.name + "/" + r.inner
}

// Close closes the file.
func (r *Reader) Close() error {
	if c, ok := r.articles.(io.Closer); ok {
		return errors.Join(c.Close(), r.close())
	}
	return r.close()
}

// Next returns the next article; io.EOF after the last.
func (r *Reader) Next() (news.Article, error) {
	if r.ended {
		return news.Article{}, io.EOF
	}
	a, line, err := r.articles.next()
	r.line = line
	if p, ok := r.articles.(placer); ok {
		r.inner = p.place()
	}
	if err != nil {
		return news.Article{}, r.fail(line, err)
	}
	return a, nil
}

// fail makes a Rejection of what went wrong, and ends the file where it must.
func (r *Reader) fail(line int, err error) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		r.ended = true
		return err
	}
	if errors.Is(err, io.EOF) {
		r.ended = true
		return io.EOF
	}
	var fatal *fatalError
	r.ended = errors.As(err, &fatal)
	rejection := &index.Rejection{File: r.path(), Line: line, Err: err}
	var one *itemError
	if errors.As(err, &one) {
		rejection.Item = one.item
	}
	if r.ended && rejection.Item.Form == "" {
		rejection.Item = r.kept.item()
	}
	return rejection
}

// countingReader adds what is read to a count that others may look at.
type countingReader struct {
	in    io.Reader
	count *atomic.Int64
}

func (r *countingReader) Read(p []byte) (int, error) {
	n, err := r.in.Read(p)
	r.count.Add(int64(n))
	return n, err
}

// contextReader stops reading when its context is done.
type contextReader struct {
	ctx context.Context
	in  io.Reader
}

func (r *contextReader) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.in.Read(p)
}
