package blevesearch

import "github.com/RoaringBitmap/roaring/v2"

// manyForms is from how many forms of a word on it is worth to list which of them
// each document has: a wildcard has thousands, of which a text has a few.
const manyForms = 4

// shelf lists for each document the sets that have it.
type shelf struct {
	ends []uint32 // by document: where its part of sets ends, and the next one's begins
	sets []uint32
}

// newShelf lists sets, all of them parts of a whole.
func newShelf(sets []*roaring.Bitmap, whole *roaring.Bitmap) *shelf {
	s := &shelf{ends: make([]uint32, whole.Maximum()+1)}
	total := uint32(0)
	for _, set := range sets {
		total += uint32(set.GetCardinality())
		eachDoc(set, func(doc uint32) { s.ends[doc]++ })
	}
	s.sets = make([]uint32, total)
	begin := uint32(0)
	for doc, n := range s.ends {
		s.ends[doc] = begin // it becomes the end as the part is filled
		begin += n
	}
	for i, set := range sets {
		eachDoc(set, func(doc uint32) {
			s.sets[s.ends[doc]] = uint32(i)
			s.ends[doc]++
		})
	}
	return s
}

func eachDoc(set *roaring.Bitmap, do func(doc uint32)) {
	var block [64]uint32
	for it := set.ManyIterator(); ; {
		n := it.NextMany(block[:])
		if n == 0 {
			return
		}
		for _, doc := range block[:n] {
			do(doc)
		}
	}
}

// of gives the sets that have a document of the whole, ascending.
func (s *shelf) of(doc uint32) []uint32 {
	if doc == 0 {
		return s.sets[:s.ends[0]]
	}
	return s.sets[s.ends[doc-1]:s.ends[doc]]
}
