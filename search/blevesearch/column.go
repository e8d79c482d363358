package blevesearch

import (
	"math"
	"slices"
	"sync"

	"github.com/RoaringBitmap/roaring/v2"
)

// noValue stands for no value among the ordinals of facetColumn.one.
const noValue = math.MaxUint32

// facetColumn holds the ordinals of the values of each document, in one of two
// ways: in one, where none has more than one; else those of document d are
// ordinals[offsets[d]:offsets[d+1]].
type facetColumn struct {
	one      []uint32
	offsets  []uint32
	ordinals []uint32
	// uniform is whether all have the same value. Where it is none, one is nil.
	uniform bool
	// having is the documents that have a value, where few have; else nil.
	having *roaring.Bitmap

	once    sync.Once
	counts  []valueCount // of all documents, made when first asked for
	missing int          // documents without a value
}

// valueCount is how many documents have a value.
type valueCount struct {
	ord   uint32
	count int32
}

// of gives the ordinals of a document.
func (c *facetColumn) of(doc uint32) []uint32 {
	switch {
	case c.one != nil:
		if c.one[doc] == noValue {
			return nil
		}
		return c.one[doc : doc+1]
	case c.uniform:
		return nil
	}
	return c.ordinals[c.offsets[doc]:c.offsets[doc+1]]
}

// lacking lists those of n documents that have no value.
func (c *facetColumn) lacking(n int) *roaring.Bitmap {
	docs := roaring.New()
	for doc := range uint32(n) {
		if len(c.of(doc)) == 0 {
			docs.Add(doc)
		}
	}
	return docs
}

// sparse is how many of all documents, one in so many, have a value at most for
// them to be worth a list of their own.
const sparse = 4

// listHaving lists the documents that have a value, if these are few.
func (c *facetColumn) listHaving() {
	docs := roaring.New()
	for doc := range uint32(len(c.offsets) - 1) {
		if c.offsets[doc] < c.offsets[doc+1] {
			docs.Add(doc)
		}
	}
	if sparse*docs.GetCardinality() < uint64(len(c.offsets)) {
		c.having = docs
	}
}

// compact chooses the smaller way to hold the ordinals.
func (c *facetColumn) compact() {
	n := len(c.offsets) - 1
	if len(c.ordinals) == 0 {
		c.uniform, c.offsets, c.ordinals, c.missing = true, nil, nil, n
		return
	}
	c.listHaving()
	for doc := range n {
		if c.offsets[doc+1]-c.offsets[doc] > 1 {
			return
		}
	}
	c.one = make([]uint32, n)
	for doc := range n {
		c.one[doc] = noValue
		if from := c.offsets[doc]; from < c.offsets[doc+1] {
			c.one[doc] = c.ordinals[from]
		}
	}
	c.uniform = !slices.ContainsFunc(c.one, func(ord uint32) bool { return ord != c.one[0] })
	c.offsets, c.ordinals = nil, nil
}

// all counts the values of all documents, deleted ones too.
func (c *facetColumn) all() (counts []valueCount, missing int) {
	c.once.Do(func() {
		at := map[uint32]int{}
		for _, ord := range slices.Concat(c.one, c.ordinals) {
			if ord == noValue {
				c.missing++
				continue
			}
			i, known := at[ord]
			if !known {
				i = len(c.counts)
				at[ord] = i
				c.counts = append(c.counts, valueCount{ord: ord})
			}
			c.counts[i].count++
		}
		for doc := range max(0, len(c.offsets)-1) {
			if c.offsets[doc] == c.offsets[doc+1] {
				c.missing++
			}
		}
	})
	return c.counts, c.missing
}
