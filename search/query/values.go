package query

// MapValues gives a query in which every Value is what do makes of it. It changes
// nothing in n.
func MapValues(n Node, do func(Value) Node) Node {
	each := func(nodes []Node) []Node {
		mapped := make([]Node, len(nodes))
		for i, kid := range nodes {
			mapped[i] = MapValues(kid, do)
		}
		return mapped
	}
	switch n := n.(type) {
	case Value:
		return do(n)
	case And:
		return And{Nodes: each(n.Nodes)}
	case Or:
		return Or{Nodes: each(n.Nodes)}
	case Most:
		return Most{Min: n.Min, Nodes: each(n.Nodes)}
	case Not:
		return Not{Node: MapValues(n.Node, do)}
	case Boost:
		return Boost{Weight: n.Weight, Node: MapValues(n.Node, do)}
	}
	return n
}
