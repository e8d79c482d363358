package query

// Neighbours of a query are words that it has side by side. Where they stand close
// together in an article too, they are likelier to mean there what they mean in
// the query.
const (
	// MaxNeighbours is how many pairs are looked at: a longer query says enough by
	// its words.
	MaxNeighbours = 8
	// NeighbourDistance is within how many words two must stand, in any order.
	NeighbourDistance = 8
)

// Neighbours gives the pairs of words that stand side by side in the uppermost
// And, Or or Most of a query, each as what they should be in an article.
func Neighbours(n Node) []Near {
	var pairs []Near
	var last *Word
	for _, child := range children(n) {
		w, is := child.(Word)
		if !is || w.Expands() {
			last = nil
			continue
		}
		if last != nil && last.Field == w.Field && len(pairs) < MaxNeighbours {
			pairs = append(pairs, Near{Nodes: []Node{*last, w}, Distance: NeighbourDistance})
		}
		last = &w
	}
	return pairs
}

// children gives the parts of which a query asks for all, any or most; those
// that ask for no words are left out.
func children(n Node) []Node {
	switch n := n.(type) {
	case And:
		text, _ := split(n)
		if len(text) == 1 {
			return children(text[0])
		}
		return text
	case Or:
		return n.Nodes
	case Most:
		return n.Nodes
	}
	return nil
}
