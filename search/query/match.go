package query

// isText reports whether a node asks for words of the text alone, none of them
// under Not.
func isText(n Node) bool {
	switch n := n.(type) {
	case Word, Phrase, Near, AtLeast:
		return true
	case Boost:
		return isText(n.Node)
	case And:
		return areText(n.Nodes)
	case Or:
		return areText(n.Nodes)
	case Most:
		return areText(n.Nodes)
	}
	return false
}

// hasText reports whether a node asks for any word of the text.
func hasText(n Node) bool {
	has := false
	Visit(n, func(leaf Node) {
		switch leaf.(type) {
		case Word, Phrase, Near:
			has = true
		}
	})
	return has
}

func areText(nodes []Node) bool {
	for _, n := range nodes {
		if !isText(n) {
			return false
		}
	}
	return true
}

// split tells the nodes of a query's uppermost And apart: those that ask for
// words, and the rest.
func split(n Node) (text, rest []Node) {
	and, ok := n.(And)
	if !ok {
		and.Nodes = []Node{n}
	}
	for _, child := range and.Nodes {
		if isText(child) {
			text = append(text, child)
		} else {
			rest = append(rest, child)
		}
	}
	return text, rest
}

// TextNodes counts the nodes of a query's uppermost And that ask for words of
// the text: the words, phrases and groups of them that could be given up one by
// one.
func TextNodes(n Node) int {
	text, _ := split(n)
	return len(text)
}

// Any makes enough of one of the words where n asks for all. Values, dates and
// exclusions stay as they are.
func Any(n Node) Node {
	text, rest := split(n)
	if len(text) < 2 {
		return n
	}
	return Simplify(And{Nodes: append([]Node{Or{Nodes: text}}, rest...)})
}

// Loosen makes enough of least of the words where n asks for all of them, and
// reports whether that is less than before. Values, dates and exclusions stay as
// they are.
func Loosen(n Node, least int) (Node, bool) {
	text, rest := split(n)
	if least < 1 || least >= len(text) {
		return n, false
	}
	most := Most{Min: least, Nodes: text}
	if len(rest) == 0 {
		return most, true
	}
	return And{Nodes: append([]Node{most}, rest...)}, true
}

// Terms lists the words that a match may contain, each once: all that stand in
// the query except under Not. Those of a Phrase have its Field.
func Terms(n Node) []Word {
	var words []Word
	seen := make(map[Word]bool)
	Visit(n, func(leaf Node) {
		for _, w := range wordsOf(leaf) {
			if !seen[w] {
				seen[w] = true
				words = append(words, w)
			}
		}
	})
	return words
}

func wordsOf(leaf Node) []Word {
	switch leaf := leaf.(type) {
	case Word:
		return []Word{leaf}
	case Phrase:
		words := make([]Word, len(leaf.Words))
		for i, w := range leaf.Words {
			w.Field = leaf.Field
			words[i] = w
		}
		return words
	case Near:
		var words []Word
		for _, side := range leaf.Nodes {
			words = append(words, Terms(side)...)
		}
		return words
	}
	return nil
}

// Visit calls f with each leaf of a query that is not under Not, from left to
// right; Near is one leaf.
func Visit(n Node, f func(leaf Node)) {
	var children []Node
	switch n := n.(type) {
	case And:
		children = n.Nodes
	case Or:
		children = n.Nodes
	case Most:
		children = n.Nodes
	case Boost:
		children = []Node{n.Node}
	case AtLeast:
		children = []Node{n.Node}
	case Not:
		return
	default:
		f(n)
	}
	for _, child := range children {
		Visit(child, f)
	}
}
