package zap

import (
	"encoding/binary"
	"sync"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/vellum"
)

// version is that of the files that are read.
const version = 17

// mapped is a segment in a file.
type mapped interface {
	Data() []byte
	DictAddr(field string) (uint64, error)
	NumDocs() uint64
	layout
}

// layout says how a file is laid out.
type layout interface {
	Version() uint32
	ChunkMode() uint32
}

// File is a segment's file. Searches may share it, as long as the segment is open.
type File struct {
	seg  mapped
	mu   sync.Mutex
	open map[string]*dictionary // by field; nil where there is none
}

// Open takes a segment of Bleve's. It gives nil where that is not a file of the
// version that is known.
func Open(segment any) *File {
	seg, ok := segment.(mapped)
	if !ok || seg.Version() != version {
		return nil
	}
	return &File{seg: seg, open: map[string]*dictionary{}}
}

// dictionary is the terms of a field, and where they lead to.
type dictionary struct {
	*vellum.FST
	states states
}

func (f *File) dictionary(field string) *dictionary {
	f.mu.Lock()
	defer f.mu.Unlock()
	d, known := f.open[field]
	if !known {
		d = f.load(field)
		f.open[field] = d
	}
	return d
}

// load reads a dictionary, which stands behind its length.
func (f *File) load(field string) *dictionary {
	at, err := f.seg.DictAddr(field)
	if err != nil {
		return nil
	}
	data := f.seg.Data()[at:]
	length, n := binary.Uvarint(data)
	data = data[n:][:length]
	fst, err := vellum.Load(data)
	if err != nil {
		return nil
	}
	return &dictionary{fst, data}
}

// Postings are the details of a term: how often it stands in each document, and
// where.
type Postings struct {
	docs          *roaring.Bitmap
	times, places chunked
	width         uint32 // of a chunk, in documents
}

// notGeneral are bits of where a term leads to that are set where its postings
// have no details of their own.
const notGeneral = 0xc0 << 56

// Postings finds a term. All documents that have it, deleted ones too, must be
// given. ok is false where there is nothing to be read.
func (f *File) Postings(field, term string, docs *roaring.Bitmap) (p Postings, ok bool) {
	d := f.dictionary(field)
	if d == nil {
		return p, false
	}
	at, known, err := d.Get([]byte(term))
	if err != nil || !known || at&notGeneral != 0 {
		return p, false
	}
	data := f.seg.Data()
	times, n := binary.Uvarint(data[at:])
	places, _ := binary.Uvarint(data[at+uint64(n):])
	p = Postings{docs: docs, width: f.width(docs.GetCardinality())}
	if p.times, ok = newChunked(data, times); !ok || p.width == 0 {
		return p, false
	}
	p.places, _ = newChunked(data, places)
	return p, true
}

// Modes of how many documents are in a chunk, with names as the format numbers
// them.
const (
	modeFixed  = 1024 // that and below: the mode itself
	modeSparse = 1025 // all, where no more than postingsInChunk have the term
	modeEven   = 1026 // as many as have postingsInChunk postings, when evenly spread
)

const postingsInChunk = 1024

// width is how many documents are in a chunk of a term that so many have; 0 where
// the mode is not known.
func (f *File) width(having uint64) uint32 {
	all := f.seg.NumDocs()
	switch mode := f.seg.ChunkMode(); {
	case mode <= modeFixed:
		return mode
	case mode == modeEven:
		return uint32(all / (having/postingsInChunk + 1))
	case mode == modeSparse && having <= postingsInChunk:
		return uint32(all)
	case mode == modeSparse:
		return postingsInChunk
	}
	return 0
}

// chunked is a list of chunks of bytes.
type chunked struct {
	data []byte
	from []uint64 // where each begins, and the end of the last
}

// notWritten stands where a term has nothing of a kind.
const notWritten = 0

// newChunked reads where the chunks end.
func newChunked(data []byte, at uint64) (c chunked, ok bool) {
	if at == notWritten {
		return c, false
	}
	data = data[at:]
	count, n := binary.Uvarint(data)
	data = data[n:]
	c.from = make([]uint64, 1, count+1)
	for range count {
		end, n := binary.Uvarint(data)
		data = data[n:]
		c.from = append(c.from, end)
	}
	c.data = data
	return c, true
}

// at gives a chunk; nil where there is none.
func (c *chunked) at(i uint32) []byte {
	if int(i)+1 >= len(c.from) {
		return nil
	}
	return c.data[c.from[i]:c.from[i+1]]
}
