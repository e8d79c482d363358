package query

// Simplify gives a query that matches the same with less: nested And and Or
// flattened, repetitions and needless All dropped, double Not undone. It changes
// nothing in n.
func Simplify(n Node) Node {
	switch n := n.(type) {
	case And:
		return simplifyAnd(n)
	case Or:
		return simplifyOr(n)
	case Boost:
		return simplifyBoost(n)
	case Near:
		near := n
		near.Nodes = simplifyEach(n.Nodes)
		return near
	case AtLeast:
		return AtLeast{Min: n.Min, Node: Simplify(n.Node)}
	case Not:
		inner := Simplify(n.Node)
		if double, ok := inner.(Not); ok {
			return double.Node
		}
		return Not{Node: inner}
	case Most:
		return Most{Min: n.Min, Nodes: simplifyEach(n.Nodes)}
	}
	return n
}

func simplifyEach(nodes []Node) []Node {
	simple := make([]Node, len(nodes))
	for i, n := range nodes {
		simple[i] = Simplify(n)
	}
	return simple
}

func simplifyBoost(b Boost) Node {
	b.Node = Simplify(b.Node)
	if inner, ok := b.Node.(Boost); ok && b.Weight*inner.Weight <= MaxWeight {
		b = Boost{Weight: b.Weight * inner.Weight, Node: inner.Node}
	}
	if b.Weight == 1 || !hasText(b.Node) {
		return b.Node
	}
	return b
}

func simplifyAnd(a And) Node {
	var list unique
	for _, child := range a.Nodes {
		switch child := Simplify(child).(type) {
		case All:
		case And:
			list.add(child.Nodes...)
		default:
			list.add(child)
		}
	}
	switch len(list.nodes) {
	case 0:
		return All{}
	case 1:
		return list.nodes[0]
	}
	return And{Nodes: list.nodes}
}

// simplifyOr simplifies an Or. One without nodes matches nothing.
func simplifyOr(o Or) Node {
	var list unique
	for _, child := range o.Nodes {
		switch child := Simplify(child).(type) {
		case All:
			return All{}
		case Or:
			list.add(child.Nodes...)
		default:
			list.add(child)
		}
	}
	switch len(list.nodes) {
	case 0:
		return Not{Node: All{}}
	case 1:
		return list.nodes[0]
	}
	return Or{Nodes: list.nodes}
}

// unique collects nodes, each once.
type unique struct {
	nodes []Node
	seen  map[string]bool
}

func (u *unique) add(nodes ...Node) {
	if u.seen == nil {
		u.seen = make(map[string]bool)
	}
	for _, n := range nodes {
		if key := n.String(); !u.seen[key] {
			u.seen[key] = true
			u.nodes = append(u.nodes, n)
		}
	}
}
