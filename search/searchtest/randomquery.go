package searchtest

import (
	"time"

	"github.com/dateline-search/dateline/index/schema"
	"github.com/dateline-search/dateline/search/query"
)

func (g *generator) queryWord() query.Word {
	switch g.IntN(9) {
	case 0:
		w := exact(pick(g, "ship", "ships", "us", "the", "quebec"))
		if w.Cased = g.IntN(2) == 0; w.Cased {
			w.Capitals = pick[uint32](g, 0, 1, 0b11)
		}
		return w
	case 1:
		return query.Word{Term: pick(g, "US"), Caps: true, Exact: true}
	case 2:
		return query.Word{Term: pick(g, "s", "sh", "ship", "har", "zz"), Prefix: true}
	case 3:
		return query.Word{Term: pick(g, "*s", "*i*", "s?ip", "?s", "p*n*", "sh??*", "?", "*zz*"), Wildcard: true}
	case 4:
		return query.Word{Term: pick(g, "shpi", "harbuor", "us", "mason", "québec", "xyzzy"), Fuzzy: 1 + g.IntN(2)}
	}
	return word(pick(g, "ship", "ships", "shipping", "strike", "harbours", "the", "of", "in", "us", "quebec", "maison", "plan",
		"planned", "港", "nowhere"))
}

func (g *generator) bound() query.Bound {
	switch g.IntN(3) {
	case 0:
		return query.Bound{}
	case 1:
		return query.Bound{Time: g.time()}
	}
	return query.Bound{Time: g.time().Truncate(24 * time.Hour), Floating: true}
}

func (g *generator) node(depth int) query.Node {
	kinds := 13
	if depth == 0 {
		kinds = 9
	}
	switch g.IntN(kinds) {
	case 0, 1:
		w := g.queryWord()
		w.Field = pick(g, "", "", "", schema.Title, schema.Body)
		if g.IntN(5) == 0 {
			return query.Boost{Weight: pick(g, 0.5, 3, 100), Node: w}
		}
		return w
	case 2, 3:
		p := query.Phrase{Field: pick(g, "", "", schema.Body)}
		for range 2 + g.IntN(2) {
			p.Words = append(p.Words, g.queryWord())
		}
		return p
	case 6:
		return g.near(1)
	case 7:
		return query.AtLeast{Min: 2 + g.IntN(2), Node: g.side(1)}
	case 4:
		return query.Value{
			Field: pick(g, schema.Person, schema.Source, schema.Author, schema.Topic, schema.Has, schema.Lang, "id"),
			Text:  pick(g, "orla", "Orla Venn", "venn", "north", "ship", "author", "en", "003"), Whole: g.IntN(2) == 0,
		}
	case 5:
		return query.Published{From: query.Bound{Time: g.time()}, To: g.bound()}
	case 8:
		return g.mentions()
	case 9:
		return query.Not{Node: g.node(depth - 1)}
	}
	var nodes []query.Node
	for range 2 + g.IntN(3) {
		nodes = append(nodes, g.node(depth-1))
	}
	return pick[query.Node](g, query.And{Nodes: nodes}, query.Or{Nodes: nodes}, query.Or{Nodes: nodes},
		query.Most{Min: 1 + g.IntN(len(nodes)), Nodes: nodes})
}

// many is a query of so many parts that an engine may go another way.
func (g *generator) many() query.Node {
	nodes := make([]query.Node, 65+g.IntN(10))
	for i := range nodes {
		nodes[i] = g.node(0)
	}
	return pick[query.Node](g, query.Or{Nodes: nodes}, query.Most{Min: 1 + g.IntN(len(nodes)/2), Nodes: nodes})
}

func (g *generator) near(depth int) query.Near {
	n := query.Near{Distance: 1 + g.IntN(6), Ordered: g.IntN(3) == 0, Unit: pick(g, query.Words, query.Words, query.Sentence, query.Paragraph)}
	if g.IntN(5) == 0 {
		for range 3 {
			n.Nodes = append(n.Nodes, g.side(0))
		}
		return n
	}
	n.Nodes = []query.Node{g.side(depth), g.side(depth)}
	return n
}

// side is something that has a place in a text.
func (g *generator) side(depth int) query.Node {
	kinds := 4
	if depth > 0 {
		kinds = 6
	}
	switch g.IntN(kinds) {
	case 0:
		return query.Phrase{Field: pick(g, "", "", schema.Body), Words: []query.Word{g.queryWord(), g.queryWord()}}
	case 4:
		return query.Or{Nodes: []query.Node{g.side(0), g.side(0)}}
	case 5:
		return g.near(0)
	}
	w := g.queryWord()
	w.Field = pick(g, "", "", "", schema.Title, schema.Body)
	return w
}
