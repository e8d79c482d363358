package zap

import (
	"encoding/binary"

	"github.com/RoaringBitmap/roaring/v2"
)

// postingsInChunk is how many postings are in a chunk at most, were they evenly
// spread over the documents.
const postingsInChunk = 1024

// norm is the length that Bleve's format keeps of a field: always 1. Real lengths
// are among the values.
const norm = 1

// postings writes which documents have a term, how often, and where.
type postings struct {
	field  uint32
	all    uint64 // documents of the segment
	places bool   // whether they are written

	docs         []uint32
	times, where chunks
	one          []byte // the places of a document
	bitmap       *roaring.Bitmap
}

func (p *postings) begin(field uint32, all uint64, places bool) {
	p.field, p.all, p.places = field, all, places
}

// write appends a term's postings, and tells where they stand.
func (p *postings) write(out *[]byte, places []place) uint64 {
	p.list(places)
	p.times.begin(p.width(), p.all)
	p.where.begin(p.width(), p.all)
	for rest := places; len(rest) > 0; {
		n := ofFirst(rest)
		p.add(rest[:n])
		rest = rest[n:]
	}
	times := p.times.write(out)
	where := p.where.write(out)
	at := uint64(len(*out))
	*out = binary.AppendUvarint(*out, times)
	*out = binary.AppendUvarint(*out, where)
	p.writeDocs(out)
	return at
}

// list notes the documents of a term, each once.
func (p *postings) list(places []place) {
	p.docs = p.docs[:0]
	for i := range places {
		if i == 0 || places[i].doc != places[i-1].doc {
			p.docs = append(p.docs, places[i].doc)
		}
	}
}

// width is how many documents are in a chunk.
func (p *postings) width() uint64 {
	return p.all / (uint64(len(p.docs))/postingsInChunk + 1)
}

// ofFirst is how many places lie in the document of the first.
func ofFirst(places []place) int {
	n := 1
	for n < len(places) && places[n].doc == places[0].doc {
		n++
	}
	return n
}

// add adds the places of a document.
func (p *postings) add(places []place) {
	doc := uint64(places[0].doc)
	located := uint64(0)
	if p.places {
		located = 1
		p.one = p.one[:0]
		for i := range places {
			p.one = appendPlace(p.one, p.field, &places[i])
		}
		p.where.open(doc)
		p.where.data = binary.AppendUvarint(p.where.data, uint64(len(p.one)))
		p.where.data = append(p.where.data, p.one...)
	}
	p.times.open(doc)
	p.times.data = binary.AppendUvarint(p.times.data, uint64(len(places))<<1|located)
	p.times.data = append(p.times.data, norm)
}

// appendPlace appends a place, which lies in no array.
func appendPlace(b []byte, field uint32, p *place) []byte {
	b = binary.AppendUvarint(b, uint64(field))
	b = binary.AppendUvarint(b, uint64(p.position))
	b = binary.AppendUvarint(b, p.start)
	b = binary.AppendUvarint(b, uint64(p.end))
	return append(b, 0)
}

// What of roaring's format (https://github.com/RoaringBitmap/RoaringFormatSpec) is
// needed for a list that fits one container of 16-bit numbers.
const (
	roaringCookie = 12346   // without runs
	roaringHeader = 16      // cookie, containers, key, documents, where they begin
	roaringArray  = 4096    // documents that a container of numbers has at most
	roaringFirst  = 1 << 16 // what lies below belongs to the first container
)

// writeDocs appends the documents as a roaring bitmap behind its size.
func (p *postings) writeDocs(out *[]byte) {
	if len(p.docs) > roaringArray || p.all > roaringFirst {
		p.writeMany(out)
		return
	}
	b := binary.AppendUvarint(*out, uint64(roaringHeader+2*len(p.docs)))
	b = binary.LittleEndian.AppendUint32(b, roaringCookie)
	b = binary.LittleEndian.AppendUint32(b, 1)
	b = binary.LittleEndian.AppendUint16(b, 0)
	b = binary.LittleEndian.AppendUint16(b, uint16(len(p.docs)-1))
	b = binary.LittleEndian.AppendUint32(b, roaringHeader)
	for _, doc := range p.docs {
		b = binary.LittleEndian.AppendUint16(b, uint16(doc))
	}
	*out = b
}

// writeMany is writeDocs for segments larger than a batch usually makes.
func (p *postings) writeMany(out *[]byte) {
	if p.bitmap == nil {
		p.bitmap = roaring.New()
	}
	p.bitmap.Clear()
	p.bitmap.AddMany(p.docs)
	*out = binary.AppendUvarint(*out, p.bitmap.GetSerializedSizeInBytes())
	room := sink{out}
	_, _ = p.bitmap.WriteTo(room) // to memory
}

// sink appends what is written to it.
type sink struct{ out *[]byte }

func (s sink) Write(b []byte) (int, error) {
	*s.out = append(*s.out, b...)
	return len(b), nil
}
