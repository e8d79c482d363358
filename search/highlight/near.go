package highlight

import (
	"slices"

	"github.com/dateline-search/dateline/search/query"
	"github.com/dateline-search/dateline/search/span"
)

// find gives the words and phrases of what stands close together, and of nothing
// else. A text with too many ways of it is not marked.
func (n nearby) find(p *places) []found {
	finder := span.Finder{Parts: true}
	spans, err := finder.Find(n.expr, p)
	if err != nil {
		return nil
	}
	var all []found
	for _, s := range spans {
		for _, part := range s.Parts {
			all = append(all, found{first: part.Start, last: part.End - 1, unit: n.unit})
		}
	}
	return all
}

// places says where the words of a nearby stand in a view, by token.
type places struct {
	view  *view
	field string
	near  nearby
	words [][]int // by token: the words it is a form of
	known map[int][]int
}

// Positions are the tokens that are a form of a word.
func (p *places) Positions(word int) []int {
	if f := p.near.fields[word]; f != "" && f != p.field {
		return nil
	}
	at, ok := p.known[word]
	if ok {
		return at
	}
	for i, words := range p.words {
		if slices.Contains(words, p.near.words[word]) {
			at = append(at, i)
		}
	}
	if p.known == nil {
		p.known = map[int][]int{}
	}
	p.known[word] = at
	return at
}

// Unit is the sentence or paragraph around a token.
func (p *places) Unit(u query.Unit, token int) (from, to int) {
	return span.Around(u, p.view.text, p.view.tokens, token)
}
