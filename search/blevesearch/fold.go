package blevesearch

import "github.com/dateline-search/dateline/search"

// folds gathers the best hit of each group of near-duplicates that matches. Most
// articles are alone, and never come here.
type folds struct {
	on     bool
	shared map[uint64]struct{} // the groups that may have several articles
	best   map[uint64]hit
	taken  int // matches that came here
}

func (f *find) folds() folds {
	if !f.plan.Collapse {
		return folds{}
	}
	return folds{on: true, shared: f.snapshot.sharedGroups(), best: map[uint64]hit{}}
}

// sharedGroups are the groups that an article has joined. The one after which a
// group is named does not know that others came.
func (s *snapshot) sharedGroups() map[uint64]struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.shared == nil {
		s.shared = map[uint64]struct{}{}
		for _, seg := range s.segments {
			for _, group := range seg.joined {
				s.shared[group] = struct{}{}
			}
		}
	}
	return s.shared
}

// take keeps a hit that is in a group of several; it reports false for others.
func (fo *folds) take(group uint64, h hit, t *top) bool {
	if !fo.on {
		return false
	}
	if _, shared := fo.shared[group]; !shared {
		return false
	}
	fo.taken++
	if best, there := fo.best[group]; !there || t.before(h, best) {
		fo.best[group] = h
	}
	return true
}

// merge takes over what another worker gathered.
func (fo *folds) merge(other *folds, t *top) {
	fo.taken += other.taken
	for group, h := range other.best {
		if best, there := fo.best[group]; !there || t.before(h, best) {
			fo.best[group] = h
		}
	}
}

// close offers the best of each group to the page, and counts what there is to be
// seen in all.
func (fo *folds) close(a *search.Answer, t *top) {
	if !fo.on {
		return
	}
	for _, h := range fo.best {
		t.offer(h)
	}
	a.Groups = a.Total - fo.taken + len(fo.best)
}
