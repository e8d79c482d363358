package search

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/dateline-search/dateline/index/alias"
	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/search/query"
)

// Related is what else there is to an article. The hits are as those of a search,
// without highlights.
type Related struct {
	// Duplicates say the same in nearly the same words, in the order in which they
	// came; their Score is nil.
	Duplicates []Hit `json:"duplicates"`
	// About speak of the same thing, the nearest first. Score is how much of what
	// tells most of the article is in them, next to the article that has most of it
	// (mostly the article itself): from minAbout to 1.
	About []Hit `json:"about"`
}

// The measures of what is about the same thing.
const (
	maxDuplicates = 100 // shown of one group
	maxAbout      = 10
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
	related, err := s.related(ctx, r, tags)
	if err != nil {
		return nil, s.explain(ctx, err)
	}
	return related, nil
}

func (s *Searcher) related(ctx context.Context, r *news.Record, tags news.Tags) (*Related, error) {
	aliases, err := s.merges(ctx)
	if err != nil {
		return nil, err
	}
	var copies []string
	if s.groups != nil {
		if copies, err = s.groups.Similar(ctx, r.ID, maxDuplicates); err != nil {
			return nil, fmt.Errorf("search: near-duplicates of %q: %w", r.ID, err)
		}
	}
	related := new(Related)
	if related.Duplicates, err = s.copies(ctx, copies, aliases); err != nil {
		return nil, err
	}
	related.About, err = s.about(ctx, r, tags, copies, aliases)
	return related, err
}

// copies makes hits of articles that are known by their ids, in this order.
func (s *Searcher) copies(ctx context.Context, ids []string, aliases *alias.Table) ([]Hit, error) {
	if len(ids) == 0 {
		return []Hit{}, nil
	}
	found, err := s.lookUp(ctx, ids, aliases)
	if err != nil {
		return nil, err
	}
	hits, err := s.counted(ctx, found)
	for i := range hits {
		hits[i].Score = nil
	}
	return hits, err
}

// lookUp asks the engine for articles by their ids. One that it does not have yet
// is known by its id alone.
func (s *Searcher) lookUp(ctx context.Context, ids []string, aliases *alias.Table) ([]Found, error) {
	found := make([]Found, len(ids))
	either := make([]query.Node, len(ids))
	for i, id := range ids {
		found[i].ID = id
		either[i] = query.Value{Field: "id", Text: id, Whole: true}
	}
	p := s.bare(query.Or{Nodes: either})
	p.Size, p.Aliases = len(ids), aliases
	answer, err := s.backend.Find(ctx, p)
	if err != nil {
		return nil, err
	}
	for _, f := range answer.Hits {
		if i := slices.Index(ids, f.ID); i >= 0 {
			found[i] = f
		}
	}
	return found, nil
}

// counted makes hits, without highlights, that know their near-duplicates.
func (s *Searcher) counted(ctx context.Context, found []Found) ([]Hit, error) {
	j := &job{request: Request{NoHighlight: true}}
	hits, err := s.hits(ctx, j, found)
	if err != nil {
		return nil, err
	}
	return hits, s.countSimilar(ctx, j, hits)
}

// about asks for articles with the telling words of one, but for itself and its
// near-duplicates.
func (s *Searcher) about(ctx context.Context, r *news.Record, tags news.Tags, copies []string, aliases *alias.Table) ([]Hit, error) {
	nodes, err := s.tellingNodes(ctx, r, tags)
	if err != nil || len(nodes) < 2 {
		return []Hit{}, err
	}
	p := s.bare(query.Or{Nodes: nodes})
	p.Sort, p.Collapse, p.Size, p.Aliases = Relevance, true, maxAbout+min(len(copies), 1)+1, aliases
	answer, err := s.backend.Find(ctx, p)
	if err != nil {
		return nil, err
	}
	var found []Found
	for _, f := range answer.Hits {
		f.Score /= answer.Hits[0].Score
		own := f.ID == r.ID || slices.Contains(copies, f.ID)
		if !own && f.Score >= minAbout && len(found) < maxAbout {
			found = append(found, f)
		}
	}
	return s.counted(ctx, found)
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
