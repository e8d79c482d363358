package source

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"sync/atomic"
	"unicode/utf8"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/news"
)

var _ index.Source = (*Reader)(nil)

// Reader reads the articles of one file or stream. Next and Close belong to one
// goroutine.
type Reader struct {
	name   string
	items  items
	fields fieldMap
	close  func() error
	line   int // where the item that was read last begins
	ended  bool
}

// items splits a file into JSON objects, one for each article.
type items interface {
	// next returns an object and the line where it begins. The object is valid
	// until the next call. It fails with io.EOF after the last, with a
	// *fatalError where the rest cannot be read, and with any other error where
	// this item alone cannot.
	next() (object []byte, line int, err error)
	// framed reports whether the end of an item can be told even where it is not
	// JSON.
	framed() bool
}

// fatalError ends a file.
type fatalError struct{ err error }

func (e *fatalError) Error() string { return e.err.Error() + "; nothing behind it was read" }
func (e *fatalError) Unwrap() error { return e.err }

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
	in, err := openInput(f.Name, opts)
	if err != nil {
		return nil, &index.Rejection{File: f.Name, Err: plainError(err)}
	}
	r, err := newReader(ctx, f.Name, &countingReader{in, offset}, opts)
	if err != nil {
		_ = in.Close() // what was wrong before is the reason
		return nil, err
	}
	r.close = in.Close
	return r, nil
}

func openInput(name string, opts Options) (io.ReadCloser, error) {
	if name == Stdin {
		if opts.Stdin == nil {
			return io.NopCloser(os.Stdin), nil
		}
		return io.NopCloser(opts.Stdin), nil
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err == nil && info.IsDir() {
		err = errors.New("is a folder, not a file")
	}
	if err != nil {
		_ = file.Close() // nothing was written
		return nil, err
	}
	return file, nil
}

// NewReader reads articles from r, whose name stands in rejections and may be
// empty. It does not close r. An r without any text is a rejection, as it hardly
// ever is what somebody meant to send.
func NewReader(ctx context.Context, name string, r io.Reader, opts Options) (*Reader, error) {
	return newReader(ctx, name, r, opts)
}

func newReader(ctx context.Context, name string, in io.Reader, opts Options) (*Reader, error) {
	fields, err := newFieldMap(opts.Fields)
	if err != nil {
		return nil, &index.Rejection{File: name, Err: err}
	}
	items, line, err := newItems(&contextReader{ctx, in}, opts.Format, fields)
	if err != nil && ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		return nil, &index.Rejection{File: name, Line: line, Err: err}
	}
	return &Reader{name: name, items: items, fields: fields, close: func() error { return nil }}, nil
}

// Name is the name that the reader was opened with.
func (r *Reader) Name() string { return r.name }

// Place is the file's name and the line where the article begins that Next gave
// last.
func (r *Reader) Place() (file string, line int) { return r.name, r.line }

// Close closes the file.
func (r *Reader) Close() error { return r.close() }

// Next returns the next article; io.EOF after the last.
func (r *Reader) Next() (news.Article, error) {
	if r.ended {
		return news.Article{}, io.EOF
	}
	object, line, err := r.items.next()
	r.line = line
	if err != nil {
		return news.Article{}, r.fail(line, err)
	}
	var a news.Article
	if err := r.decode(object, &a); err != nil {
		return news.Article{}, r.fail(errorLine(object, line, err), err)
	}
	return a, nil
}

func (r *Reader) decode(object []byte, a *news.Article) error {
	if !utf8.Valid(object) {
		return notUTF8(object)
	}
	object, err := r.fields.apply(object)
	if err == nil {
		err = a.UnmarshalJSON(object)
	}
	if syntax := (*json.SyntaxError)(nil); errors.As(err, &syntax) && !r.items.framed() {
		return &fatalError{err}
	}
	return err
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
	return &index.Rejection{File: r.name, Line: line, Err: err}
}

// errorLine is the line of a syntax error in an object that begins at line.
func errorLine(object []byte, line int, err error) int {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) && syntax.Offset <= int64(len(object)) {
		line += bytes.Count(object[:syntax.Offset], []byte("\n"))
	}
	return line
}

func notUTF8(text []byte) error {
	at := 0
	for at < len(text) {
		r, size := utf8.DecodeRune(text[at:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		at += size
	}
	return fmt.Errorf("byte %d (0x%02x) is not UTF-8; convert the file to UTF-8", at+1, text[at])
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
