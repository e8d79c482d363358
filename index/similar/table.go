package similar

// chunkSize is how many entries are laid out in one piece: growing copies none.
const chunkSize = 1 << 12

// chainLength is how many entries of one band are looked at, the latest first,
// and mostCompared how many in all. Beyond that they are copies of each other,
// and the latest knows the group of all.
const (
	chainLength  = 32
	mostCompared = 256
)

// Least is the estimated resemblance from which on two articles are near-
// duplicates.
const Least = 0.65

// table holds signatures in memory, about 440 bytes each, and finds those that
// resemble one.
type table struct {
	chunks []*chunk
	size   uint32
	heads  [bands][]uint32 // by the bits of a band: 1 + the entry that came last
	byKey  map[uint64]uint32
	dead   int
	seen   []uint32
}

// chunk holds entries side by side.
type chunk struct {
	sigs     [chunkSize]Signature
	next     [chunkSize][bands]uint32 // 1 + the entry that came before in the same chain
	groups   [chunkSize]uint64
	versions [chunkSize]int32 // gone for entries that were replaced or removed
}

// gone marks an entry that means nothing any more.
const gone = -1

func newTable() *table {
	t := &table{byKey: map[uint64]uint32{}}
	t.grow(1 << 10)
	return t
}

func (t *table) at(i uint32) (c *chunk, k uint32) { return t.chunks[i/chunkSize], i % chunkSize }

// grow makes the heads as many, and hangs all entries in again.
func (t *table) grow(n int) {
	for b := range t.heads {
		t.heads[b] = make([]uint32, n)
	}
	for i := range t.size {
		t.hang(i)
	}
}

// hang puts an entry at the head of its chains.
func (t *table) hang(i uint32) {
	c, k := t.at(i)
	for b := range t.heads {
		head := &t.heads[b][bandHash(&c.sigs[k], b)&uint64(len(t.heads[b])-1)]
		c.next[k][b], *head = *head, i+1
	}
}

// bandHash is a number made of one band.
func bandHash(s *Signature, band int) uint64 {
	h := uint64(band) + 1
	for _, v := range s[band*width : (band+1)*width] {
		h = (h ^ uint64(v)) * 0x9E3779B97F4A7C15
		h ^= h >> 29
	}
	return h
}

// put adds an entry, in place of one with the same key.
func (t *table) put(key uint64, version int, group uint64, sig *Signature) {
	t.remove(key)
	if int(t.size) == len(t.heads[0]) {
		t.grow(2 * len(t.heads[0]))
	}
	i := t.size
	if i%chunkSize == 0 {
		t.chunks = append(t.chunks, new(chunk))
	}
	t.size++
	c, k := t.at(i)
	c.sigs[k], c.groups[k], c.versions[k] = *sig, group, int32(version)
	t.byKey[key] = i
	t.hang(i)
}

// remove drops the entry of a key, if there is one. Its space is given back when
// a quarter of all is dropped.
func (t *table) remove(key uint64) {
	i, ok := t.byKey[key]
	if !ok {
		return
	}
	delete(t.byKey, key)
	c, k := t.at(i)
	c.versions[k] = gone
	if t.dead++; t.dead > chunkSize && t.dead > int(t.size)/4 {
		t.compact()
	}
}

// compact leaves out what is gone, in the order in which entries came.
func (t *table) compact() {
	keys := make([]uint64, t.size)
	for key, i := range t.byKey {
		keys[i] = key
	}
	fresh := newTable()
	for i := range t.size {
		if c, k := t.at(i); c.versions[k] != gone {
			fresh.put(keys[i], int(c.versions[k]), c.groups[k], &c.sigs[k])
		}
	}
	*t = *fresh
}

// get returns the version and the group of a key.
func (t *table) get(key uint64) (version int, group uint64, ok bool) {
	i, ok := t.byKey[key]
	if !ok {
		return 0, 0, false
	}
	c, k := t.at(i)
	return int(c.versions[k]), c.groups[k], true
}

// nearest returns the group of the entry that resembles a signature most, the
// earliest of several; false where none does enough.
func (t *table) nearest(sig *Signature) (group uint64, ok bool) {
	t.seen = t.seen[:0]
	best, bestAt := Least, uint32(0)
	for b := range t.heads {
		at := t.heads[b][bandHash(sig, b)&uint64(len(t.heads[b])-1)]
		for range chainLength {
			if at == 0 || len(t.seen) == mostCompared {
				break
			}
			i := at - 1
			c, k := t.at(i)
			at = c.next[k][b]
			if c.versions[k] == gone || sameBand(&c.sigs[k], sig, b) && t.met(i) {
				continue
			}
			if !sameBand(&c.sigs[k], sig, b) {
				continue
			}
			if r := sig.Resemblance(&c.sigs[k]); r > best || r >= best && (!ok || i < bestAt) {
				best, bestAt, group, ok = r, i, c.groups[k], true
			}
		}
	}
	return group, ok
}

// met reports whether an entry was compared before, and notes it.
func (t *table) met(i uint32) bool {
	for _, s := range t.seen {
		if s == i {
			return true
		}
	}
	t.seen = append(t.seen, i)
	return false
}

func sameBand(a, b *Signature, band int) bool {
	return [width]uint16(a[band*width:(band+1)*width]) == [width]uint16(b[band*width:(band+1)*width])
}
