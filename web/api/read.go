package api

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"

	"github.com/dateline-search/dateline/index"
)

// lineReader reads an article a line. A line that is too long or empty does not
// end it.
type lineReader struct {
	r     *bufio.Reader
	limit int64
	line  int
}

func (l *lineReader) next() (item, error) {
	for {
		raw, tooLong, err := l.read()
		switch {
		case err != nil:
			return item{}, err
		case tooLong:
			return item{err: l.reject(tooLarge("an article", l.limit))}, nil
		case len(bytes.TrimSpace(raw)) == 0:
			continue
		}
		return l.item(bytes.TrimSpace(raw)), nil
	}
}

func (l *lineReader) item(raw []byte) item {
	if err := json.Unmarshal(raw, new(json.RawMessage)); err != nil {
		return item{raw: raw, err: l.reject(errors.New(place(err)))}
	}
	return item{raw: raw}
}

func (l *lineReader) reject(err error) error { return &index.Rejection{Line: l.line, Err: err} }

// read returns the next line; of one that is too long it keeps nothing.
func (l *lineReader) read() (line []byte, tooLong bool, err error) {
	l.line++
	for {
		part, err := l.r.ReadSlice('\n')
		if tooLong = tooLong || int64(len(line)+len(part)) > l.limit; tooLong {
			line = nil
		} else {
			line = append(line, part...)
		}
		switch {
		case err == nil:
			return line, tooLong, nil
		case errors.Is(err, io.EOF) && (len(line) > 0 || tooLong):
			return line, tooLong, nil
		case errors.Is(err, io.EOF):
			return nil, false, io.EOF
		case !errors.Is(err, bufio.ErrBufferFull):
			return nil, false, unreadable(err)
		}
	}
}

// valueReader reads JSON values one after another, each within the limit.
type valueReader struct {
	decoder *json.Decoder
	source  io.Reader
	limit   int64
	read    int64
	begin   int64 // where the present value begins
	count   int
}

func newValueReader(r io.Reader, limit int64) *valueReader {
	v := &valueReader{source: r, limit: limit}
	v.decoder = json.NewDecoder(v)
	return v
}

// Read feeds the decoder, which asks for more only where the present value has
// not ended yet.
func (v *valueReader) Read(p []byte) (int, error) {
	if v.read-v.begin > v.limit {
		return 0, tooLarge("an article", v.limit)
	}
	n, err := v.source.Read(p)
	v.read += int64(n)
	return n, err
}

func (v *valueReader) value() (json.RawMessage, error) {
	v.begin = v.decoder.InputOffset()
	v.count++
	var raw json.RawMessage
	if err := v.decoder.Decode(&raw); err != nil {
		return nil, err
	}
	if int64(len(raw)) > v.limit {
		return nil, tooLarge("an article", v.limit)
	}
	return raw, nil
}

// objectReader reads a body that is one article.
type objectReader struct{ *valueReader }

func newObjectReader(r io.Reader, limit int64) items { return objectReader{newValueReader(r, limit)} }

func (o objectReader) next() (item, error) {
	if o.count > 0 {
		return item{}, o.ends("something follows the article; send more than one as an array, or as application/x-ndjson")
	}
	raw, err := o.value()
	if err != nil {
		return item{}, unreadable(err)
	}
	return item{raw: raw}, nil
}

// arrayReader reads a body that is an array of articles.
type arrayReader struct {
	*valueReader
	began bool
}

func newArrayReader(r io.Reader, limit int64) items {
	return &arrayReader{valueReader: newValueReader(r, limit)}
}

func (a *arrayReader) next() (item, error) {
	if !a.began {
		a.began = true
		if _, err := a.decoder.Token(); err != nil {
			return item{}, unreadable(err)
		}
	}
	a.begin = a.decoder.InputOffset()
	if !a.decoder.More() {
		return item{}, a.end()
	}
	raw, err := a.value()
	if err != nil {
		return item{}, fmt.Errorf("article %d of the array: %w", a.count, unreadable(err))
	}
	return item{raw: raw}, nil
}

// end is io.EOF where the array is closed and nothing follows it.
func (a *arrayReader) end() error {
	if _, err := a.decoder.Token(); err != nil {
		return unreadable(err)
	}
	a.begin = a.decoder.InputOffset()
	return a.ends("something follows the array")
}

// ends is io.EOF where nothing follows but blanks, and else what is wrong: that
// something does, or that the rest cannot be read.
func (v *valueReader) ends(otherwise string) error {
	_, err := v.decoder.Token()
	var broken *json.SyntaxError
	switch {
	case errors.Is(err, io.EOF):
		return io.EOF
	case err == nil, errors.As(err, &broken):
		return fmt.Errorf("%w: %s", ErrBody, otherwise)
	}
	return unreadable(err)
}

// unreadable gives an error of reading its meaning.
func unreadable(err error) error {
	var tooLong *http.MaxBytesError
	var broken *json.SyntaxError
	switch {
	case errors.As(err, &tooLong):
		return tooLarge("the body", tooLong.Limit)
	case errors.Is(err, ErrTooLarge):
		return err
	case errors.As(err, &broken):
		return fmt.Errorf("%w: %s", ErrBody, place(err))
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return fmt.Errorf("%w: it ends too early", ErrBody)
	}
	return fmt.Errorf("%w: %w", ErrBody, err)
}

func tooLarge(what string, limit int64) error {
	return fmt.Errorf("%w: %s has more than %d bytes", ErrTooLarge, what, limit)
}
