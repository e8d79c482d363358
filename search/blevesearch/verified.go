package blevesearch

import (
	"sync"

	"github.com/RoaringBitmap/roaring/v2"
)

// verified remembers in which documents of a segment phrases and the like stand,
// and how often. A segment never changes, and who searches asks for the same
// phrase again: on the next page, in another order, with a facet chosen.
type verified struct {
	mu          sync.Mutex
	size, limit int // bytes
	by          map[verifiedKey]standing
}

// verifiedKey is what is looked for, as leaf.asked has it, in a field.
type verifiedKey struct{ asked, field string }

// standing is where it stands among some documents, and how often in each, if that
// was counted.
type standing struct {
	among, docs *roaring.Bitmap
	times       []uint32
	counted     bool
}

// covers reports whether all of docs were looked at.
func (s *standing) covers(docs *roaring.Bitmap) bool {
	return s.among.AndCardinality(docs) == docs.GetCardinality()
}

// size is how much memory it takes in bytes, about.
func (s *standing) size() int {
	if s.docs == nil {
		return 0
	}
	return int(s.among.GetSizeInBytes()+s.docs.GetSizeInBytes()) + 4*len(s.times)
}

const (
	// verifiedBytes is how much is remembered for each document of a segment: enough
	// for eight phrases that a quarter of all articles have.
	verifiedBytes = 10
	// verifiedLeast is how much a small segment remembers.
	verifiedLeast = 4096
)

func newVerified(documents int) *verified {
	return &verified{limit: max(verifiedLeast, verifiedBytes*documents), by: map[verifiedKey]standing{}}
}

// get gives what is known, if all candidates were looked at.
func (v *verified) get(key verifiedKey, candidates *roaring.Bitmap) (standing, bool) {
	v.mu.Lock()
	defer v.mu.Unlock()
	s, known := v.by[key]
	return s, known && s.covers(candidates)
}

// knows reports whether all of docs in a universe were looked at.
func (v *verified) knows(key verifiedKey, docs, universe *roaring.Bitmap) bool {
	v.mu.Lock()
	s, known := v.by[key]
	v.mu.Unlock()
	return known && s.covers(roaring.And(docs, universe))
}

// keep remembers what was found. When there is too much it begins anew.
func (v *verified) keep(key verifiedKey, s standing) {
	v.mu.Lock()
	defer v.mu.Unlock()
	before := v.by[key]
	v.size += s.size() - before.size()
	if v.size > v.limit {
		clear(v.by)
		v.size = s.size()
	}
	v.by[key] = s
}
