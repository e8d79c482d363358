package zap

import (
	"encoding/binary"
	"math"
	"slices"

	bleveindex "github.com/blevesearch/bleve_index_api"
	"github.com/golang/snappy"
)

// docsInChunk is how many documents are in a chunk of values.
const docsInChunk = 1024

// noValues stands where a field has no values.
const noValues = math.MaxUint64

// separator ends each value. No value has it: it is not part of UTF-8, and packed
// facts leave it out.
const separator = 0xff

// values writes what documents hold in a field, by document.
type values struct {
	table []byte // of a chunk: which documents it has and where each ends
	data  []byte // of a chunk
	count uint64 // documents in the chunk
	all   []byte // all chunks so far
	ends  []uint64
	pack  []byte
	terms []string
}

// write appends the values of a field that has them, and tells from where to
// where; twice noValues where it has none.
func (v *values) write(out *[]byte, c *column, docs int) (from, to uint64) {
	if c.options&bleveindex.DocValues == 0 {
		return noValues, noValues
	}
	v.ends = append(v.ends[:0], make([]uint64, (docs-1)/docsInChunk+1)...)
	v.all = v.all[:0]
	now := 0
	for i, doc := range c.docs {
		if len(c.terms[i]) == 0 {
			continue
		}
		if to := int(doc) / docsInChunk; to != now {
			v.flush(now)
			now = to
		}
		v.add(doc, c.terms[i])
	}
	v.flush(now)
	from = uint64(len(*out))
	*out = v.appendTo(*out)
	return from, uint64(len(*out))
}

// add adds a document's values, sorted, each once.
func (v *values) add(doc uint32, terms []Term) {
	v.terms = v.terms[:0]
	for i := range terms {
		v.terms = append(v.terms, terms[i].Text)
	}
	slices.Sort(v.terms)
	for _, text := range slices.Compact(v.terms) {
		v.data = append(append(v.data, text...), separator)
	}
	v.table = binary.AppendUvarint(v.table, uint64(doc))
	v.table = binary.AppendUvarint(v.table, uint64(len(v.data)))
	v.count++
}

// flush ends a chunk.
func (v *values) flush(chunk int) {
	before := len(v.all)
	v.all = binary.AppendUvarint(v.all, v.count)
	v.all = append(v.all, v.table...)
	v.pack = snappy.Encode(v.pack[:cap(v.pack)], v.data)
	v.all = append(v.all, v.pack...)
	v.ends[chunk] = uint64(len(v.all) - before)
	v.table, v.data, v.count = v.table[:0], v.data[:0], 0
}

// appendTo appends the chunks, their ends, and the size and number of these.
func (v *values) appendTo(out []byte) []byte {
	out = append(out, v.all...)
	from, end := len(out), uint64(0)
	for _, size := range v.ends {
		end += size
		out = binary.AppendUvarint(out, end)
	}
	out = binary.BigEndian.AppendUint64(out, uint64(len(out)-from))
	return binary.BigEndian.AppendUint64(out, uint64(len(v.ends)))
}
