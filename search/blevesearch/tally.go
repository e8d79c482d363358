package blevesearch

import "github.com/RoaringBitmap/roaring/v2"

// fewValues is up to how many values a tally is looked through whole, rather than
// by a list of those that were counted: the counting is twice as fast then, and
// so many are looked through in some microseconds.
const fewValues = 4096

// tally counts the values of one facet by their ordinals.
type tally struct {
	counts  []int32 // longer where it was used before
	n       int     // values
	known   []bool
	touched []uint32 // of many values: those that are known; their count may be 0 again
	missing int
}

func (t *tally) few() bool { return t.n <= fewValues }

// reset makes a tally of n zeros.
func (t *tally) reset(n int) {
	if t.few() {
		clear(t.counts[:min(t.n, len(t.counts))])
	} else {
		for _, ord := range t.touched {
			t.counts[ord], t.known[ord] = 0, false
		}
	}
	t.n, t.touched, t.missing = n, t.touched[:0], 0
	if len(t.counts) < n {
		t.counts, t.known = make([]int32, n), make([]bool, n)
	}
}

func (t *tally) add(ord uint32, n int32) {
	if t.counts[ord] == 0 && !t.known[ord] && !t.few() {
		t.known[ord] = true
		t.touched = append(t.touched, ord)
	}
	t.counts[ord] += n
}

// settle lists in touched the ordinals that are not 0.
func (t *tally) settle() {
	kept := t.touched[:0]
	if t.few() {
		for ord, count := range t.counts[:t.n] {
			if count != 0 {
				kept = append(kept, uint32(ord))
			}
		}
	}
	for _, ord := range t.touched {
		if t.counts[ord] != 0 {
			kept = append(kept, ord)
		} else {
			t.known[ord] = false
		}
	}
	t.touched = kept
}

// merge adds another tally of the same facet.
func (t *tally) merge(other *tally) {
	if t.few() {
		for ord, count := range other.counts[:other.n] {
			t.counts[ord] += count
		}
	}
	for _, ord := range other.touched {
		t.add(ord, other.counts[ord])
	}
	t.missing += other.missing
}

// count adds step for each value of docs.
func (t *tally) count(column *facetColumn, docs *roaring.Bitmap, step int32, block []uint32) {
	if column.uniform {
		t.countUniform(column, step*int32(docs.GetCardinality()))
		return
	}
	if column.having != nil {
		having := roaring.And(docs, column.having)
		t.missing += int(step) * int(docs.GetCardinality()-having.GetCardinality())
		docs = having
	}
	for it := docs.ManyIterator(); ; {
		n := it.NextMany(block)
		if n == 0 {
			return
		}
		t.countEach(column, block[:n], step)
	}
}

// countEach looks up the values of each document.
func (t *tally) countEach(column *facetColumn, docs []uint32, step int32) {
	switch {
	case column.one == nil:
		t.countBlock(column, docs, step)
	case t.few():
		t.countFew(column.one, docs, step)
	default:
		t.countOne(column.one, docs, step)
	}
}

// countUniform counts documents that all have the same value, or none.
func (t *tally) countUniform(column *facetColumn, n int32) {
	if column.one == nil {
		t.missing += int(n)
	} else {
		t.add(column.one[0], n)
	}
}

func (t *tally) countBlock(column *facetColumn, docs []uint32, step int32) {
	few, counts, offsets := t.few(), t.counts, column.offsets
	for _, doc := range docs {
		from, to := offsets[doc], offsets[doc+1]
		if from == to {
			t.missing += int(step)
		}
		for _, ord := range column.ordinals[from:to] {
			if few {
				counts[ord] += step
			} else {
				t.add(ord, step)
			}
		}
	}
}

func (t *tally) countFew(one, docs []uint32, step int32) {
	counts := t.counts
	for _, doc := range docs {
		if ord := one[doc]; ord != noValue {
			counts[ord] += step
		} else {
			t.missing += int(step)
		}
	}
}

func (t *tally) countOne(one, docs []uint32, step int32) {
	for _, doc := range docs {
		if ord := one[doc]; ord != noValue {
			t.add(ord, step)
		} else {
			t.missing += int(step)
		}
	}
}
