package searchtest

import (
	"encoding/json"
	"math"
	"slices"

	"github.com/dateline-search/dateline/index/schema"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/search/query"
)

// weights is what the pages of one search score with; it is the Fake's Pin.
type weights struct {
	Now     int64
	Average map[string]float64 // tokens by text field, of the articles that have it
	IDF     []float64          // by word and phrase of the query
}

// scorer gives the score of an article: BM25F with k1 3 and b 0.65 over the
// fields of the schema, and the recency prior.
func (r *reading) scorer() (score func(*document) float32, pin []byte) {
	leaves := scored(r.plan.Query, 1)
	for _, n := range neighbours(r.plan.Query) {
		leaves = append(leaves, weighed{node: n, text: n, weight: 0.15, lifts: true})
	}
	w := r.weigh(leaves)
	if len(r.plan.Pin) > 0 {
		w = weights{}
		if json.Unmarshal(r.plan.Pin, &w) != nil || len(w.IDF) != len(leaves) {
			w = r.weigh(leaves)
		}
	}
	pin, _ = json.Marshal(w) // numbers alone
	return func(d *document) float32 {
		sum := 0.0
		for i, leaf := range leaves {
			if !r.node(d, leaf.node) {
				continue
			}
			tf := w.frequency(d, leaf.node)
			sum += leaf.weight * w.IDF[i] * tf * 4 / (tf + 3)
		}
		if r.plan.Recency {
			months := math.Max(0, float64(w.Now-d.sortTime())) / (30 * 24 * 3600)
			sum *= 1 + 0.2/(1+months)
		}
		return float32(sum)
	}, pin
}

// frequency is how often a part of a query stands in an article, by weight and
// length of the fields.
func (w *weights) frequency(d *document, n query.Node) float64 {
	tf := 0.0
	for _, f := range schema.TextFields() {
		if times := d.weightNear(f.Name, n); times > 0 {
			length := float64(len(d.texts[f.Name])) / w.Average[f.Name]
			tf += float64(f.Weight) * times / (0.35 + 0.65*length)
		}
	}
	return tf
}

func (r *reading) weigh(leaves []weighed) weights {
	w := weights{Now: r.plan.Now.Unix(), Average: map[string]float64{}}
	for _, f := range schema.TextFields() {
		tokens, texts := 0, 0
		for _, d := range r.docs {
			if n := len(d.texts[f.Name]); n > 0 {
				tokens, texts = tokens+n, texts+1
			}
		}
		w.Average[f.Name] = float64(tokens) / math.Max(1, float64(texts))
	}
	for _, leaf := range leaves {
		if leaf.lifts && r.having(leaf.text) > search.MaxLifted {
			w.IDF = append(w.IDF, 0)
			continue
		}
		sum := 0.0
		for _, choice := range unitsOf(leaf.text) {
			having := 0.0
			for _, d := range r.docs {
				if slices.ContainsFunc(choice, func(w query.Word) bool { return d.timesAnywhere(w) > 0 }) {
					having++
				}
			}
			sum += math.Log(1 + (float64(len(r.docs))-having+0.5)/(having+0.5))
		}
		w.IDF = append(w.IDF, sum)
	}
	return w
}

// having counts the articles that have all words of a part of a query in one
// field.
func (r *reading) having(n query.Node) int {
	count := 0
	for _, d := range r.docs {
		if slices.ContainsFunc(schema.TextFields(), func(f schema.Field) bool {
			return !slices.ContainsFunc(query.Terms(n), func(w query.Word) bool { return len(d.places(f.Name, w)) == 0 })
		}) {
			count++
		}
	}
	return count
}

// weighed is a part of a query that counts for a hit, with the weight that the
// query gives it.
type weighed struct {
	node   query.Node
	text   query.Node // what is looked for of it
	weight float64
	lifts  bool // it is one of the query's Neighbours
}

// scored lists what counts for a hit; what is under a Not is left out.
func scored(n query.Node, weight float64) []weighed {
	switch n := n.(type) {
	case query.Word, query.Phrase, query.Near:
		return []weighed{{node: n, text: n, weight: weight}}
	case query.AtLeast:
		return []weighed{{node: n, text: n.Node, weight: weight}}
	case query.Boost:
		return scored(n.Node, weight*n.Weight)
	case query.And:
		return scoredIn(n.Nodes, weight)
	case query.Or:
		return scoredIn(n.Nodes, weight)
	case query.Most:
		return scoredIn(n.Nodes, weight)
	}
	return nil
}

func scoredIn(nodes []query.Node, weight float64) []weighed {
	var all []weighed
	for _, n := range nodes {
		all = append(all, scored(n, weight)...)
	}
	return all
}
