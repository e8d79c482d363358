package blevesearch

import (
	"fmt"

	"github.com/dateline-search/dateline/search"
)

// statistics are those of the search's first page, or are made now; nil where
// nothing is scored.
func (f *find) statistics() (*statistics, error) {
	if f.plan.Sort != search.Relevance {
		return nil, nil
	}
	if len(f.prog.scored) > maxScored {
		return nil, fmt.Errorf("%w: more than %d words and phrases", search.ErrTooCostly, maxScored)
	}
	if len(f.plan.Pin) > 0 {
		return unpin(f.plan.Pin, len(f.prog.scored))
	}
	st := &statistics{now: f.plan.Now.Unix(), lengths: f.snapshot.lengths}
	for _, leaf := range f.prog.scored {
		st.idf = append(st.idf, f.idfOf(leaf))
	}
	return unpin(st.pin(), len(st.idf)) // as exact as the next page will have them
}

// idfOf is the idf of a leaf; 0 where it only lifts, and too many articles would
// have to be read for that.
func (f *find) idfOf(leaf int) float64 {
	if f.prog.leaves[leaf].lifts {
		candidates := 0
		for _, h := range f.hunts {
			candidates += h.found[leaf].size
		}
		if candidates > search.MaxLifted {
			return 0
		}
	}
	var sum float64
	for unit := range f.prog.leaves[leaf].units {
		n := 0
		for _, h := range f.hunts {
			n += h.found[leaf].counts[unit]
		}
		sum += idf(n, f.snapshot.live)
	}
	return sum
}
