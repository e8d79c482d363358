package search

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/search/query"
)

// Groups tells of groups of near-duplicates.
type Groups interface {
	// Similar lists up to limit other articles of an article's group.
	Similar(ctx context.Context, id string, limit int) ([]string, error)
	// SimilarCounts is how many others there are in the group of each of these
	// articles; those without any are left out.
	SimilarCounts(ctx context.Context, ids []string) (map[string]int, error)
}

// Related is what else there is to an article.
type Related struct {
	Duplicates []Hit `json:"duplicates"` // say the same in nearly the same words, in the order in which they came
	About      []Hit `json:"about"`      // speak of the same thing, the nearest first
}

// Other is a near-duplicate of a hit that was folded under it.
type Other struct {
	ID, Title, Source string
	Lang              string // as declared
}

// The measures of what is about the same thing.
const (
	maxDuplicates = 100 // shown of one group
	maxAbout      = 10
	maxOthers     = 20  // named beside a hit
	candidates    = 32  // words that are looked up
	telling       = 12  // of them that are searched
	tellingNames  = 6   // entities that are searched as well
	titleTimes    = 3   // a word of the title counts as so many of the text
	minAbout      = 0.2 // share of the article's own score that an article about the same has at least
)

// Similar finds the near-duplicates of an article, and others about the same
// thing: those in which the words and names that tell most of it stand.
func (s *Searcher) Similar(ctx context.Context, r *news.Record, tags news.Tags) (*Related, error) {
	ctx, cancel := context.WithTimeout(ctx, s.timeout)
	defer cancel()
	related := &Related{Duplicates: []Hit{}, About: []Hit{}}
	var ids []string
	var err error
	if s.groups != nil {
		if ids, err = s.groups.Similar(ctx, r.ID, maxDuplicates); err != nil {
			return nil, s.explain(ctx, err)
		}
	}
	found := make([]Found, len(ids))
	for i, id := range ids {
		found[i].ID = id
	}
	if related.Duplicates, err = s.hits(ctx, &job{request: Request{NoHighlight: true}}, found); err != nil {
		return nil, s.explain(ctx, err)
	}
	if related.About, err = s.about(ctx, r, tags, ids); err != nil {
		return nil, s.explain(ctx, err)
	}
	return related, nil
}

// SimilarCount is how many near-duplicates an article has.
func (s *Searcher) SimilarCount(ctx context.Context, id string) (int, error) {
	if s.groups == nil {
		return 0, nil
	}
	counts, err := s.groups.SimilarCounts(ctx, []string{id})
	if err != nil {
		return 0, fmt.Errorf("search: near-duplicates of %q: %w", id, err)
	}
	return counts[id], nil
}

// about asks for articles with the telling words of one, but for itself and its
// near-duplicates.
func (s *Searcher) about(ctx context.Context, r *news.Record, tags news.Tags, duplicates []string) ([]Hit, error) {
	nodes, err := s.tellingNodes(ctx, r, tags)
	if err != nil || len(nodes) < 2 {
		return []Hit{}, err
	}
	p := s.bare(query.Or{Nodes: nodes})
	p.Sort, p.Collapse, p.Size = Relevance, true, maxAbout+min(len(duplicates), 1)+1
	answer, err := s.backend.Find(ctx, p)
	if err != nil {
		return nil, err
	}
	var found []Found
	for _, f := range answer.Hits {
		own := f.ID == r.ID || slices.Contains(duplicates, f.ID)
		if !own && f.Score >= minAbout*answer.Hits[0].Score && len(found) < maxAbout {
			found = append(found, f)
		}
	}
	return s.hits(ctx, &job{request: Request{NoHighlight: true}}, found)
}

// bare is a plan that asks for hits and nothing beside.
func (s *Searcher) bare(node query.Node) *Plan {
	return &Plan{Query: node, Zone: s.now().UTC().Location(), Sort: Newest, Now: s.now(), Timeline: IntervalNone}
}

// word is a word of an article and how much it tells of it.
type word struct {
	term   string
	times  int
	weight float64
}

// tellingNodes are the words that are frequent in an article and rare elsewhere,
// and the names in it.
func (s *Searcher) tellingNodes(ctx context.Context, r *news.Record, tags news.Tags) ([]query.Node, error) {
	words, err := s.weigh(ctx, frequent(&r.Article))
	if err != nil {
		return nil, err
	}
	var nodes []query.Node
	for _, w := range words {
		nodes = append(nodes, query.Boost{Weight: w.weight, Node: query.Word{Term: w.term, Exact: true}})
	}
	entities := slices.Clone(tags.Entities)
	slices.SortStableFunc(entities, func(a, b news.Entity) int { return cmp.Compare(len(b.Mentions), len(a.Mentions)) })
	for _, e := range entities[:min(len(entities), tellingNames)] {
		if tokens := analysis.Tokens(e.Name); len(tokens) > 1 {
			phrase := query.Phrase{}
			for _, t := range tokens {
				phrase.Words = append(phrase.Words, query.Word{Term: t.Term, Exact: true})
			}
			nodes = append(nodes, phrase)
		}
	}
	return nodes, nil
}

// frequent lists an article's words that are no little ones, the most frequent
// first.
func frequent(a *news.Article) []word {
	const shortest = 3 // letters
	times := map[string]int{}
	for text, n := range map[string]int{a.Title: titleTimes, a.Subtitle: 1, a.Body: 1} {
		for _, t := range analysis.Tokens(text) {
			if analysis.Common(t.Term) == 0 && (len(t.Term) >= shortest || t.Term[0] >= 0x80) {
				times[t.Term] += n
			}
		}
	}
	words := make([]word, 0, len(times))
	for term, n := range times {
		words = append(words, word{term: term, times: n})
	}
	slices.SortFunc(words, func(a, b word) int { return cmp.Or(cmp.Compare(b.times, a.times), cmp.Compare(a.term, b.term)) })
	return words[:min(len(words), candidates)]
}

// weigh asks in how many articles each word stands, and keeps those that tell
// most. A word that no other article has finds none.
func (s *Searcher) weigh(ctx context.Context, words []word) ([]word, error) {
	all, err := s.backend.Count(ctx)
	if err != nil {
		return nil, err
	}
	var kept []word
	for _, w := range words {
		answer, err := s.backend.Find(ctx, s.bare(query.Word{Term: w.term, Exact: true}))
		if err != nil {
			return nil, fmt.Errorf("search: count %q: %w", w.term, err)
		}
		n := float64(answer.Total)
		w.weight = math.Sqrt(float64(w.times)) * math.Log(1+(float64(all)-n+0.5)/(n+0.5))
		if answer.Total > 1 && w.weight > 0 {
			kept = append(kept, w)
		}
	}
	slices.SortStableFunc(kept, func(a, b word) int { return cmp.Compare(b.weight, a.weight) })
	kept = kept[:min(len(kept), telling)]
	for i := range kept { // the first weighs 1 at least, and none too much
		kept[i].weight = min(max(kept[i].weight/kept[len(kept)-1].weight, 1), query.MaxWeight)
	}
	return kept, nil
}

// countSimilar tells each hit how many near-duplicates it has, and names them
// where they were folded under it.
func (s *Searcher) countSimilar(ctx context.Context, j *job, hits []Hit) error {
	if s.groups == nil || len(hits) == 0 {
		return nil
	}
	ids := make([]string, len(hits))
	for i := range hits {
		ids[i] = hits[i].ID
	}
	counts, err := s.groups.SimilarCounts(ctx, ids)
	if err != nil {
		return fmt.Errorf("search: near-duplicates of the hits: %w", err)
	}
	for i := range hits {
		hits[i].Similar = counts[hits[i].ID]
		if hits[i].Similar == 0 || !j.request.Collapse {
			continue
		}
		if hits[i].Others, err = s.others(ctx, hits[i].ID); err != nil {
			return err
		}
	}
	return nil
}

func (s *Searcher) others(ctx context.Context, id string) ([]Other, error) {
	ids, err := s.groups.Similar(ctx, id, maxOthers)
	if err != nil {
		return nil, fmt.Errorf("search: near-duplicates of a hit: %w", err)
	}
	records, err := s.articles.GetMany(ctx, ids)
	if err != nil {
		return nil, fmt.Errorf("search: near-duplicates of a hit: %w", err)
	}
	others := make([]Other, len(records))
	for i := range records {
		others[i] = Other{records[i].ID, records[i].Title, records[i].Source, records[i].Lang}
	}
	return others, nil
}
