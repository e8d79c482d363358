package source

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
)

// errTooLong says that an item is not held.
var errTooLong = fmt.Errorf("is longer than %d MB, more than any article has", MaxItem>>20)

// lineReader splits text into lines of at most MaxItem bytes.
type lineReader struct {
	*text
	long []byte // holds a line that is longer than the buffer
}

// readLine returns the next line without its end, and its number. After
// errTooLong reading goes on behind that line.
func (r *lineReader) readLine() (line []byte, number int, err error) {
	number = r.line
	line, err = r.ReadSlice('\n')
	if errors.Is(err, bufio.ErrBufferFull) {
		line, err = r.readLong(line)
	}
	r.line++
	switch {
	case errors.Is(err, errTooLong):
		return nil, number, err
	case errors.Is(err, io.EOF) && len(line) > 0:
	case errors.Is(err, io.EOF):
		return nil, number, io.EOF
	case err != nil:
		return nil, number, &fatalError{brokenInput(err)}
	}
	return bytes.TrimRight(line, "\r\n"), number, nil
}

// readLong reads on from the part of a line that filled the buffer.
func (r *lineReader) readLong(part []byte) ([]byte, error) {
	r.long = append(r.long[:0], part...)
	err := bufio.ErrBufferFull
	for errors.Is(err, bufio.ErrBufferFull) {
		part, err = r.ReadSlice('\n')
		if len(r.long) <= MaxItem {
			r.long = append(r.long, part...)
		}
	}
	if len(r.long) > MaxItem && (err == nil || errors.Is(err, io.EOF)) {
		r.long = nil // it is large, and the next line hardly is
		return nil, errTooLong
	}
	return r.long, err
}

// lineItems reads one object a line; blank lines are passed over.
type lineItems struct{ lineReader }

func openNDJSON(in *input) (articles, int, error) {
	return &objects{items: &lineItems{lineReader{text: in.text}}, fields: in.fields, settled: len(in.fields) > 0}, 0, nil
}

func (l *lineItems) framed() bool { return true }

func (l *lineItems) next() (object []byte, number int, err error) {
	for {
		line, number, err := l.readLine()
		if err != nil || len(bytes.TrimSpace(line)) > 0 {
			return line, number, err
		}
	}
}
