package element

import (
	"encoding/xml"
	"iter"
	"strings"
)

// Node is an element of a document, or the characters of a text in one, whose Name is empty.
type Node struct {
	Name  string // local, without its prefix
	Chars string
	attr  []xml.Attr
	nodes []*Node
}

// Attr returns the value of an attribute by its local name, without blanks around
// it; empty where there is none. A nil Node has none.
func (n *Node) Attr(name string) string {
	if n == nil {
		return ""
	}
	for _, a := range n.attr {
		if a.Name.Local == name {
			return strings.TrimSpace(a.Value)
		}
	}
	return ""
}

// Nodes lists what stands in an element, in order.
func (n *Node) Nodes() []*Node {
	if n == nil {
		return nil
	}
	return n.nodes
}

// Each yields the elements of that name right in n.
func (n *Node) Each(name string) iter.Seq[*Node] {
	return func(yield func(*Node) bool) {
		for _, below := range n.Nodes() {
			if below.Name == name && !yield(below) {
				return
			}
		}
	}
}

// Find follows a path of names down from n and returns the first element that is
// at its end; nil where there is none.
func (n *Node) Find(path ...string) *Node {
	if len(path) == 0 || n == nil {
		return n
	}
	for below := range n.Each(path[0]) {
		if found := below.Find(path[1:]...); found != nil {
			return found
		}
	}
	return nil
}

// All yields the elements of these names anywhere below n, in the order of the
// document. It does not look into those that it yields.
func (n *Node) All(names ...string) iter.Seq[*Node] {
	return func(yield func(*Node) bool) { n.walk(names, yield) }
}

func (n *Node) walk(names []string, yield func(*Node) bool) bool {
	for _, below := range n.Nodes() {
		if !below.is(names) {
			if !below.walk(names, yield) {
				return false
			}
		} else if !yield(below) {
			return false
		}
	}
	return true
}

// First is the first of All, nil where there is none.
func (n *Node) First(names ...string) *Node {
	for found := range n.All(names...) {
		return found
	}
	return nil
}

func (n *Node) is(names []string) bool {
	for _, name := range names {
		if n.Name == name {
			return true
		}
	}
	return false
}

// Content is all text in n, on one line; empty for a nil Node.
func (n *Node) Content() string {
	var out strings.Builder
	n.content(&out)
	return strings.Join(strings.Fields(out.String()), " ")
}

// Raw is all text in n as it stands there.
func (n *Node) Raw() string {
	var out strings.Builder
	n.content(&out)
	return out.String()
}

func (n *Node) content(out *strings.Builder) {
	if n == nil {
		return
	}
	out.WriteString(n.Chars)
	for _, below := range n.nodes {
		separate := below.Name != "" && !isInline(below.Name)
		if separate {
			out.WriteByte(' ') // in <p>a</p><p>b</p> no word goes on
		}
		below.content(out)
		if separate {
			out.WriteByte(' ')
		}
	}
}
