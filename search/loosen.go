package search

import (
	"context"
	"sort"

	"github.com/dateline-search/dateline/search/query"
)

// find asks the engine. Where no article has all the words and the request
// leaves the choice, it asks for those with most of them.
func (s *Searcher) find(ctx context.Context, j *job) (*Answer, error) {
	none, err := s.backend.Find(ctx, j.plan)
	if err != nil || none.Total > 0 || !j.mayLoosen {
		return none, err
	}
	all := query.TextNodes(j.parsed.Node)
	most := all - 1
	if all <= looseSteps { // likely so, and else a step more
		if answer, err := s.loosened(ctx, j, most, all); err != nil || answer != nil && answer.Total > 0 {
			return answer, err
		}
		most--
	}
	least, err := s.mostWords(ctx, j, most)
	if err != nil {
		return nil, err
	}
	if answer, err := s.loosened(ctx, j, least, all); err != nil || answer != nil && answer.Total > 0 {
		return answer, err
	}
	j.plan.Query = j.parsed.Node
	return none, nil
}

// loosened asks for articles with least of all words; nil where that is not less,
// or none.
func (s *Searcher) loosened(ctx context.Context, j *job, least, all int) (*Answer, error) {
	node, ok := query.Loosen(j.parsed.Node, least)
	if !ok {
		return nil, nil
	}
	j.plan.Query = node
	answer, err := s.backend.Find(ctx, j.plan)
	if err == nil && answer.Total > 0 {
		j.loosen(least, all)
	}
	return answer, err
}

// looseSteps is how finely the number of words that most articles have is looked
// for: of 400 words it is found to some 25.
const looseSteps = 16

// mostWords is how many words, up to most, any article has; of many words, about
// so many. What has so many has fewer as well: it is found in few steps, and
// nothing but the total is asked for.
func (s *Searcher) mostWords(ctx context.Context, j *job, most int) (int, error) {
	plan := *j.plan
	plan.Sort, plan.Size, plan.Collapse, plan.After, plan.Facets, plan.Timeline = Newest, 0, false, nil, nil, IntervalNone
	if most < 2 {
		return most, nil
	}
	step := (most + looseSteps - 1) / looseSteps
	least := func(i int) int { return max(1, most-i*step) }
	steps := (most-1+step-1)/step + 1 // the last is 1 word
	var failed error
	found := sort.Search(steps, func(i int) bool {
		if failed != nil {
			return true
		}
		plan.Query, _ = query.Loosen(j.parsed.Node, least(i))
		answer, err := s.backend.Find(ctx, &plan)
		failed = err
		return err != nil || answer.Total > 0
	})
	if found == steps {
		return 0, failed
	}
	return least(found), failed
}
