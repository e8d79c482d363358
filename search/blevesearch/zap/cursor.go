package zap

import (
	"encoding/binary"
	"math/bits"

	"github.com/RoaringBitmap/roaring/v2"
)

// Cursor reads the details of one document after the other.
type Cursor struct {
	*Postings
	docs          roaring.ManyIntIterable
	block         []uint32
	ahead         []uint32 // of block: the documents that times and places follow of
	end           uint64   // the first document behind the chunk; 0 before the first chunk
	times, places []byte   // what is left of the chunk

	found  uint32 // times
	stands []byte // places
}

// blockSize is how many documents are taken from a bitmap at a time.
const blockSize = 256

// Cursor begins before the first document. It reads places only where they are
// asked for here.
func (p *Postings) Cursor(places bool) *Cursor {
	c := &Cursor{Postings: p, docs: p.docs.ManyIterator()}
	c.block = make([]uint32, min(blockSize, p.docs.GetCardinality()))
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
	for len(c.ahead) > 0 || c.more() {
		next := c.ahead[0]
		if next > doc {
			return false
		}
		c.ahead = c.ahead[1:]
		c.read()
		if next == doc {
			return true
		}
	}
	return false
}

// load goes to a chunk.
func (c *Cursor) load(chunk uint32) {
	first := uint64(chunk) * uint64(c.width)
	c.end = first + uint64(c.width)
	c.times, c.places = c.Postings.times.at(chunk), c.Postings.places.at(chunk)
	for (len(c.ahead) == 0 || uint64(c.ahead[len(c.ahead)-1]) < first) && c.more() {
	}
	for len(c.ahead) > 0 && uint64(c.ahead[0]) < first {
		c.ahead = c.ahead[1:]
	}
}

// more takes the next block of documents.
func (c *Cursor) more() bool {
	c.ahead = c.block[:c.docs.NextMany(c.block)]
	return len(c.ahead) > 0
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
	if len(b) >= 5 && (b[0]|b[1]|b[2]|b[3])&0x80 == 0 && b[4] == 0 { // all have one byte
		return Place{int(b[1]), uint64(b[2]), uint64(b[3])}, b[5:]
	}
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

// Next takes the first of the places in the document that was sought last; ok is
// false where there are no more. It is no longer among Positions and Places.
func (c *Cursor) Next() (p Place, ok bool) {
	if len(c.stands) == 0 {
		return p, false
	}
	p, c.stands = placeAt(c.stands)
	return p, true
}

// Positions appends the positions alone, which are read faster than places.
func (c *Cursor) Positions(to []int) []int {
	for b := c.stands; len(b) > 0; {
		var position int
		position, b = positionAt(b)
		to = append(to, position)
	}
	return to
}

// From takes of the positions in the document that was sought last the first that
// is not below least; ok is false where there are no more. What it comes past is no
// longer among Positions and Places.
func (c *Cursor) From(least int) (position int, ok bool) {
	b := c.stands
	for len(b) > 0 {
		if position, b = positionAt(b); position >= least {
			c.stands = b
			return position, true
		}
	}
	c.stands = nil
	return 0, false
}

// positionAt reads the position of a place, and gives what is behind the place. All
// numbers of a place have one byte mostly, but for the position, which has two at
// times; together they have eight at most, and their ends are found at once.
func positionAt(b []byte) (position int, rest []byte) {
	if cap(b) < 8 { // what stands behind is in the file as well
		return slowPositionAt(b)
	}
	word := binary.LittleEndian.Uint64(b[:8])
	ends := endsOf(word)
	if ends&0x80 == 0 || ends&0x808000 == 0 { // a field or a position with more bytes
		return slowPositionAt(b)
	}
	fifth := ends & (ends - 1) // without the end of the field
	fifth &= fifth - 1         // of the position
	fifth &= fifth - 1
	fifth &= fifth - 1
	last := bits.TrailingZeros64(fifth)
	if fifth == 0 || word<<(63-last)>>57 != 0 { // array positions follow
		return slowPositionAt(b)
	}
	more := -(word >> 15 & 1) // all bits, where the position goes on
	return int(word>>8&0x7f | word>>9&0x3f80&more), b[last/8+1:]
}

func slowPositionAt(b []byte) (position int, rest []byte) {
	p, rest := placeAt(b)
	return p.Position, rest
}

// Each tells how often the term stands in each of some documents, as many at a time
// as block and times have room for, ascending. All of them must have it.
func (p *Postings) Each(docs *roaring.Bitmap, block, times []uint32, do func(docs, times []uint32)) {
	read := p.reading()
	if docs.GetCardinality() < p.docs.GetCardinality() {
		read = p.seeking()
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
// exactly from elsewhere. Mostly both end within eight bytes.
func timesAt(b []byte) (times uint32, placed bool, n int) {
	if cap(b) >= 8 { // what stands behind is in the file as well
		word := binary.LittleEndian.Uint64(b[:8])
		ends := endsOf(word)
		if second := ends & (ends - 1); ends&0x80 != 0 && word&0x7e != 0 && second != 0 {
			return uint32(word >> 1 & 0x3f), word&1 != 0, bits.TrailingZeros64(second)/8 + 1
		}
	}
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
