package percolate

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/dateline-search/dateline/index/alias"
	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/schema"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/search/query"
)

// anchor is something that an article has or has not, under which a search is
// kept.
type anchor struct {
	kind byte
	text string
}

// The kinds of anchor. A stem is an anchor of one language alone; a plain word
// becomes one when an article of that language comes.
const (
	plainWord byte = iota // a word in any inflection
	stemmed               // a stem in an article's language
	term                  // a word as it stands, folded
	beginning             // the first letters of a word
	whole                 // field and folded value
	part                  // field and a word of a value
	exactly               // field and value, for filters, ids and URLs
)

// beginningLength is how many letters of a word's beginning are kept: three are
// shared by few words, and a prefix is seldom shorter.
const beginningLength = 3

// choice is anchors of which an article must have one. A nil choice says nothing:
// the search must always be looked at.
type choice []anchor

// cost guesses how often a choice leads to a look in vain: short words are
// frequent, and each more adds to it.
func (c choice) cost() float64 {
	if c == nil {
		return 1e9
	}
	sum := 0.0
	for _, a := range c {
		switch a.kind {
		case whole, exactly:
			sum += 1
		case part:
			sum += 2
		case beginning:
			sum += 40
		default:
			sum += 30 / float64(1+utf8.RuneCountInString(a.text))
		}
	}
	return sum
}

// anchorsOf chooses what an article must have to match a plan.
func anchorsOf(p *search.Plan) choice {
	best := nodeAnchors(p.Query)
	for _, f := range p.Filters {
		if len(f.Include) == 0 {
			continue
		}
		c := choice{}
		for _, v := range f.Include {
			c = append(c, anchor{exactly, f.Field + "\x00" + schema.Value(v)})
		}
		best = better(best, c)
	}
	return best
}

func better(a, b choice) choice {
	if b.cost() < a.cost() {
		return b
	}
	return a
}

func nodeAnchors(n query.Node) choice {
	switch n := n.(type) {
	case query.Word:
		return wordAnchors(n)
	case query.Phrase:
		var best choice
		for _, w := range n.Words {
			best = better(best, wordAnchors(w))
		}
		return best
	case query.Near:
		return bestOf(n.Nodes)
	case query.And:
		return bestOf(n.Nodes)
	case query.AtLeast:
		return nodeAnchors(n.Node)
	case query.Boost:
		return nodeAnchors(n.Node)
	case query.Or:
		return union(n.Nodes, len(n.Nodes))
	case query.Most:
		return union(n.Nodes, len(n.Nodes)-n.Min+1)
	case query.Value:
		return valueAnchors(n)
	}
	return nil
}

func bestOf(nodes []query.Node) choice {
	var best choice
	for _, n := range nodes {
		best = better(best, nodeAnchors(n))
	}
	return best
}

// union takes the first so many nodes: where at least one of them must match, an
// article has an anchor of one.
func union(nodes []query.Node, of int) choice {
	if of < 1 || of > len(nodes) {
		return nil
	}
	all := choice{}
	for _, n := range nodes[:of] {
		c := nodeAnchors(n)
		if c == nil {
			return nil
		}
		all = append(all, c...)
	}
	return all
}

func wordAnchors(w query.Word) choice {
	switch {
	case w.Caps:
		return choice{{term, analysis.Fold(w.Term)}}
	case w.Prefix:
		return begins(w.Term)
	case w.Wildcard:
		literal, _, _ := strings.Cut(w.Term, "*")
		literal, _, _ = strings.Cut(literal, "?")
		return begins(literal)
	case w.Fuzzy > 0:
		return nil
	case w.Exact:
		return choice{{term, w.Term}}
	}
	return choice{{plainWord, w.Term}}
}

func begins(literal string) choice {
	if utf8.RuneCountInString(literal) < beginningLength {
		return nil
	}
	return choice{{beginning, firstLetters(literal)}}
}

// firstLetters is the beginning of a word, empty where it is shorter.
func firstLetters(word string) string {
	n := 0
	for i := range word {
		if n == beginningLength {
			return word[:i]
		}
		n++
	}
	if n == beginningLength {
		return word
	}
	return ""
}

func valueAnchors(v query.Value) choice {
	switch {
	case v.Field == "id":
		return choice{{exactly, "id\x00" + v.Text}}
	case v.Field == schema.URL:
		url, err := news.CanonicalURL(v.Text)
		if err != nil {
			return choice{} // nothing has it
		}
		return choice{{exactly, schema.URL + "\x00" + url}}
	case v.Whole:
		return choice{{whole, v.Field + "\x00" + analysis.Fold(v.Text)}}
	}
	best, longest := choice{}, 0
	for _, t := range terms(v.Text) {
		if len(t) > longest {
			best, longest = choice{{part, v.Field + "\x00" + t}}, len(t)
		}
	}
	return best
}

// names are values with those that are merged with them.
func names(field string, values []string, tables []*alias.Table) []string {
	all := slices.Clip(values)
	for _, t := range tables {
		for _, v := range values {
			all = append(all, t.Group(news.EntityType(field), v)...)
		}
	}
	return all
}

// anchors calls do with everything that an article has, under every name that is
// merged with one of its own.
func (d *document) anchors(tables []*alias.Table, do func(anchor)) {
	for _, t := range d.texts {
		for word := range t.terms {
			do(anchor{term, word})
			if first := firstLetters(word); first != "" {
				do(anchor{beginning, first})
			}
		}
		for stem := range t.stems {
			do(anchor{stemmed, stem})
		}
	}
	for field, values := range d.values {
		for _, v := range names(field, values, tables) {
			do(anchor{exactly, field + "\x00" + v})
			do(anchor{whole, field + "\x00" + analysis.Fold(v)})
			for _, t := range terms(v) {
				do(anchor{part, field + "\x00" + t})
			}
		}
	}
	do(anchor{exactly, "id\x00" + d.ID})
	if d.url != "" {
		do(anchor{exactly, schema.URL + "\x00" + d.url})
	}
}
