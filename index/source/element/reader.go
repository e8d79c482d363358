package element

import (
	"bufio"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
)

// Limits of an item, each far beyond what news needs. A tree takes some fifty
// times the bytes of a document that is nothing but tags, hence the nodes.
const (
	MaxBytes = 16 << 20
	MaxNodes = 200_000
	MaxDepth = 200
)

// errTooLong ends a document: what is behind cannot be reached.
var errTooLong = fmt.Errorf("an item is longer than %d MB, more than any article has", MaxBytes>>20)

// Reader reads one document. Its methods belong to one goroutine. Their errors
// are io.EOF after the end, or say what is wrong with the document, of which then
// nothing more can be read.
type Reader struct {
	dec     *xml.Decoder
	in      *bounded
	rec     *recorder // what dec reads
	open    []tag     // the elements around the place where it reads
	around  int       // how many of them stand around the item
	skipped []byte    // what Skip has passed over
}

// tag begins an element. It is kept as it is written where the element may have
// items in it.
type tag struct{ raw string }

// Root returns the name of the first element in text, which may be cut off and in
// any character set that begins as ASCII does; empty where there is none.
func Root(text []byte) string {
	dec := xml.NewDecoder(bytes.NewReader(text))
	dec.Strict = false
	dec.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	for {
		token, err := dec.RawToken()
		if err != nil {
			return ""
		}
		if start, ok := token.(xml.StartElement); ok {
			return start.Name.Local
		}
	}
}

// NewReader returns a Reader of a document that is in UTF-8 or says in its
// prolog in what else.
func NewReader(in io.Reader) *Reader {
	r := &Reader{in: &bounded{in: in, left: MaxBytes}}
	r.rec = &recorder{in: bufio.NewReader(r.in)}
	r.decode(r.rec)
	return r
}

// decode begins to decode what in reads.
func (r *Reader) decode(in io.Reader) {
	r.dec = xml.NewDecoder(in)
	r.dec.Entity = xml.HTMLEntity // agencies write &nbsp; and &eacute;
	r.dec.CharsetReader = func(label string, in io.Reader) (io.Reader, error) {
		decoded, err := decoder(label, in)
		if err == nil && decoded != in {
			r.rec = &recorder{in: bufio.NewReader(decoded), n: r.dec.InputOffset(), lines: r.rec.lines}
			decoded = r.rec
		}
		return decoded, err
	}
}

// decoder reads a character set that the prolog names. A prolog that could be
// read is not in UTF-16 any more, whatever it says; and text that is UTF-8 as far
// as can be seen, with letters beyond ASCII, hardly is of a set of single bytes:
// there are agencies that convert their files and leave the prolog as it was.
func decoder(label string, in io.Reader) (io.Reader, error) {
	if strings.HasPrefix(strings.ToLower(label), "utf-16") {
		return in, nil
	}
	ahead := bufio.NewReaderSize(in, lookAhead)
	text, _ := ahead.Peek(lookAhead) // there may be less
	if isUTF8(text) {
		return ahead, nil
	}
	decoded, err := charset.NewReaderLabel(label, ahead)
	if err != nil {
		return nil, fmt.Errorf("the document is in the character set %q, which is not known", label)
	}
	return decoded, nil
}

// lookAhead is how much of a document decides whether it is in UTF-8, in bytes.
const lookAhead = 16 << 10

// isUTF8 reports whether text, whose end may be cut, is UTF-8 with more in it
// than ASCII.
func isUTF8(text []byte) bool {
	more := false
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		if r == utf8.RuneError && size == 1 {
			return more && !utf8.FullRune(text)
		}
		more = more || size > 1
		text = text[size:]
	}
	return more
}

// Line is the line of the document that is being read, from 1.
func (r *Reader) Line() int { return r.rec.line(r.dec.InputOffset()) }

// Seek goes to the next element that has one of these names, wherever it stands,
// and returns its start. Read reads it; otherwise Seek goes on inside of it.
func (r *Reader) Seek(names ...string) (xml.StartElement, error) {
	r.skipped = nil
	for {
		r.rec.drop(r.dec.InputOffset())
		token, err := r.token()
		if err != nil {
			return xml.StartElement{}, err
		}
		start, ok := token.(xml.StartElement)
		if raw := r.rec.until(r.dec.InputOffset()); ok && len(raw) <= maxTag {
			r.open[len(r.open)-1].raw = string(raw)
		}
		if ok && (len(names) == 0 || slices.Contains(names, start.Name.Local)) {
			return start, nil
		}
	}
}

// Read reads the element that Seek returned to its end.
func (r *Reader) Read(start xml.StartElement) (*Node, error) {
	r.around = len(r.open) - 1
	top := node(start)
	path := []*Node{top}
	begin := r.dec.InputOffset()
	for n := 0; len(path) > 0; n++ {
		token, err := r.token()
		switch {
		case err == nil && r.dec.InputOffset()-begin > MaxBytes:
			return nil, errTooLong
		case errors.Is(err, io.EOF):
			return nil, errors.New("the document ends inside of an item; the file may have been cut off")
		case err != nil:
			return nil, err
		case n > MaxNodes:
			return nil, fmt.Errorf("an item has more than %d elements and texts", MaxNodes)
		}
		at := path[len(path)-1]
		switch token := token.(type) {
		case xml.StartElement:
			below := node(token)
			at.nodes = append(at.nodes, below)
			path = append(path, below)
		case xml.EndElement:
			path = path[:len(path)-1]
		case xml.CharData:
			at.nodes = append(at.nodes, &Node{Chars: string(token)})
		}
	}
	return top, nil
}

func node(start xml.StartElement) *Node { return &Node{Name: start.Name.Local, attr: start.Attr} }

// token reads one token and keeps account of where it stands.
func (r *Reader) token() (xml.Token, error) {
	r.in.left = MaxBytes
	token, err := r.dec.Token()
	if err != nil {
		return nil, r.explain(err)
	}
	switch token := token.(type) {
	case xml.StartElement:
		if len(r.open) == MaxDepth {
			return nil, fmt.Errorf("elements are nested deeper than %d", MaxDepth)
		}
		r.open = append(r.open, tag{})
	case xml.EndElement:
		r.open = r.open[:len(r.open)-1]
	case xml.Directive:
		if strings.Contains(string(token), "<!ENTITY") {
			return nil, errors.New("the document declares entities of its own, which are not read, as they may grow without end")
		}
	}
	return token, nil
}

// explain takes the decoder's own words for a line off, since the place is told
// anyway.
func (r *Reader) explain(err error) error {
	var syntax *xml.SyntaxError
	switch {
	case errors.Is(err, io.EOF):
		return io.EOF
	case errors.Is(err, errTooLong):
		return errTooLong
	case errors.As(err, &syntax) && syntax.Msg == "unexpected EOF":
		return errors.New("not well-formed XML: the document has no end; the file may have been cut off")
	case errors.As(err, &syntax):
		return fmt.Errorf("not well-formed XML: %s", syntax.Msg)
	}
	return err
}

// bounded fails when more is read than is left.
type bounded struct {
	in   io.Reader
	left int
}

func (b *bounded) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, errTooLong
	}
	n, err := b.in.Read(p)
	b.left -= n
	return n, err
}
