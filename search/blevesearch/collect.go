package blevesearch

import (
	"bytes"
	"slices"

	"github.com/dateline-search/dateline/search"
)

// hit is a match on its way into a page.
type hit struct {
	rank  float64 // higher comes first: the score, or the time, negative for Oldest
	score float32
	at    int // the segment
	doc   uint32
}

// top keeps the best hits, in the total order: by rank, then by id.
type top struct {
	size     int
	segments []*segment
	heap     []hit // the worst first
	// after is the last hit of the page before, nil on the first page.
	after     []byte
	afterRank float64
}

func newTop(p *search.Plan, segments []*segment) top {
	t := top{size: p.Size + 1, segments: segments} // one more says whether any follow
	if p.After != nil {
		t.after, t.afterRank = []byte(p.After.ID), rankOf(p.Sort, p.After.Score, p.After.Time)
	}
	return t
}

func rankOf(by search.Sort, score float32, time int64) float64 {
	switch by {
	case search.Newest:
		return float64(time)
	case search.Oldest:
		return -float64(time)
	}
	return float64(score)
}

func (t *top) id(h hit) []byte { return t.segments[h.at].ids.at(h.doc) }

// before reports whether a comes before b.
func (t *top) before(a, b hit) bool {
	if a.rank != b.rank {
		return a.rank > b.rank
	}
	return bytes.Compare(t.id(a), t.id(b)) < 0
}

// passed reports whether a hit was on a page before.
func (t *top) passed(h hit) bool {
	if t.after == nil || h.rank < t.afterRank {
		return false
	}
	return h.rank > t.afterRank || bytes.Compare(t.id(h), t.after) <= 0
}

// offer takes a hit that is among the best so far.
func (t *top) offer(h hit) {
	if len(t.heap) == t.size && (h.rank < t.heap[0].rank || !t.before(h, t.heap[0])) {
		return
	}
	if t.passed(h) {
		return
	}
	if len(t.heap) < t.size {
		t.heap = append(t.heap, h)
		t.up(len(t.heap) - 1)
		return
	}
	t.heap[0] = h
	t.down(0)
}

func (t *top) up(i int) {
	for i > 0 {
		parent := (i - 1) / 2
		if !t.before(t.heap[parent], t.heap[i]) {
			return
		}
		t.heap[parent], t.heap[i] = t.heap[i], t.heap[parent]
		i = parent
	}
}

func (t *top) down(i int) {
	for {
		worst := i
		for kid := 2*i + 1; kid <= 2*i+2 && kid < len(t.heap); kid++ {
			if t.before(t.heap[worst], t.heap[kid]) {
				worst = kid
			}
		}
		if worst == i {
			return
		}
		t.heap[worst], t.heap[i] = t.heap[i], t.heap[worst]
		i = worst
	}
}

// sorted gives the hits in their order.
func (t *top) sorted() []hit {
	slices.SortFunc(t.heap, func(a, b hit) int {
		if t.before(a, b) {
			return -1
		}
		return 1
	})
	return t.heap
}

// collect offers the matches of a segment, and takes in when they were published.
func (h *hunt) collect(sc *scratch, at int, p *search.Plan, st *statistics) {
	widens := p.Timeline != search.IntervalNone && !h.widenByAll(sc)
	for it := h.matches.ManyIterator(); ; {
		n := it.NextMany(sc.block[:])
		if n == 0 {
			return
		}
		if widens {
			h.widen(sc, sc.block[:n])
		}
		switch {
		case sc.folds.on:
			h.offerFolded(sc, sc.block[:n], at, p, st)
		case st != nil:
			h.offerByScore(sc, sc.block[:n], at, p, st)
		default:
			h.offerByTime(sc, sc.block[:n], at, p.Sort)
		}
	}
}

// offerFolded offers those that are in no group of several.
func (h *hunt) offerFolded(sc *scratch, docs []uint32, at int, p *search.Plan, st *statistics) {
	for _, doc := range docs {
		time := h.seg.sortTimes[doc]
		var score float32
		if st != nil {
			score = st.prior(sc.take(doc), time, p.Recency)
		}
		found := hit{rank: rankOf(p.Sort, score, time), score: score, at: at, doc: doc}
		if !sc.folds.take(h.seg.groups[doc], found, &sc.top) {
			sc.top.offer(found)
		}
	}
}

// offerByScore turns most away by a look at the worst: the prior can lift none of
// them that far.
func (h *hunt) offerByScore(sc *scratch, docs []uint32, at int, p *search.Plan, st *statistics) {
	const lifted = 1 + recencyGain + 1e-6 // more than it is, rounded as it may be
	t := &sc.top
	for _, doc := range docs {
		score := sc.take(doc)
		if len(t.heap) == t.size && float64(score)*lifted < t.heap[0].rank {
			continue
		}
		score = st.prior(score, h.seg.sortTimes[doc], p.Recency)
		t.offer(hit{rank: float64(score), score: score, at: at, doc: doc})
	}
}

// offerByTime does the same with what has no score.
func (h *hunt) offerByTime(sc *scratch, docs []uint32, at int, by search.Sort) {
	t := &sc.top
	for _, doc := range docs {
		rank := rankOf(by, 0, h.seg.sortTimes[doc])
		if len(t.heap) < t.size || rank >= t.heap[0].rank {
			t.offer(hit{rank: rank, at: at, doc: doc})
		}
	}
}

// take gives the score of a document, and clears it for the next search.
func (sc *scratch) take(doc uint32) float32 {
	score := sc.score[doc]
	sc.score[doc] = 0
	return score
}

// prior finishes a score.
func (st *statistics) prior(score float32, sortTime int64, recency bool) float32 {
	if recency && score > 0 {
		score = float32(float64(score) * st.recency(sortTime))
	}
	return score
}
