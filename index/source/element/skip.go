package element

import (
	"bufio"
	"bytes"
	"io"
	"strings"
)

// maxName is the longest name of an element that is looked at, in bytes.
const maxName = 256

// Raw is the item that Read has read last, or Skip has passed over, as it stands
// in the document, between the tags that stand around it there; nil where it is
// too long to be kept. It is valid until the next call of Seek.
func (r *Reader) Raw() []byte {
	item := r.rec.until(r.dec.InputOffset())
	if r.skipped != nil {
		item = r.skipped
	}
	if len(item) == 0 {
		return nil
	}
	var out bytes.Buffer
	around := r.open[:min(r.around, len(r.open))]
	for _, tag := range around {
		out.WriteString(tag.raw)
	}
	out.Write(item)
	for i := len(around) - 1; i >= 0; i-- {
		if name := writtenName(around[i].raw); name != "" {
			out.WriteString("</" + name + ">")
		}
	}
	return out.Bytes()
}

// Skip goes behind an item that Read could not read to its end: to its closing
// tag, or to the next item where it has none. It reports whether there is one, so
// that Seek finds what follows; else the document has ended.
func (r *Reader) Skip(name string) bool {
	r.skipped = []byte{} // unless it ends, and is short
	s := skipper{rec: r.rec, in: r.in, name: name}
	if r.rec.ahead(r.dec.InputOffset()) > 0 {
		s.pending = []byte{r.rec.last}
	}
	next, ok := s.find()
	if !ok {
		return false
	}
	if !r.rec.long {
		r.skipped = bytes.Clone(r.rec.text[:len(r.rec.text)-len(next)])
	}
	return r.resume(next)
}

// resume begins anew at a place between two items, where next was read already,
// as if all elements around them had just begun.
func (r *Reader) resume(next []byte) bool {
	var intro strings.Builder
	r.open = r.open[:min(r.around, len(r.open))]
	for _, tag := range r.open {
		if tag.raw == "" { // it was too long, and nothing behind it can be told
			return false
		}
		intro.WriteString(tag.raw)
	}
	in := io.MultiReader(bytes.NewReader(next), r.rec.in)
	r.rec = &recorder{in: bufio.NewReader(in), lines: r.rec.lines - bytes.Count(next, []byte("\n"))}
	opening := &recorder{in: bufio.NewReader(strings.NewReader(intro.String()))}
	r.decode(&joined{opening, r.rec})
	for range r.open {
		if _, err := r.dec.Token(); err != nil {
			return false
		}
	}
	r.rec.n = r.dec.InputOffset()
	return true
}

// joined reads what opens a document and then the document.
type joined struct{ opening, rest *recorder }

func (j *joined) Read(p []byte) (int, error) {
	if n, err := j.opening.Read(p); err == nil {
		return n, nil
	}
	return j.rest.Read(p)
}

func (j *joined) ReadByte() (byte, error) {
	if c, err := j.opening.ReadByte(); err == nil {
		return c, nil
	}
	return j.rest.ReadByte()
}

// skipper looks for where an item ends in text that is no XML.
type skipper struct {
	rec     *recorder
	in      *bounded
	name    string
	pending []byte // was read, and not looked at
}

// find goes behind the item's closing tag, or before the next item, whose first
// bytes it returns.
func (s *skipper) find() (next []byte, ok bool) {
	for {
		c, ok := s.read()
		if !ok {
			return nil, false
		}
		if c != '<' {
			continue
		}
		tag, ok := s.tag()
		switch name := strings.TrimLeft(string(tag), "</"); {
		case !ok:
			return nil, false
		case !s.isItem(name):
			s.pending = append(tag[1:], s.pending...) // there may be another "<" in it
		case tag[1] != '/':
			return tag, true
		case tag[len(tag)-1] == '>' || s.toEnd():
			return nil, true
		default:
			return nil, false
		}
	}
}

// tag reads a tag's name behind its "<", and the byte that ends it.
func (s *skipper) tag() (tag []byte, ok bool) {
	tag = []byte{'<'}
	for len(tag) < maxName {
		c, ok := s.read()
		if !ok {
			return nil, false
		}
		tag = append(tag, c)
		if c == '<' || len(tag) > 2 && strings.IndexByte(" \t\r\n/>", c) >= 0 {
			break
		}
	}
	return tag, true
}

func (s *skipper) isItem(name string) bool {
	name = strings.TrimRight(name, " \t\r\n/>")
	return name == s.name || strings.HasSuffix(name, ":"+s.name)
}

// toEnd reads to the end of a tag.
func (s *skipper) toEnd() bool {
	for {
		if c, ok := s.read(); !ok || c == '>' {
			return ok
		}
	}
}

func (s *skipper) read() (byte, bool) {
	if len(s.pending) > 0 {
		c := s.pending[0]
		s.pending = s.pending[1:]
		return c, true
	}
	s.in.left = MaxBytes // nothing is held
	c, err := s.rec.ReadByte()
	return c, err == nil
}

// writtenName is the name in a tag as it is written, with its prefix.
func writtenName(tag string) string {
	name := strings.TrimPrefix(tag, "<")
	if end := strings.IndexAny(name, " \t\r\n/>"); end >= 0 {
		name = name[:end]
	}
	return name
}
