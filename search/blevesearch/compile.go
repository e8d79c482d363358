package blevesearch

import (
	"fmt"
	"slices"

	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/schema"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/search/query"
)

// program is a plan made ready: a tree of set operations over leaves that each
// segment looks up once.
type program struct {
	root    *node
	leaves  []leaf
	scored  []int // leaves that scores are made of, in the order of the query
	phrases bool
	when    *span // the plan's Range; nil where open
	filters []filter
}

// node is an operation of the tree.
type node struct {
	op    op
	nodes []*node
	leaf  int
	min   int
}

type op uint8

const (
	opAll op = iota
	opLeaf
	opAnd
	opOr
	opMost
	opNot
)

// leaf is one condition that a segment looks up. Exactly one of its parts is set.
type leaf struct {
	words  []word // one, or those of a phrase
	fields []textField
	value  *value
	when   *span
}

func (l *leaf) phrase() bool { return len(l.words) > 1 }

// textField is a field of kind Text: its place among Meta's lengths, and the
// weight of what is found in it.
type textField struct {
	name   string
	text   int
	weight float64
}

// word is what one word of a query asks of a text field.
type word struct {
	term   string
	exact  bool // the term alone, no inflection
	prefix bool
}

// value is a condition on a Keyword field.
type value struct {
	field  string
	values []string
	set    map[uint32]bool // the same as ordinals, where the field is a facet
	exact  bool            // an id, which is no value of a dictionary
}

// filter is a Filter of the plan.
type filter struct {
	field            string
	include, exclude *value // nil where nothing is asked for
}

// compiler makes programs for one generation.
type compiler struct {
	*program
	gen      *generation
	cal      calendar
	maxTerms int
}

func compile(p *search.Plan, gen *generation, maxTerms int) (*program, error) {
	c := &compiler{program: &program{}, gen: gen, cal: calendar{p.Zone}, maxTerms: maxTerms}
	root, err := c.node(p.Query, true)
	if err != nil {
		return nil, err
	}
	c.root = root
	if !open(p.Range) {
		c.when = c.cal.span(p.Range)
	}
	for _, f := range p.Filters {
		c.filters = append(c.filters, c.filter(f))
	}
	return c.program, nil
}

// node compiles a part of the query; scored says whether what it matches counts
// for a hit.
func (c *compiler) node(n query.Node, scored bool) (*node, error) {
	switch n := n.(type) {
	case nil, query.All:
		return &node{op: opAll}, nil
	case query.Word:
		return c.text(n.Field, []query.Word{n}, scored), nil
	case query.Phrase:
		return c.text(n.Field, n.Words, scored), nil
	case query.Value:
		return c.value(n)
	case query.Published:
		return c.leaf(leaf{when: c.cal.span(n)}, false), nil
	case query.And:
		return c.group(&node{op: opAnd}, n.Nodes, scored)
	case query.Or:
		return c.group(&node{op: opOr}, n.Nodes, scored)
	case query.Most:
		return c.group(&node{op: opMost, min: n.Min}, n.Nodes, scored)
	case query.Not:
		return c.group(&node{op: opNot}, []query.Node{n.Node}, false)
	}
	return nil, fmt.Errorf("%w: a part of the query of type %T", search.ErrBadRequest, n)
}

func (c *compiler) group(to *node, nodes []query.Node, scored bool) (*node, error) {
	for _, n := range nodes {
		compiled, err := c.node(n, scored)
		if err != nil {
			return nil, err
		}
		to.nodes = append(to.nodes, compiled)
	}
	return to, nil
}

func (c *compiler) leaf(l leaf, scored bool) *node {
	at := len(c.leaves)
	c.leaves = append(c.leaves, l)
	if scored {
		c.scored = append(c.scored, at)
	}
	return &node{op: opLeaf, leaf: at}
}

func (c *compiler) text(field string, asked []query.Word, scored bool) *node {
	l := leaf{fields: textFields(field)}
	for _, w := range asked {
		l.words = append(l.words, word{term: w.Term, exact: w.Exact || w.Caps, prefix: w.Prefix})
	}
	c.phrases = c.phrases || l.phrase()
	return c.leaf(l, scored)
}

// textFields are the fields that a word is searched in.
func textFields(name string) []textField {
	var fields []textField
	for i, f := range textOrder() {
		if name == "" && f.Weight > 0 || name == f.Name {
			fields = append(fields, textField{name: f.Name, text: i, weight: float64(f.Weight)})
		}
	}
	return fields
}

// textOrder lists the text fields in the order of Meta's lengths.
func textOrder() []schema.Field {
	return slices.DeleteFunc(schema.Fields(), func(f schema.Field) bool { return f.Kind != schema.Text })
}

// value finds which values of the field are asked for. Ids and URLs are found
// by themselves.
func (c *compiler) value(n query.Value) (*node, error) {
	v := &value{field: n.Field}
	switch d := c.gen.values[n.Field]; {
	case n.Field == fieldID:
		v.values, v.exact = []string{n.Text}, true
	case n.Field == schema.URL:
		if url, err := news.CanonicalURL(n.Text); err == nil {
			v.values = []string{schema.Value(url)}
		}
	case d != nil:
		v = valuesOf(n.Field, d, d.match(n.Text, n.Whole))
	default:
		return nil, fmt.Errorf("%w: there is no field %q of whole values", search.ErrBadRequest, n.Field)
	}
	if v.set == nil && len(v.values) > c.maxTerms {
		return nil, tooCostly(n.String(), "values", c.maxTerms)
	}
	return c.leaf(leaf{value: v}, false), nil
}

// fieldID is the name by which a query asks for an article's id, and Bleve's
// name for it.
const (
	fieldID  = "id"
	bleveIDs = "_id"
)

func valuesOf(field string, d *dictionary, ordinals []uint32) *value {
	v := &value{field: field}
	all, _ := d.view()
	facet := slices.Contains(schema.Facets(), field)
	if facet {
		v.set = make(map[uint32]bool, len(ordinals))
	}
	for _, ord := range ordinals {
		v.values = append(v.values, all[ord])
		if facet {
			v.set[ord] = true
		}
	}
	return v
}

func (c *compiler) filter(f search.Filter) filter {
	exactly := func(asked []string) *value {
		if len(asked) == 0 {
			return nil
		}
		v := &value{field: f.Field}
		for _, s := range asked {
			v.values = append(v.values, schema.Value(s))
		}
		return v
	}
	return filter{field: f.Field, include: exactly(f.Include), exclude: exactly(f.Exclude)}
}

func tooCostly(expression, what string, limit int) error {
	return fmt.Errorf("%w: %s stands for more than %d %s; make it longer", search.ErrTooCostly, expression, limit, what)
}

// stemmed reports whether package analysis knows the inflection of a language.
func stemmed(lang string) bool { return slices.Contains(analysis.Languages(), lang) }
