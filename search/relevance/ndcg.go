package relevance

import (
	"math"
	"slices"
)

// Gains are the judgements of one query: how relevant which document is, from 0.
// What is not judged counts as 0.
type Gains map[string]int

// NDCG is the normalised discounted cumulative gain of the first k documents, from
// 0 to 1, with gain 2^g − 1 and discount log2(1 + rank), after Burges et al.,
// "Learning to Rank using Gradient Descent", ICML 2005, and Järvelin and
// Kekäläinen, "Cumulated gain-based evaluation of IR techniques", ACM TOIS 20(4),
// 2002. It is 0 where nothing is relevant.
func NDCG(gains Gains, ranked []string, k int) float64 {
	ideal := make([]int, 0, len(gains))
	for _, g := range gains {
		ideal = append(ideal, g)
	}
	slices.SortFunc(ideal, func(a, b int) int { return b - a })
	best := dcg(ideal, k)
	if best == 0 {
		return 0
	}
	got := make([]int, len(ranked))
	for i, id := range ranked {
		got[i] = gains[id]
	}
	return dcg(got, k) / best
}

func dcg(gains []int, k int) float64 {
	sum := 0.0
	for i, g := range gains[:min(k, len(gains))] {
		sum += (math.Exp2(float64(g)) - 1) / math.Log2(float64(i+2))
	}
	return sum
}

// AveragePrecision is the mean of the precision at each relevant document, from 0
// to 1; those that are not among the ranked count as 0. Manning, Raghavan and
// Schütze, "Introduction to Information Retrieval", 2008, section 8.4.
func AveragePrecision(gains Gains, ranked []string) float64 {
	relevant := 0
	for _, g := range gains {
		if g > 0 {
			relevant++
		}
	}
	if relevant == 0 {
		return 0
	}
	found, sum := 0, 0.0
	for i, id := range ranked {
		if gains[id] > 0 {
			found++
			sum += float64(found) / float64(i+1)
		}
	}
	return sum / float64(relevant)
}
