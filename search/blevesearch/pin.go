package blevesearch

import (
	"encoding/binary"
	"fmt"
	"math"

	"github.com/dateline-search/dateline/search"
)

// A pin is the statistics of a search's first page, for those that follow:
// version, number of leaves, now, the three average lengths, and the idf of each
// leaf; little-endian, 4 bytes for a fraction.
const (
	pinVersion = 1
	pinHead    = 1 + 2 + 8 + 3*4
	// maxScored bounds a pin to 4 KB: it travels in URLs.
	maxScored = 1024
)

// pin packs statistics.
func (st *statistics) pin() []byte {
	p := binary.LittleEndian.AppendUint16([]byte{pinVersion}, uint16(len(st.idf)))
	p = binary.LittleEndian.AppendUint64(p, uint64(st.now))
	for _, v := range append(st.lengths[:], st.idf...) {
		p = binary.LittleEndian.AppendUint32(p, math.Float32bits(float32(v)))
	}
	return p
}

// unpin reads the statistics for a query of that many scored leaves. It fails
// with search.ErrBadRequest.
func unpin(p []byte, leaves int) (*statistics, error) {
	if len(p) != pinHead+4*leaves || p[0] != pinVersion || int(binary.LittleEndian.Uint16(p[1:])) != leaves {
		return nil, fmt.Errorf("%w: the page before belongs to another search", search.ErrBadRequest)
	}
	st := &statistics{now: int64(binary.LittleEndian.Uint64(p[3:])), idf: make([]float64, leaves)}
	for i := range st.lengths {
		st.lengths[i] = fraction(p[11+4*i:])
	}
	for i := range st.idf {
		st.idf[i] = fraction(p[pinHead+4*i:])
	}
	return st, nil
}

func fraction(p []byte) float64 {
	return float64(math.Float32frombits(binary.LittleEndian.Uint32(p)))
}
