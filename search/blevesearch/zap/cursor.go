package zap

import (
	"encoding/binary"
	"math/bits"

	"github.com/RoaringBitmap/roaring/v2"
)

// Cursor reads the details of one document after the other.
type Cursor struct {
	*Postings
	all           roaring.IntPeekable // stands where times and places stand
	end           uint64              // the first document behind the chunk; 0 before the first chunk
	times, places []byte              // what is left of the chunk

	found  uint32 // times
	stands []byte // places
}

// Cursor begins before the first document. It reads places only where they are
// asked for here.
func (p *Postings) Cursor(places bool) *Cursor {
	c := &Cursor{Postings: p, all: p.docs.Iterator()}
	if !places {
		cut := *p
		cut.places = chunked{}
		c.Postings = &cut
	}
	return c
}

// Seek goes to a document, and reports whether the term stands in it. Documents
// must be asked for in ascending order, each once.
func (c *Cursor) Seek(doc uint32) bool {
	if uint64(doc) >= c.end {
		c.load(doc / c.width)
	}
	for c.all.HasNext() {
		switch next := c.all.PeekNext(); {
		case next > doc:
			return false
		case next == doc:
			c.all.Next()
			c.read()
			return true
		}
		c.all.Next()
		c.read()
	}
	return false
}

// load goes to a chunk.
func (c *Cursor) load(chunk uint32) {
	first := uint64(chunk) * uint64(c.width)
	c.end = first + uint64(c.width)
	c.times, c.places = c.Postings.times.at(chunk), c.Postings.places.at(chunk)
	c.all.AdvanceIfNeeded(uint32(first))
}

// read takes the next document's details.
func (c *Cursor) read() {
	times, placed, n := timesAt(c.times)
	c.times, c.found, c.stands = c.times[n:], times, nil
	if placed && len(c.places) > 0 {
		length, n := uvarint(c.places)
		c.stands, c.places = c.places[n:][:length], c.places[n:][length:]
	}
}

// Times is how often the term stands in the document that was sought last.
func (c *Cursor) Times() int { return int(c.found) }

// Place is where a term stands: its position, and two numbers that whoever wrote
// the index gave it.
type Place struct {
	Position   int
	Start, End uint64
}

// Places appends where the term stands in the document that was sought last, in
// the order in which it was written.
func (c *Cursor) Places(to []Place) []Place {
	for b := c.stands; len(b) > 0; {
		var p Place
		p, b = placeAt(b)
		to = append(to, p)
	}
	return to
}

// placeAt reads a place, and gives what is behind it.
func placeAt(b []byte) (p Place, rest []byte) {
	var position, arrays uint64
	_, b = take(b) // the field
	position, b = take(b)
	p.Start, b = take(b)
	p.End, b = take(b)
	arrays, b = take(b)
	for range arrays {
		b = b[varint(b):]
	}
	p.Position = int(position)
	return p, b
}

// Positions appends the positions alone, which are read faster than places. All
// numbers of a place have one byte mostly, but for the position, which has two at
// times; together they have eight at most, and their ends are found at once.
func (c *Cursor) Positions(to []int) []int {
	b := c.stands
	for len(b) > 0 && cap(b) >= 8 { // what stands behind is in the file as well
		word := binary.LittleEndian.Uint64(b[:8])
		ends := endsOf(word)
		if ends&0x80 == 0 || ends&0x808000 == 0 { // a field or a position with more bytes
			break
		}
		fifth := ends & (ends - 1) // without the end of the field
		fifth &= fifth - 1         // of the position
		fifth &= fifth - 1
		fifth &= fifth - 1
		last := bits.TrailingZeros64(fifth)
		if fifth == 0 || word<<(63-last)>>57 != 0 { // array positions follow
			break
		}
		more := -(word >> 15 & 1) // all bits, where the position goes on
		to = append(to, int(word>>8&0x7f|word>>9&0x3f80&more))
		b = b[last/8+1:]
	}
	for len(b) > 0 {
		var p Place
		p, b = placeAt(b)
		to = append(to, p.Position)
	}
	return to
}

// Each tells how often the term stands in each of some documents, a block at a
// time, ascending. All of them must have it. The slices are used again.
func (p *Postings) Each(docs *roaring.Bitmap, block []uint32, do func(docs, times []uint32)) {
	times := make([]uint32, len(block))
	read := p.seeking()
	if docs.GetCardinality() == p.docs.GetCardinality() {
		read = p.reading()
	}
	for it := docs.ManyIterator(); ; {
		n := it.NextMany(block)
		if n == 0 {
			return
		}
		read(block[:n], times)
		do(block[:n], times[:n])
	}
}

// seeking reads documents among others.
func (p *Postings) seeking() func(docs, times []uint32) {
	c := p.Cursor(false)
	return func(docs, times []uint32) {
		for i, doc := range docs {
			times[i] = 0
			if c.Seek(doc) {
				times[i] = c.found
			}
		}
	}
}

// reading reads all documents, which need not be looked for.
func (p *Postings) reading() func(docs, times []uint32) {
	var end uint64
	var chunk []byte
	return func(docs, times []uint32) {
		for i, doc := range docs {
			if uint64(doc) >= end {
				at := doc / p.width
				chunk, end = p.times.at(at), uint64(at+1)*uint64(p.width)
			}
			var n int
			times[i], _, n = timesAt(chunk)
			chunk = chunk[n:]
		}
	}
}

// timesAt reads how often a term stands in a document, and whether it is said
// where. Behind it comes the norm, which is passed over: lengths are known
// exactly from elsewhere.
func timesAt(b []byte) (times uint32, placed bool, n int) {
	v, n := uvarint(b)
	if v>>1 > 0 {
		n += varint(b[n:])
	}
	return uint32(v >> 1), v&1 != 0, n
}

// take reads a number, and gives what is behind it.
func take(b []byte) (uint64, []byte) {
	v, n := uvarint(b)
	return v, b[n:]
}

// uvarint reads a number. Most have one byte.
func uvarint(b []byte) (v uint64, n int) {
	if b[0] < 0x80 {
		return uint64(b[0]), 1
	}
	return longUvarint(b)
}

func longUvarint(b []byte) (v uint64, n int) {
	if b[1] < 0x80 {
		return uint64(b[0]&0x7f) | uint64(b[1])<<7, 2
	}
	if v, n = binary.Uvarint(b); n <= 0 {
		panic("zap: a number without an end")
	}
	return v, n
}

// varint is how many bytes a number has: those to the first whose highest bit is
// not set.
func varint(b []byte) int {
	if len(b) >= 8 {
		if ends := endsOf(binary.LittleEndian.Uint64(b)); ends != 0 {
			return bits.TrailingZeros64(ends)/8 + 1
		}
	}
	for i, c := range b {
		if c < 0x80 {
			return i + 1
		}
	}
	panic("zap: a number without an end")
}

// endsOf marks the bytes of a word that end a number, by their highest bits.
func endsOf(word uint64) uint64 { return ^word & 0x8080808080808080 }
