package when

import (
	"errors"
	"fmt"
	"strings"
)

// pattern is a node of the tree that all patterns of a level make.
type pattern struct {
	edges []edge
	rule  int // the rule of the pattern that ends here; -1 for none
	// by holds the edges by category, for the root of a level; nil for others,
	// whose few edges are looked through.
	by [][]edge
}

// seal lays the edges of the root out by category, of which there are n.
func (p *pattern) seal(n int) {
	p.by = make([][]edge, n)
	for _, e := range p.edges {
		p.by[e.category] = append(p.by[e.category], e)
	}
}

// from are the edges that a reading of a category may lead over.
func (p *pattern) from(c category) []edge {
	if p.by != nil {
		return p.by[c]
	}
	return p.edges
}

// edge leads on over a reading.
type edge struct {
	element
	to *pattern
}

// element is what a reading must be.
type element struct {
	category category
	value    int
	any      bool // any value will do
}

func newPattern() *pattern { return &pattern{rule: -1} }

// maxForms is how many sequences one pattern may stand for: more would be a slip
// of the pen that fills memory.
const maxForms = 20000

// add lays a pattern's sequences into the tree. Of two patterns that match the
// same, the one that was added first counts.
func (p *pattern) add(l *language, text string, rule int) error {
	rd := patternReader{l: l, words: strings.Fields(spaced(text))}
	sequences, err := rd.alternatives()
	if err != nil || len(rd.words) > 0 {
		return fmt.Errorf("pattern %q: %w", text, errors.Join(err, errPattern))
	}
	for _, sequence := range sequences {
		at := p
		for _, e := range sequence {
			at = at.step(e)
		}
		if at == p {
			return fmt.Errorf("pattern %q: matches nothing at all", text)
		}
		if at.rule < 0 {
			at.rule = rule
		}
	}
	return nil
}

func (p *pattern) step(e element) *pattern {
	for i := range p.edges {
		if p.edges[i].element == e {
			return p.edges[i].to
		}
	}
	to := newPattern()
	p.edges = append(p.edges, edge{e, to})
	return to
}

// errPattern tells how patterns are written.
var errPattern = errors.New("write words, {category} or {category=value}, [what may be missing], <one | or another>")

// spaced puts blanks around the signs that group.
func spaced(s string) string {
	return strings.NewReplacer("[", " [ ", "]", " ] ", "<", " < ", ">", " > ", "|", " | ").Replace(s)
}

// patternReader reads a pattern into all sequences that it stands for.
type patternReader struct {
	l     *language
	words []string
}

// alternatives reads sequences with | between, up to a closing sign.
func (r *patternReader) alternatives() ([][]element, error) {
	var all [][]element
	for {
		some, err := r.sequence()
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
		if len(r.words) == 0 || r.words[0] != "|" {
			return all, nil
		}
		r.words = r.words[1:]
	}
}

// sequence reads elements one behind the other.
func (r *patternReader) sequence() ([][]element, error) {
	all := [][]element{nil}
	for len(r.words) > 0 && r.words[0] != "|" && r.words[0] != "]" && r.words[0] != ">" {
		next, err := r.element()
		if err != nil {
			return nil, err
		}
		if len(all)*len(next) > maxForms {
			return nil, fmt.Errorf("stands for more than %d sequences", maxForms)
		}
		var product [][]element
		for _, head := range all {
			for _, tail := range next {
				product = append(product, append(head[:len(head):len(head)], tail...))
			}
		}
		all = product
	}
	return all, nil
}

// element reads a group, a category or a word.
func (r *patternReader) element() ([][]element, error) {
	first := r.words[0]
	r.words = r.words[1:]
	switch {
	case first == "[" || first == "<":
		inner, err := r.alternatives()
		if err != nil {
			return nil, err
		}
		if len(r.words) == 0 || r.words[0] != string(first[0]+2) { // [ ] and < > are two apart
			return nil, errPattern
		}
		r.words = r.words[1:]
		if first == "[" {
			inner = append(inner, nil)
		}
		return inner, nil
	case strings.HasPrefix(first, "{") && strings.HasSuffix(first, "}"):
		e, err := r.named(first[1 : len(first)-1])
		return [][]element{{e}}, err
	}
	return [][]element{{{category: r.l.literal(first), any: true}}}, nil
}

func (r *patternReader) named(text string) (element, error) {
	name, value, found := strings.Cut(text, "=")
	e := element{category: r.l.names.categories[name], any: !found}
	if e.category == none {
		return e, fmt.Errorf("there is no category %q", name)
	}
	var err error
	if found {
		e.value, err = r.l.value(none, value)
	}
	return e, err
}
