package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"
)

// jsonItems reads the objects of one array, or objects one after the other, by
// their brackets. Inside an object that is not JSON, brackets and quotes cannot
// be trusted: it is the last that is read, unless what follows it is what follows
// an object.
type jsonItems struct {
	*text
	array, begun bool
	object       []byte
}

func openJSON(in *input) (articles, int, error) {
	return &objects{items: &jsonItems{text: in.text, array: in.first == '['}, fields: in.fields, settled: len(in.fields) > 0}, 0, nil
}

// framed looks behind the object that was read last.
func (j *jsonItems) framed() bool {
	next, err := j.skipSpace()
	if !j.array {
		return errors.Is(err, io.EOF) || err == nil && next == '{'
	}
	return err == nil && (next == ',' || next == ']')
}

func (j *jsonItems) next() (object []byte, line int, err error) {
	first, err := j.seek()
	line = j.line
	switch {
	case errors.Is(err, io.EOF) && !j.array:
		return nil, line, io.EOF
	case errors.Is(err, io.EOF):
		return nil, line, &fatalError{errors.New("the array has no end; the file may have been cut off")}
	case err != nil:
		return nil, line, &fatalError{err}
	case first == ']' && j.array:
		err := j.finish()
		return nil, j.line, err
	case first != '{':
		return nil, line, &fatalError{fmt.Errorf("an article must be a JSON object; it begins with %q", first)}
	}
	object, err = j.readObject()
	return object, line, err
}

// seek goes to the first byte of the next object or to the array's end.
func (j *jsonItems) seek() (byte, error) {
	first, err := j.skipSpace()
	if err != nil || !j.array || j.begun && first == ']' {
		return first, err
	}
	switch {
	case !j.begun && first != '[':
		return 0, fmt.Errorf("an array must begin with [, not with %q", first)
	case j.begun && first != ',':
		return 0, fmt.Errorf("between two elements of an array stands a comma, not %q", first)
	}
	if _, err := j.Discard(1); err != nil {
		return 0, err
	}
	next, err := j.skipSpace()
	if err == nil && j.begun && next == ']' {
		return 0, errors.New("a comma stands behind the last element of the array")
	}
	j.begun = true
	return next, err
}

// finish checks that nothing follows the array.
func (j *jsonItems) finish() error {
	if _, err := j.Discard(1); err != nil {
		return &fatalError{err}
	}
	switch c, err := j.skipSpace(); {
	case errors.Is(err, io.EOF):
		return io.EOF
	case err != nil:
		return &fatalError{err}
	default:
		return &fatalError{fmt.Errorf("behind the end of the array stands %q", c)}
	}
}

// readObject reads up to the bracket that closes the object. One that is too
// long is read to its end but not held.
func (j *jsonItems) readObject() ([]byte, error) {
	if cap(j.object) > 1<<20 { // one large article is no reason to hold so much
		j.object = nil
	}
	j.object = j.object[:0]
	var b brackets
	for size := 0; ; {
		chunk := j.ahead()
		if len(chunk) == 0 {
			_, err := j.Peek(1)
			return nil, cutOff(err)
		}
		n := b.scan(chunk)
		if size += n; size <= MaxItem {
			j.object = append(j.object, chunk[:n]...)
		}
		j.line += bytes.Count(chunk[:n], []byte("\n"))
		if _, err := j.Discard(n); err != nil {
			return nil, &fatalError{err}
		}
		if b.closed && size > MaxItem {
			return nil, errTooLong
		}
		if b.closed {
			return j.object, nil
		}
	}
}

// cutOff is the error of an object that does not end.
func cutOff(err error) error {
	if errors.Is(err, io.EOF) {
		return &fatalError{errors.New("an article begins here and has no end; the file may have been cut off")}
	}
	return &fatalError{brokenInput(err)}
}

// brackets finds the end of an object that comes in pieces.
type brackets struct {
	depth             int
	inString, escaped bool
	closed            bool
}

// scan returns how many bytes of chunk belong to the object.
func (b *brackets) scan(chunk []byte) int {
	for i, c := range chunk {
		switch {
		case b.escaped:
			b.escaped = false
		case b.inString:
			b.escaped, b.inString = c == '\\', c != '"'
		case c == '"':
			b.inString = true
		case c == '{' || c == '[':
			b.depth++
		case c == '}' || c == ']':
			if b.depth--; b.depth == 0 {
				b.closed = true
				return i + 1
			}
		}
	}
	return len(chunk)
}
