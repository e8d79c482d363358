package element

import "bufio"

const (
	// maxKept is the longest item that is kept as it stands, in bytes: ten times a
	// long article with its markup.
	maxKept = 256 << 10
	// maxTag is the longest tag around an item that is kept, in bytes: dozens of
	// namespaces.
	maxTag = 8 << 10
)

// recorder hands a document on byte by byte, so that a decoder reads no further
// than it must, and keeps what was read since the last drop.
type recorder struct {
	in    *bufio.Reader
	text  []byte
	long  bool  // text is not kept
	n     int64 // bytes read
	last  byte
	lines int // ends of lines among them
}

// Read is for decoders of character sets, behind which another recorder stands.
func (r *recorder) Read(p []byte) (int, error) { return r.in.Read(p) }

// ReadByte makes xml.Decoder read from r itself.
func (r *recorder) ReadByte() (byte, error) {
	c, err := r.in.ReadByte()
	if err != nil {
		return c, err
	}
	r.n, r.last = r.n+1, c
	if c == '\n' {
		r.lines++
	}
	if r.long = r.long || len(r.text) == maxKept; !r.long {
		r.text = append(r.text, c)
	}
	return c, nil
}

// ahead is how many bytes a decoder that stands at an offset has read already: it
// may look at one to know where a token ends.
func (r *recorder) ahead(offset int64) int { return int(min(max(0, r.n-offset), 1)) }

// drop forgets what stands before an offset.
func (r *recorder) drop(offset int64) {
	ahead := r.ahead(offset)
	r.text, r.long = r.text[:0], false
	if ahead > 0 {
		r.text = append(r.text, r.last)
	}
}

// until is what was read between the last drop and an offset; nil where it was
// too long.
func (r *recorder) until(offset int64) []byte {
	if r.long {
		return nil
	}
	return r.text[:max(0, len(r.text)-r.ahead(offset))]
}

// line is the line at an offset, from 1.
func (r *recorder) line(offset int64) int {
	if r.ahead(offset) > 0 && r.last == '\n' {
		return r.lines
	}
	return r.lines + 1
}
