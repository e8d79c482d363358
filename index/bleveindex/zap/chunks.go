package zap

import "encoding/binary"

// notWritten stands where a term has nothing of a kind.
const notWritten = 0

// chunks is a list of chunks of bytes, each of as many documents.
type chunks struct {
	width uint64 // documents in each
	data  []byte
	ends  []uint64 // of each
	now   uint64   // the chunk that is open
}

// begin forgets what was written, and makes room for all documents.
func (c *chunks) begin(width, all uint64) {
	c.width, c.now = width, 0
	c.data, c.ends = c.data[:0], c.ends[:0]
	for range (all-1)/width + 1 {
		c.ends = append(c.ends, 0)
	}
}

// open opens the chunk of a document, which lies above all before it.
func (c *chunks) open(doc uint64) {
	for to := doc / c.width; c.now < to; c.now++ {
		c.ends[c.now] = uint64(len(c.data))
	}
}

// write appends the chunks behind their number and their ends, and tells where;
// notWritten where they hold nothing.
func (c *chunks) write(out *[]byte) uint64 {
	if len(c.data) == 0 {
		return notWritten
	}
	for ; c.now < uint64(len(c.ends)); c.now++ {
		c.ends[c.now] = uint64(len(c.data))
	}
	at := uint64(len(*out))
	b := binary.AppendUvarint(*out, uint64(len(c.ends)))
	for _, end := range c.ends {
		b = binary.AppendUvarint(b, end)
	}
	b = append(b, c.data...)
	*out = b
	return at
}
