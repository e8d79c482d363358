package zap

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"slices"

	bleveindex "github.com/blevesearch/bleve_index_api"
	segmentapi "github.com/blevesearch/scorch_segment_api/v2"
	"github.com/blevesearch/vellum"
	"github.com/blevesearch/zapx/v17"
)

// idField is the field of a document's id: the first of all, and the only one
// that is stored.
const idField = "_id"

// chunkMode is how many documents are in a chunk of a term's postings: as many as
// have postingsInChunk, were they evenly spread.
const chunkMode = 1026

// writer writes one segment at a time. It keeps its room for the next.
type writer struct {
	out     []byte
	docs    []Document
	columns []*column // in the order of the fields
	dict    dictionary
	post    postings
	values  values
	fst     *vellum.Builder
	fstOut  bytes.Buffer
}

// column is one field of all documents that have it.
type column struct {
	name    string
	options bleveindex.FieldIndexingOptions
	docs    []uint32 // rising
	terms   [][]Term // of each of docs
	at      uint64   // where it was written
}

func newWriter() *writer { return new(writer) }

// segment writes documents, and gives them back as a segment in memory.
func (w *writer) segment(docs []Document, config map[string]any) (segmentapi.Segment, uint64, error) {
	defer w.forget()
	w.docs = docs
	w.arrange()
	stored := w.writeStored()
	for number, c := range w.columns {
		if err := w.writeColumn(uint32(number), c); err != nil {
			return nil, 0, fmt.Errorf("zap: field %s: %w", c.name, err)
		}
	}
	fields := w.writeFields()
	stats, ok := config[segmentapi.StatsKey].(*segmentapi.Stats)
	if !ok || stats == nil {
		stats = new(segmentapi.Stats)
	}
	data := bytes.Clone(w.out)
	s, err := zap.InitSegmentBase(data, crc32.ChecksumIEEE(data), chunkMode, uint64(len(docs)), stored, fields, config, stats)
	if err != nil {
		return nil, 0, fmt.Errorf("zap: %w", err)
	}
	return s, uint64(len(data)), nil
}

// forget drops what belongs to the documents.
func (w *writer) forget() {
	w.out, w.docs, w.columns = w.out[:0], nil, nil
	w.dict.forget()
}

// arrange makes columns of the documents' fields, ordered by name.
func (w *writer) arrange() {
	ids := &column{name: idField, options: bleveindex.IndexField | bleveindex.StoreField}
	byName := map[string]*column{}
	for i, d := range w.docs {
		ids.add(uint32(i), []Term{{Text: d.ID()}})
		for _, f := range d.TermFields() {
			c := byName[f.Name()]
			if c == nil {
				c = &column{name: f.Name()}
				byName[c.name] = c
				w.columns = append(w.columns, c)
			}
			c.options |= f.Options()
			c.add(uint32(i), f.Terms())
		}
	}
	slices.SortFunc(w.columns, func(a, b *column) int { return cmp.Compare(a.name, b.name) })
	w.columns = slices.Insert(w.columns, 0, ids)
}

func (c *column) add(doc uint32, terms []Term) {
	c.docs = append(c.docs, doc)
	c.terms = append(c.terms, terms)
}

// writeStored writes the ids, and tells where the table begins that says where
// each stands.
func (w *writer) writeStored() uint64 {
	const (
		noFields = 0x00 // snappy's form of nothing
		noEdges  = 0    // from documents to documents inside them
	)
	from := make([]uint64, len(w.docs))
	for i, d := range w.docs {
		id := d.ID()
		from[i] = uint64(len(w.out))
		w.uvarint(uint64(uvarintSize(uint64(len(id)))))
		w.uvarint(uint64(len(id) + 1))
		w.uvarint(uint64(len(id)))
		w.out = append(append(w.out, id...), noFields)
	}
	table := uint64(len(w.out))
	for _, at := range from {
		w.out = binary.BigEndian.AppendUint64(w.out, at)
	}
	w.uvarint(noEdges)
	return table
}

// writeColumn writes a field's postings, dictionary and values.
func (w *writer) writeColumn(number uint32, c *column) error {
	places := c.options&bleveindex.IncludeTermVectors != 0
	w.dict.read(c)
	w.post.begin(number, uint64(len(w.docs)), places)
	if err := w.begin(); err != nil {
		return err
	}
	for _, t := range w.dict.sorted {
		at := w.post.write(&w.out, w.dict.placesOf(t.number))
		if err := w.fst.Insert([]byte(t.text), at); err != nil {
			return err
		}
	}
	if err := w.fst.Close(); err != nil {
		return err
	}
	dictionary := uint64(len(w.out))
	w.uvarint(uint64(w.fstOut.Len()))
	w.out = append(w.out, w.fstOut.Bytes()...)
	from, to := w.values.write(&w.out, c, len(w.docs))
	c.at = uint64(len(w.out))
	w.uvarint(from)
	w.uvarint(to)
	w.uvarint(dictionary)
	return nil
}

// begin begins a dictionary. Its suffixes are not shared, as Bleve does not share
// them: it is larger by a little, and made in a fraction of the time.
func (w *writer) begin() (err error) {
	w.fstOut.Reset()
	if w.fst != nil {
		return w.fst.Reset(&w.fstOut)
	}
	w.fst, err = vellum.New(&w.fstOut, &vellum.BuilderOpts{Encoder: 1, RegistryTableSize: 0, RegistryMRUSize: 1})
	return err
}

// writeFields writes what fields there are and where each begins, and tells where
// the table of that stands.
func (w *writer) writeFields() uint64 {
	from := make([]uint64, len(w.columns))
	for i, c := range w.columns {
		from[i] = uint64(len(w.out))
		w.uvarint(uint64(len(c.name)))
		w.out = append(w.out, c.name...)
		w.uvarint(uint64(c.options))
		w.uvarint(1) // kind of index
		w.out = binary.BigEndian.AppendUint16(w.out, zap.SectionInvertedTextIndex)
		w.out = binary.BigEndian.AppendUint64(w.out, c.at)
	}
	table := uint64(len(w.out))
	w.uvarint(uint64(len(w.columns)))
	for _, at := range from {
		w.out = binary.BigEndian.AppendUint64(w.out, at)
	}
	return table
}

func (w *writer) uvarint(v uint64) { w.out = binary.AppendUvarint(w.out, v) }

func uvarintSize(v uint64) int {
	n := 1
	for ; v >= 0x80; v >>= 7 {
		n++
	}
	return n
}
