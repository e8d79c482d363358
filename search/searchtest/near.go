package searchtest

import (
	"cmp"
	"math"
	"slices"

	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/index/schema"
	"github.com/dateline-search/dateline/search/query"
)

// place is where a part of a query stands in a text: tokens, half-open.
type place struct{ start, end int }

// places tries everything that a part of a query could be in a field.
func (d *document) places(field string, n query.Node) []place {
	switch n := n.(type) {
	case query.Word:
		if n.Field == "" || n.Field == field {
			return d.phrases(field, []query.Word{n})
		}
	case query.Phrase:
		if n.Field == "" || n.Field == field {
			return d.phrases(field, n.Words)
		}
	case query.Or:
		var all []place
		for _, child := range n.Nodes {
			all = append(all, d.places(field, child)...)
		}
		return all
	case query.Near:
		return d.near(field, n)
	}
	return nil
}

func (d *document) phrases(field string, words []query.Word) []place {
	var all []place
	tokens := d.texts[field]
	for start := 0; start+len(words) <= len(tokens); start++ {
		if d.standAt(tokens[start:], words) {
			all = append(all, place{start, start + len(words)})
		}
	}
	return all
}

// near tries each place of a side with each of all others.
func (d *document) near(field string, n query.Near) []place {
	choices := [][]place{nil}
	for _, side := range n.Nodes {
		var longer [][]place
		for _, choice := range choices {
			for _, p := range d.places(field, side) {
				longer = append(longer, append(slices.Clone(choice), p))
			}
		}
		choices = longer
	}
	var all []place
	for _, choice := range choices {
		if whole, ok := d.close(field, n, choice); ok {
			all = append(all, whole)
		}
	}
	return all
}

// close reports whether sides stand as n asks, and from where to where.
func (d *document) close(field string, n query.Near, sides []place) (whole place, ok bool) {
	whole = place{math.MaxInt, 0}
	between := 0
	for i, s := range sides {
		for _, before := range sides[:i] {
			if s.start < before.end && (n.Ordered || s.end > before.start) {
				return whole, false
			}
		}
		whole = place{min(whole.start, s.start), max(whole.end, s.end)}
		between -= s.end - s.start
	}
	between += whole.end - whole.start
	if n.Unit == query.Words {
		return whole, between < n.Distance
	}
	for _, t := range d.texts[field][whole.start+1 : whole.end] {
		if t.breaks == analysis.ParagraphBreak || t.breaks == analysis.SentenceBreak && n.Unit == query.Sentence {
			return whole, false
		}
	}
	return whole, true
}

// timesNear counts where a part of a query stands in a field; what overlaps
// counts once.
func (d *document) timesNear(field string, n query.Node) int {
	all := d.places(field, n)
	slices.SortFunc(all, func(a, b place) int { return cmp.Or(a.end-b.end, a.start-b.start) })
	times, free := 0, 0
	for _, p := range all {
		if p.start >= free {
			times, free = times+1, p.end
		}
	}
	return times
}

// weightNear is what that counts for the score: other forms of a single word than
// the one asked for are 0.4.
func (d *document) weightNear(field string, n query.Node) float64 {
	if often, is := n.(query.AtLeast); is {
		return float64(d.timesNear(field, often.Node))
	}
	w, single := n.(query.Word)
	if !single || w.Caps || w.Prefix || w.Wildcard {
		return float64(d.timesNear(field, n))
	}
	weight := 0.0
	for _, p := range d.places(field, w) {
		if d.texts[field][p.start].Term == w.Term {
			weight++
		} else {
			weight += 0.4
		}
	}
	return weight
}

// timesAnywhere counts over all fields.
func (d *document) timesAnywhere(n query.Node) int {
	times := 0
	for _, f := range schema.TextFields() {
		times += d.timesNear(f.Name, n)
	}
	return times
}

// unitsOf lists what makes a part of a query rare: each a choice of words, in
// capitals or not.
func unitsOf(n query.Node) [][]query.Word {
	switch n := n.(type) {
	case query.Word:
		n.Cased = false
		return [][]query.Word{{n}}
	case query.Phrase:
		var units [][]query.Word
		for _, w := range n.Words {
			w.Field, w.Cased = n.Field, false
			units = append(units, []query.Word{w})
		}
		return units
	case query.Or:
		words := query.Terms(n)
		for i := range words {
			words[i].Cased = false
		}
		return [][]query.Word{words}
	case query.Near:
		var units [][]query.Word
		for _, side := range n.Nodes {
			units = append(units, unitsOf(side)...)
		}
		return units
	}
	return nil
}
