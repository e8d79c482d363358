package search

import (
	"context"
	"fmt"
)

// Groups tells of groups of near-duplicates.
type Groups interface {
	// Similar lists up to limit other articles of an article's group.
	Similar(ctx context.Context, id string, limit int) ([]string, error)
	// SimilarCounts is how many others there are in the group of each of these
	// articles; those without any are left out.
	SimilarCounts(ctx context.Context, ids []string) (map[string]int, error)
}

// Other is a near-duplicate of a hit that was folded under it.
type Other struct {
	ID, Title, Source string
	Lang              string // as declared
}

// maxOthers is how many near-duplicates are named beside a hit.
const maxOthers = 20

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
