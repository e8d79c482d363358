package query

// or reads operands with OR between them.
func (p *parser) or(ctx context) Node {
	var nodes []Node
	var last token // the OR before the operand
	mixed, lone, first := false, false, -1
	for {
		repaired := len(p.repairs)
		node, operands := p.and(ctx)
		t := p.peek()
		more := t.operator("OR")
		switch {
		case node != nil:
			nodes = append(nodes, node)
			mixed = mixed || operands > 1
		case len(p.repairs) > repaired: // it is said already why
		case more:
			p.repair(t.position, "nothing-before", "{sign} has nothing before it; it was dropped", "OR")
			lone = true
		case first >= 0 && !lone:
			p.repair(last.position, "nothing-behind", "{sign} has nothing behind it; it was dropped", "OR")
		}
		if !more {
			return p.either(nodes, mixed, first)
		}
		last = p.next()
		if first < 0 {
			first = last.position
		}
	}
}

// either joins the operands of or, and notes how AND and OR were told apart.
func (p *parser) either(nodes []Node, mixed bool, position int) Node {
	switch len(nodes) {
	case 0:
		return nil
	case 1:
		return nodes[0]
	}
	n := Or{Nodes: nodes}
	if mixed {
		p.hint(position, "and-before-or", "AND binds tighter than OR; read as {query}", Simplify(n))
	}
	return n
}

// and reads operands side by side, or with AND between them, and says how many
// there were.
func (p *parser) and(ctx context) (Node, int) {
	var nodes []Node
	var pending *token // an AND that waits for what comes behind it
	bare := false      // whether the last node is a value that may grow
	for {
		t := p.peek()
		if t.kind == tokenEnd || t.kind == tokenClose || t.operator("OR") {
			break
		}
		if t.operator("AND") {
			p.next()
			if len(nodes) == 0 || pending != nil {
				p.repair(t.position, "nothing-before", "{sign} has nothing before it; it was dropped", t.text)
			} else {
				pending = &t
			}
			continue
		}
		n := p.not(ctx)
		if n == nil {
			continue
		}
		grows := ctx.grows(t) && isValue(n)
		if bare && grows && pending == nil {
			nodes[len(nodes)-1] = joinValues(nodes[len(nodes)-1], n)
			continue
		}
		nodes = append(nodes, n)
		bare, pending = grows, nil
	}
	if pending != nil {
		p.repair(pending.position, "nothing-behind", "{sign} has nothing behind it; it was dropped", pending.text)
	}
	switch len(nodes) {
	case 0:
		return nil, 0
	case 1:
		return nodes[0], 1
	}
	return And{Nodes: nodes}, len(nodes)
}

// not reads an operand with what stands before it.
func (p *parser) not(ctx context) Node {
	t := p.peek()
	switch {
	case t.operator("NOT"):
		p.next()
		if n := p.behind(t, ctx); n != nil {
			return Not{Node: n}
		}
		return nil
	case t.isAtLeast():
		p.next()
		return p.atLeast(t, p.behind(t, ctx))
	}
	n := p.near(ctx)
	if n != nil && t.not {
		return Not{Node: n}
	}
	return n
}

// behind reads the operand of a sign that stands before it.
func (p *parser) behind(sign token, ctx context) Node {
	if !p.enter(sign.position) {
		return nil
	}
	defer p.leave()
	repaired := len(p.repairs)
	var n Node
	if t := p.peek(); t.kind != tokenEnd && t.kind != tokenClose && !t.operator("AND") && !t.operator("OR") {
		n = p.not(ctx)
	}
	if n == nil && len(p.repairs) == repaired {
		p.repair(sign.position, "nothing-behind", "{sign} has nothing behind it; it was dropped", sign.text)
	}
	return n
}

func (p *parser) enter(position int) bool {
	p.depth++
	if p.depth > MaxDepth {
		p.fail(position, "too-deep", "brackets and NOTs stand more than {n} deep in each other", MaxDepth)
		return false
	}
	return true
}

func (p *parser) leave() { p.depth-- }

// operand reads a word, a quotation or a bracket.
func (p *parser) operand(ctx context) Node {
	t := p.next()
	if t.field != "" {
		ctx.field = t.field
	}
	ctx.exact = ctx.exact || t.exact
	if t.kind == tokenOpen {
		return p.group(t, ctx)
	}
	return p.leaf(t, ctx)
}

// group reads what stands in brackets.
func (p *parser) group(open token, ctx context) Node {
	if !p.enter(open.position) {
		return nil
	}
	defer p.leave()
	start := p.at
	n := p.or(ctx)
	empty := n == nil && p.at == start
	if t := p.peek(); t.kind == tokenClose {
		p.next()
		if t.near != "" {
			p.repair(t.position, "near-brackets", "{sign} works behind words, not behind brackets; it was dropped", t.near)
		}
		n = p.weighed(t.position, t.boost, n)
	} else if p.err == nil && empty {
		p.repair(open.position, "empty-open-bracket", "this bracket is never closed, and nothing is in it; it was dropped")
		return nil
	} else if p.err == nil {
		p.repair(open.position, "open-bracket", "this bracket is never closed; it was closed at the end")
	}
	if empty {
		p.repair(open.position, "empty-brackets", "there is nothing in these brackets; they were dropped")
	}
	return n
}
