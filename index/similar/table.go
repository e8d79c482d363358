package similar

import "cmp"

// chunkSize is how many entries are laid out in one piece: growing copies none.
const chunkSize = 1 << 12

// mostCompared is how many entries a signature is laid beside: of pivots, which
// are unlike each other, far fewer share a band with it, but for forms that are
// filled in again and again.
const mostCompared = 4096

// Least is the estimated resemblance from which on two articles are near-
// duplicates.
const Least = 0.65

// place is where an article stands in the order that groups are made in: by
// publication, then by the number of its id.
type place struct {
	published int64 // seconds since 1970; unknown is last
	key       uint64
}

func (p place) before(other place) bool {
	return cmp.Or(cmp.Compare(p.published, other.published), cmp.Compare(p.key, other.key)) < 0
}

// entry is one article as the table holds it. One whose group has its own key is a
// pivot: the group is named after it.
type entry struct {
	place
	version int
	group   uint64
	sig     Signature
}

// table holds signatures in memory, about 450 bytes each, and finds those that
// resemble one.
type table struct {
	chunks []*chunk
	size   uint32
	// heads are, by the bits of a band, 1 + the first entry of a chain: its pivots,
	// the latest first, then the others.
	heads [bands][]uint32
	byKey map[uint64]uint32
	dead  int
}

// chunk holds entries side by side.
type chunk struct {
	sigs      [chunkSize]Signature
	next      [chunkSize][bands]uint32 // 1 + the next entry of the same chain
	keys      [chunkSize]uint64
	groups    [chunkSize]uint64
	published [chunkSize]int64
	versions  [chunkSize]int32 // gone for entries that were replaced or removed
}

// gone marks an entry that means nothing any more.
const gone = -1

func newTable() *table {
	t := &table{byKey: map[uint64]uint32{}}
	t.grow(1 << 10)
	return t
}

func (t *table) at(i uint32) (c *chunk, k uint32) { return t.chunks[i/chunkSize], i % chunkSize }

func (t *table) place(i uint32) place {
	c, k := t.at(i)
	return place{c.published[k], c.keys[k]}
}

func (t *table) isPivot(i uint32) bool {
	c, k := t.at(i)
	return c.groups[k] == c.keys[k]
}

// grow makes the heads as many, and hangs all entries in again.
func (t *table) grow(n int) {
	for b := range t.heads {
		t.heads[b] = make([]uint32, n)
	}
	for i := range t.size {
		t.hang(i)
	}
}

// hang puts an entry into its chains: a pivot first, others behind the pivots.
func (t *table) hang(i uint32) {
	c, k := t.at(i)
	for b := range t.heads {
		link := &t.heads[b][bandHash(&c.sigs[k], b)&uint64(len(t.heads[b])-1)]
		if !t.isPivot(i) {
			for *link != 0 && t.isPivot(*link-1) {
				o, j := t.at(*link - 1)
				link = &o.next[j][b]
			}
		}
		c.next[k][b], *link = *link, i+1
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
func (t *table) put(e *entry) {
	t.remove(e.key)
	if int(t.size) == len(t.heads[0]) {
		t.grow(2 * len(t.heads[0]))
	}
	i := t.size
	if i%chunkSize == 0 {
		t.chunks = append(t.chunks, new(chunk))
	}
	t.size++
	c, k := t.at(i)
	c.sigs[k], c.keys[k], c.groups[k], c.published[k], c.versions[k] = e.sig, e.key, e.group, e.published, int32(e.version)
	t.byKey[e.key] = i
	t.hang(i)
}

// regroup puts the entry of a key into another group.
func (t *table) regroup(key, group uint64) {
	i := t.byKey[key]
	c, k := t.at(i)
	if t.isPivot(i) || group == key { // it has another place in its chains
		e := t.entry(i)
		e.group = group
		t.put(&e)
		return
	}
	c.groups[k] = group
}

func (t *table) entry(i uint32) entry {
	c, k := t.at(i)
	return entry{place: t.place(i), version: int(c.versions[k]), group: c.groups[k], sig: c.sigs[k]}
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
	fresh := newTable()
	for i := range t.size {
		if c, k := t.at(i); c.versions[k] != gone {
			e := t.entry(i)
			fresh.put(&e)
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

// pivot finds the pivot that a signature resembles most, of those that stand before
// a place; the earliest of several; false where none does enough.
func (t *table) pivot(sig *Signature, of place) (group uint64, ok bool) {
	best, bestAt := 0.0, place{}
	t.each(sig, true, func(i uint32, r float64) {
		at := t.place(i)
		if at.before(of) && (r > best || r == best && at.before(bestAt)) {
			best, bestAt = r, at
		}
	})
	return bestAt.key, best > 0
}

// after lists what resembles a signature and stands behind a place.
func (t *table) after(sig *Signature, of place) (all []place) {
	t.each(sig, false, func(i uint32, _ float64) {
		if at := t.place(i); of.before(at) {
			all = append(all, at)
		}
	})
	return all
}

// each calls do once for every entry that resembles a signature, or only for the
// pivots among them.
func (t *table) each(sig *Signature, pivots bool, do func(i uint32, resemblance float64)) {
	compared := 0
	for b := range t.heads {
		at := t.heads[b][bandHash(sig, b)&uint64(len(t.heads[b])-1)]
		for at != 0 && (!pivots || t.isPivot(at-1)) {
			i := at - 1
			c, k := t.at(i)
			at = c.next[k][b]
			if c.versions[k] == gone || !meetFirst(&c.sigs[k], sig, b) {
				continue
			}
			if compared++; compared > mostCompared {
				return
			}
			if r := sig.Resemblance(&c.sigs[k]); r >= Least {
				do(i, r)
			}
		}
	}
}

// meetFirst reports whether a band is the first that two signatures share.
func meetFirst(a, b *Signature, band int) bool {
	if !sameBand(a, b, band) {
		return false
	}
	for earlier := range band {
		if sameBand(a, b, earlier) {
			return false
		}
	}
	return true
}

func sameBand(a, b *Signature, band int) bool {
	return [width]uint16(a[band*width:(band+1)*width]) == [width]uint16(b[band*width:(band+1)*width])
}
