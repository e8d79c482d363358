package blevesearch

import "github.com/dateline-search/dateline/search"

// maxScales bounds how many timelines of all articles a snapshot remembers, each
// of maxBuckets numbers at most.
const maxScales = 64

// scaleKey tells scales apart: where one begins, where it ends, and in what zone
// its buckets are cut. A zone of an offset alone may have no name.
type scaleKey struct {
	interval search.Interval
	zone     string
	offset   int
	from, to int64
}

func (s *scale) key() scaleKey {
	_, offset := s.starts[0].Zone()
	return scaleKey{s.interval, s.starts[0].Location().String(), offset, s.instants[0], s.instants[len(s.instants)-1]}
}

// allOf gives the number of all articles in each bucket, where it is known.
func (s *snapshot) allOf(sc *scale) ([]int, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	all, known := s.all[sc.key()]
	return all, known
}

// keepAll remembers the number of all articles in each bucket: a snapshot never
// changes.
func (s *snapshot) keepAll(sc *scale, all []int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.all == nil || len(s.all) >= maxScales {
		s.all = map[scaleKey][]int{}
	}
	s.all[sc.key()] = all
}
