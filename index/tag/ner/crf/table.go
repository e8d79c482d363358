package crf

import "encoding/binary"

// A Table holds the weights of features, 16 bytes each: a biased byte a tag and
// three bytes of the feature's hash, so that one look-up is one line of the
// processor's cache. It is open-addressed, and never full.
type Table struct {
	slots []uint64 // two a feature
	mask  uint64
	scale float32 // what one unit of a weight is worth
}

const (
	bias  = 128 // what is added to a weight to make it a byte
	lanes = 0x00FF00FF00FF00FF
)

// check is the part of a hash that a slot keeps; 0 marks an empty slot.
func check(feature uint64) uint64 { return feature>>40 | 1 }

func newTable(features int, scale float32) *Table {
	size := uint64(16)
	for size*3 < uint64(features)*4 {
		size *= 2
	}
	return &Table{slots: make([]uint64, 2*size), mask: size - 1, scale: scale}
}

// put adds a feature that is not in the table yet. Of its hash only the lowest
// 32 bits and check matter.
func (t *Table) put(feature uint64, weights *[Tags]int8) {
	var b [16]byte
	for i, w := range weights {
		b[i] = byte(int(w) + bias)
	}
	at := feature & t.mask
	for t.slots[2*at+1]>>40 != 0 {
		at = (at + 1) & t.mask
	}
	t.slots[2*at] = binary.LittleEndian.Uint64(b[:8])
	t.slots[2*at+1] = binary.LittleEndian.Uint64(b[8:]) | check(feature)<<40
}

// Sum is the sum of the weights of up to 256 features: a 16-bit lane a tag, even
// and odd tags apart, and how many features there were.
type Sum struct{ even0, odd0, even1, odd1, n uint64 }

// round is how many features are looked up side by side: about as many as a
// processor's core can wait for at a time.
const round = 16

// Add adds the weights of those of the features that the table knows. Of a round
// of features all slots are read before one is looked at: the table is larger than
// a processor's cache, and a branch on what has not come yet holds up the rest.
func (t *Table) Add(s *Sum, features []uint64) {
	var high [round]uint64
	for len(features) > 0 {
		n := min(len(features), round)
		for i, f := range features[:n] {
			high[i] = t.slots[2*(f&t.mask)+1]
		}
		for i, f := range features[:n] {
			at, want, slot := f&t.mask, check(f), high[i]
			for slot>>40 != 0 && slot>>40 != want {
				at = (at + 1) & t.mask
				slot = t.slots[2*at+1]
			}
			if slot>>40 != 0 {
				s.add(t.slots[2*at], slot)
			}
		}
		features = features[n:]
	}
}

// add adds the two halves of a slot.
func (s *Sum) add(low, high uint64) {
	s.even0 += low & lanes
	s.odd0 += low >> 8 & lanes
	s.even1 += high & lanes
	s.odd1 += high >> 8 & lanes
	s.n++
}

// Units is a weight in the units of Scores.
func (t *Table) Units(weight float32) int32 { return int32(weight / t.scale) }

// Plus adds another sum.
func (s *Sum) Plus(o *Sum) {
	s.even0 += o.even0
	s.odd0 += o.odd0
	s.even1 += o.even1
	s.odd1 += o.odd1
	s.n += o.n
}

// Scores are the sums a tag.
type Scores [Tags]int32

// Scores takes the lanes apart.
func (s *Sum) Scores(e *Scores) {
	biased := int32(s.n) * bias
	for k := range 4 {
		shift := 16 * k
		e[2*k] = int32(s.even0>>shift&0xFFFF) - biased
		e[2*k+1] = int32(s.odd0>>shift&0xFFFF) - biased
	}
	for k := range 2 {
		shift := 16 * k
		e[8+2*k] = int32(s.even1>>shift&0xFFFF) - biased
		e[9+2*k] = int32(s.odd1>>shift&0xFFFF) - biased
	}
	e[12] = int32(s.even1>>32&0xFFFF) - biased
}
