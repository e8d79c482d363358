package source

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// bufferSize is how much of a file is read at once, in bytes. Lines that fit are
// not copied, and what stands in it decides about the format.
const bufferSize = 256 << 10

// rootWithin is where the root element of a document is looked for, in bytes:
// behind a prolog, a document type and long comments.
const rootWithin = 16 << 10

// text is a file's text as it is read, and the line that comes next, from 1.
type text struct {
	*bufio.Reader
	line int
}

// stream is what is known of a file beside its bytes.
type stream struct {
	name   string
	opts   Options
	fields fieldMap
	depth  int         // in how many files it lies
	grown  *growth     // of the file in which it lies in the end
	file   io.ReaderAt // the file itself, where it can be read anywhere in
	size   int64       // of the file
}

// open looks into a file and returns the reader that fits, or what is wrong with
// it and where.
func open(in io.Reader, s stream) (articles, int, error) {
	t := &text{bufio.NewReaderSize(in, bufferSize), 1}
	if magic, _ := t.Peek(4); packingOf(magic) != nil {
		s.file = nil
	}
	if err := t.unpack(s.grown, s.depth); err != nil {
		return nil, 0, err
	}
	was, err := t.narrow()
	if err != nil {
		return nil, 0, err
	}
	if was {
		s.opts.ContentType = narrowed(s.opts.ContentType)
	}
	if err := t.dropMarks(); err != nil {
		return nil, 0, err
	}
	first, err := t.skipSpace()
	switch {
	case errors.Is(err, io.EOF):
		return nil, 0, errors.New("is empty; articles are expected, as JSON, NDJSON or CSV, for example")
	case err != nil:
		return nil, 0, err
	}
	if first == '<' { // a prolog may be all there is yet
		_, _ = t.Peek(rootWithin) // a document may be shorter
	}
	head := t.ahead()
	opened := &input{text: t, stream: s, beginning: beginning{s.name, first, head, rootOf(head)}}
	f := choose(s.opts.Format, &opened.beginning)
	if !f.binary {
		if line, err := t.check(opened.head); err != nil {
			return nil, line, err
		}
	}
	return f.open(opened)
}

// dropMarks drops byte order marks: who joins files, or marks them, may leave two.
func (t *text) dropMarks() error {
	for {
		mark, err := t.Peek(3)
		if err != nil && !errors.Is(err, io.EOF) {
			return brokenInput(err)
		}
		if !bytes.Equal(mark, []byte("\xef\xbb\xbf")) {
			return nil
		}
		if _, err := t.Discard(len(mark)); err != nil {
			return err
		}
	}
}

// skipSpace passes over white space and returns the first byte behind it, which
// stays to be read.
func (t *text) skipSpace() (byte, error) {
	for {
		c, err := t.ReadByte()
		if errors.Is(err, io.EOF) {
			return 0, io.EOF
		}
		if err != nil {
			return 0, brokenInput(err)
		}
		switch c {
		case '\n':
			t.line++
		case ' ', '\t', '\r':
		default:
			return c, t.UnreadByte()
		}
	}
}

// ahead is what is in the buffer. It does not wait for more: a pipe may bring one
// article an hour.
func (t *text) ahead() []byte {
	if _, err := t.Peek(1); err != nil {
		return nil
	}
	head, _ := t.Peek(t.Buffered()) // no more than there is
	return head
}

// check refuses what cannot be text in UTF-8, and says where.
func (t *text) check(head []byte) (line int, err error) {
	return t.line, checkText(head)
}

// checkText refuses what cannot be text by a look at its beginning.
func checkText(head []byte) error {
	for i, c := range head {
		if c == 0 {
			return fmt.Errorf("is no text: byte %d is NUL; articles are expected as JSON, NDJSON or CSV in UTF-8", i+1)
		}
		if c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' && i < 512 {
			return fmt.Errorf("is no text: byte %d is 0x%02x; it is in no format that is known", i+1, c)
		}
	}
	return nil
}

// isJSON reports whether a file holds an array, or objects on several lines;
// isNDJSON was asked before.
func isJSON(b *beginning) bool { return b.first == '[' || b.first == '{' }

// isNDJSON tells objects on one line from objects on several by the first line.
func isNDJSON(b *beginning) bool {
	if b.first != '{' {
		return false
	}
	line, rest, more := bytes.Cut(b.head, []byte("\n"))
	if !more || json.Valid(line) || bytes.HasPrefix(bytes.TrimSpace(rest), []byte("{")) {
		return true
	}
	var raw json.RawMessage
	err := json.Unmarshal(line, &raw)
	return err == nil || err.Error() != "unexpected end of JSON input" // else it goes on in the next line
}
