package blevesearch

import (
	"fmt"
	"slices"

	"github.com/dateline-search/dateline/index/alias"
	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/schema"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/search/query"
	"github.com/dateline-search/dateline/search/span"
)

// compiler makes programs for one generation.
type compiler struct {
	*program
	gen      *generation
	cal      calendar
	maxTerms int
}

func compile(p *search.Plan, gen *generation, maxTerms int) (*program, error) {
	c := &compiler{
		program: &program{unions: gen.unionsOf(p.Aliases), scores: p.Sort == search.Relevance},
		gen:     gen, cal: calendar{p.Zone}, maxTerms: maxTerms,
	}
	root, err := c.node(p.Query, 1)
	if err != nil {
		return nil, err
	}
	c.root = root
	if err := c.lift(p); err != nil {
		return nil, err
	}
	if !p.Mentions.IsZero() {
		c.root = &node{op: opAnd, nodes: []*node{root, c.mentions(p.Mentions)}}
	}
	if !open(p.Range) {
		c.when = c.cal.period(p.Range)
	}
	for _, f := range p.Filters {
		c.filters = append(c.filters, c.filter(f, p.Aliases))
	}
	return c.program, nil
}

// lift adds what makes words weigh more where they stand together.
func (c *compiler) lift(p *search.Plan) error {
	if !c.scores {
		return nil
	}
	spans := c.spans
	for _, n := range query.Neighbours(p.Query) {
		if _, err := c.text(n, 1, liftWeight); err != nil {
			return err
		}
		c.leaves[len(c.leaves)-1].lifts = true
	}
	c.spans = spans
	return nil
}

// node compiles a part of the query. What it matches counts for a hit by weight,
// 0 is not at all.
func (c *compiler) node(n query.Node, weight float64) (*node, error) {
	switch n := n.(type) {
	case nil, query.All:
		return &node{op: opAll}, nil
	case query.Word, query.Phrase, query.Near:
		return c.text(n, 1, weight)
	case query.AtLeast:
		return c.text(n.Node, n.Min, weight)
	case query.Value:
		return c.value(n)
	case query.Published:
		return c.leaf(leaf{when: c.cal.period(n)}, 0), nil
	case query.Mentions:
		return c.mentions(n), nil
	case query.Boost:
		return c.node(n.Node, weight*n.Weight)
	case query.And:
		return c.group(&node{op: opAnd}, n.Nodes, weight)
	case query.Or:
		return c.group(&node{op: opOr}, n.Nodes, weight)
	case query.Most:
		return c.group(&node{op: opMost, min: n.Min}, n.Nodes, weight)
	case query.Not:
		return c.group(&node{op: opNot}, []query.Node{n.Node}, 0)
	}
	return nil, fmt.Errorf("%w: a part of the query of type %T", search.ErrBadRequest, n)
}

func (c *compiler) group(to *node, nodes []query.Node, weight float64) (*node, error) {
	for _, n := range nodes {
		compiled, err := c.node(n, weight)
		if err != nil {
			return nil, err
		}
		to.nodes = append(to.nodes, compiled)
	}
	return to, nil
}

func (c *compiler) leaf(l leaf, weight float64) *node {
	at := len(c.leaves)
	c.leaves = append(c.leaves, l)
	if weight > 0 {
		c.scored, c.weights = append(c.scored, at), append(c.weights, weight)
	}
	return &node{op: opLeaf, leaf: at}
}

// text compiles what is looked for in the text fields.
func (c *compiler) text(n query.Node, least int, weight float64) (*node, error) {
	l := leaf{asked: fmt.Sprintf("%#v", n), least: least, counts: least > 1 || c.scores && weight > 0}
	l.expr = span.New(n, func(w query.Word) int {
		l.words = append(l.words, w)
		return len(l.words) - 1
	})
	if l.expr == nil {
		return nil, fmt.Errorf("%w: %s has no place in a text", search.ErrBadRequest, n)
	}
	l.units, l.fields, l.short = l.expr.Units(), textFields(l.words), newShortcut(l.expr, l.words)
	c.spans = c.spans || l.positional()
	return c.leaf(l, weight), nil
}

// textFields are the fields that words are searched in.
func textFields(words []query.Word) []textField {
	var fields []textField
	for i, f := range textOrder() {
		if slices.ContainsFunc(words, func(w query.Word) bool { return isIn(w, f) }) {
			fields = append(fields, textField{name: f.Name, text: i, weight: float64(f.Weight)})
		}
	}
	return fields
}

func isIn(w query.Word, f schema.Field) bool {
	return w.Field == f.Name || w.Field == "" && f.Weight > 0
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
		v = valuesOf(n.Field, d, c.unions[n.Field].whole(d.match(n.Text, n.Whole)))
	default:
		return nil, fmt.Errorf("%w: there is no field %q of whole values", search.ErrBadRequest, n.Field)
	}
	if v.set == nil && len(v.values) > c.maxTerms {
		return nil, tooCostly(n.String(), "values", c.maxTerms)
	}
	return c.leaf(leaf{value: v}, 0), nil
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
	facet := slices.Contains(schema.Columns(), field)
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

// filter takes with each value what counts as one with it.
func (c *compiler) filter(f search.Filter, table *alias.Table) filter {
	kind := news.EntityType(f.Field)
	out := filter{field: f.Field}
	exactly := func(asked []string) *value {
		if len(asked) == 0 {
			return nil
		}
		v := &value{field: f.Field}
		for _, s := range asked {
			group := table.Group(kind, schema.Value(s))
			v.values = append(v.values, group...)
			out.named = append(out.named, group[0])
		}
		return v
	}
	out.include, out.exclude = exactly(f.Include), exactly(f.Exclude)
	return out
}

func tooCostly(expression, what string, limit int) error {
	return fmt.Errorf("%w: %s stands for more than %d %s; make it longer", search.ErrTooCostly, expression, limit, what)
}

// stemmed reports whether package analysis knows the inflection of a language.
func stemmed(lang string) bool { return slices.Contains(analysis.Languages(), lang) }
