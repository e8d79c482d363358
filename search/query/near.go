package query

import (
	"strconv"
	"strings"
)

// distance is what an operator of position says.
type distance struct {
	within  int
	ordered bool
	unit    Unit
}

// distance reads NEAR/5, W/5, W/S, W/P or PRE/5.
func (t token) distance() (d distance, ok bool) {
	name, n, found := strings.Cut(t.text, "/")
	if !found || t.kind != tokenWord || !t.plain() {
		return d, false
	}
	switch {
	case name == "W" && n == "S":
		return distance{unit: Sentence}, true
	case name == "W" && n == "P":
		return distance{unit: Paragraph}, true
	case (name == "NEAR" || name == "W" || name == "PRE") && isNumber(n):
		return distance{within: number(n), ordered: name == "PRE"}, true
	}
	return d, false
}

// isDistance reports whether text is an operator of position.
func isDistance(text string) bool {
	_, ok := token{kind: tokenWord, text: text}.distance()
	return ok
}

// almostOperator notes that a word looks like an operator of position and is none.
func (p *parser) almostOperator(t token) {
	upper := token{kind: tokenWord, text: strings.ToUpper(t.text)}
	switch name, _, found := strings.Cut(t.text, "/"); {
	case !t.plain():
	case isOperator(upper) || upper.isAtLeast():
		p.repair(t.position, "small-operator", "{sign} is a word, the operator is written {name}; read as words", t.text, upper.text)
	case found && (name == "NEAR" || name == "W" || name == "PRE" || name == "ATLEAST"):
		p.repair(t.position, "no-number", "{sign} is no operator without a number, as in {name}/5; read as words", t.text, name)
	case name == "NEAR", name == "PRE", name == "ATLEAST":
		p.hint(t.position, "bare-operator", "{sign} without a number is a word; the operator is written {name}/5", t.text, name)
	default:
		p.foreignOperator(t)
	}
}

// foreignOperator notes what other search languages write for NEAR/5.
func (p *parser) foreignOperator(t token) {
	for _, name := range []string{"NEAR", "ADJ", "WITHIN/"} {
		if n, found := strings.CutPrefix(t.text, name); found && isNumber(n) {
			p.repair(t.position, "small-operator", "{sign} is a word, the operator is written {name}; read as words", t.text, "NEAR/"+n)
		}
	}
}

func isNumber(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// number reads digits; what is too long to be read is more than any limit.
func number(digits string) int {
	n, err := strconv.Atoi(digits)
	if err != nil {
		return MaxLength
	}
	return n
}

// near reads an operand, and those that operators of position tie to it.
func (p *parser) near(ctx context) Node {
	if t := p.peek(); isOperator(t) {
		p.next()
		p.repair(t.position, "nothing-before", "{sign} has nothing before it; it was dropped", t.text)
		return nil
	}
	left := p.operand(ctx)
	for {
		t := p.peek()
		d, ok := t.distance()
		if !ok {
			return left
		}
		p.next()
		left = p.tie(t, p.bounded(t, d), left, ctx)
	}
}

func isOperator(t token) bool {
	_, ok := t.distance()
	return ok
}

// bounded keeps a distance within its limits.
func (p *parser) bounded(t token, d distance) distance {
	if d.unit == Words && (d.within < 1 || d.within > MaxDistance) {
		d.within = min(max(d.within, 1), MaxDistance)
		p.repair(t.position, "distance-range", "distances are from 1 to {most}; read as {n}", MaxDistance, d.within)
	}
	return d
}

// tie reads what stands behind an operator of position, and ties it to left.
func (p *parser) tie(t token, d distance, left Node, ctx context) Node {
	next := p.peek()
	switch {
	case next.kind == tokenEnd, next.kind == tokenClose, next.operator("AND"), next.operator("OR"), isOperator(next):
		p.repair(t.position, "nothing-behind", "{sign} has nothing behind it; it was dropped", t.text)
		return left
	case next.operator("NOT"), next.not, next.isAtLeast():
		return p.apart(t, left, p.not(ctx))
	}
	right := p.operand(ctx)
	left, right = p.unweighed(t, left), p.unweighed(t, right)
	if left == nil || right == nil || !isSide(left) || !isSide(right) {
		return p.apart(t, left, right)
	}
	if a, b := fieldOf(left), fieldOf(right); a != b && a != "" && b != "" {
		p.repair(t.position, "two-fields", "{sign} ties what stands in one field, not {field}: and {other}:; read as AND", t.text, a, b)
		return And{Nodes: []Node{left, right}}
	}
	return Near{Nodes: []Node{left, right}, Distance: d.within, Ordered: d.ordered, Unit: d.unit}
}

// fieldOf is the field of all words of a side; empty where they have several, or
// any field will do.
func fieldOf(side Node) string {
	words := Terms(side)
	for _, w := range words {
		if w.Field != words[0].Field {
			return ""
		}
	}
	return words[0].Field
}

// apart gives what both sides of an operator match that cannot tie them.
func (p *parser) apart(t token, left, right Node) Node {
	switch {
	case right == nil:
		return left
	case left == nil:
		return right
	}
	p.repair(t.position, "not-near", "{sign} ties words, phrases and groups of OR alone; read as AND", t.text)
	return And{Nodes: []Node{left, right}}
}

// unweighed takes the weight off a side.
func (p *parser) unweighed(t token, n Node) Node {
	b, ok := n.(Boost)
	if !ok {
		return n
	}
	p.repair(t.position, "side-weight", "{sign} weighs as a whole, as in (a {sign} b)^2; the weight of one side was dropped", t.text, t.text)
	return p.unweighed(t, b.Node)
}

// isSide reports whether a node has places in a text, so that closeness means
// something.
func isSide(n Node) bool {
	switch n := n.(type) {
	case Word, Phrase, Near:
		return true
	case Or:
		for _, child := range n.Nodes {
			if !isSide(child) {
				return false
			}
		}
		return true
	}
	return false
}

// atLeast gives a node the number of times that a sign before it says.
func (p *parser) atLeast(t token, n Node) Node {
	if n == nil {
		return nil
	}
	if b, ok := n.(Boost); ok {
		b.Node = p.atLeast(t, b.Node)
		return b
	}
	least := number(strings.TrimPrefix(t.text, "ATLEAST/"))
	switch {
	case !isSide(n):
		p.repair(t.position, "not-counted", "{sign} counts words, phrases and groups of OR alone; it was dropped", t.text)
	case least < 1, least > MaxTimes:
		least = min(max(least, 1), MaxTimes)
		p.repair(t.position, "too-often", "ATLEAST/ takes a number from 1 to {most}; read as {n}", MaxTimes, least)
	}
	if least == 1 || !isSide(n) {
		return n
	}
	return AtLeast{Min: least, Node: n}
}
