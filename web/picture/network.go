package picture

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// MaxNodes is as many as there is room for with a name each.
const MaxNodes = 12

// The drawing, in units of which a phone shows about one a pixel: names stand in
// a column on either side, and what links them between.
const (
	NetworkWidth = 340
	rowHeight    = 27
	ringWidth    = 54 // half of it, from the middle to the outermost node
	maxChords    = 16
	thickest     = 4.
)

// Link is how often two nodes, by number, are met together.
type Link struct{ A, B, Count int }

// Spot is where a node is.
type Spot struct {
	X, Y float64
	Left bool // on the left half: its name belongs left of it
}

// Chord is a line between two nodes.
type Chord struct {
	Link
	Path  string
	Width float64
}

// Network is nodes around a middle.
type Network struct {
	Height  int
	Middle  Spot
	Spots   []Spot // by number of the node
	Strands []Chord
}

// NewNetwork lays out nodes of these sizes, of which the first MaxNodes are taken.
// Those that are linked closely stand side by side; of the links, only the closest
// are drawn.
func NewNetwork(sizes []int, links []Link) Network {
	sizes = sizes[:min(len(sizes), MaxNodes)]
	close := closeness(sizes, links)
	right := (len(sizes) + 1) / 2
	n := Network{Height: max(right, 1) * rowHeight, Spots: make([]Spot, len(sizes))}
	n.Middle = Spot{X: NetworkWidth / 2, Y: float64(n.Height) / 2}
	for place, node := range order(len(sizes), close) {
		n.Spots[node] = n.spot(place, right, len(sizes)-right)
	}
	for _, l := range closest(links, close, len(sizes)) {
		n.Strands = append(n.Strands, n.chord(l, links))
	}
	return n
}

// closeness is how closely nodes are linked, from 0 to 1: the cosine of the sets
// of articles that they are in (Salton and McGill 1983).
func closeness(sizes []int, links []Link) [][]float64 {
	table := make([][]float64, len(sizes))
	for i := range table {
		table[i] = make([]float64, len(sizes))
	}
	for _, l := range links {
		if l.A < len(sizes) && l.B < len(sizes) && l.A != l.B && sizes[l.A] > 0 && sizes[l.B] > 0 {
			c := float64(l.Count) / math.Sqrt(float64(sizes[l.A])*float64(sizes[l.B]))
			table[l.A][l.B], table[l.B][l.A] = c, c
		}
	}
	return table
}

// order goes from each node to the one that is closest to it of those that are
// left, from the first: so those that belong together stand together.
func order(n int, close [][]float64) []int {
	var placed []int
	left := make([]int, n)
	for i := range left {
		left[i] = i
	}
	for len(left) > 0 {
		next := 0
		if len(placed) > 0 {
			last := close[placed[len(placed)-1]]
			for i, node := range left {
				if last[node] > last[left[next]] {
					next = i
				}
			}
		}
		placed = append(placed, left[next])
		left = slices.Delete(left, next, next+1)
	}
	return placed
}

// spot is the place-th on the ring: down the right side, and up the left.
func (n *Network) spot(place, right, left int) Spot {
	row, rows, side := place, right, 1.
	if place >= right {
		row, rows, side = left-1-(place-right), left, -1.
	}
	y := float64(n.Height)/2 + (float64(row)-float64(rows-1)/2)*rowHeight
	height := float64(n.Height)/2 + rowHeight // so that the outermost are not in the middle
	off := (y - n.Middle.Y) / height
	return Spot{X: n.Middle.X + side*ringWidth*math.Sqrt(1-off*off), Y: y, Left: side < 0}
}

// closest are the links to draw, the closest last, on top of the others.
func closest(links []Link, close [][]float64, nodes int) []Link {
	var list []Link
	for _, l := range links {
		if l.Count > 1 && l.A < nodes && l.B < nodes && l.A != l.B {
			list = append(list, l)
		}
	}
	slices.SortFunc(list, func(x, y Link) int {
		return cmp.Or(cmp.Compare(close[y.A][y.B], close[x.A][x.B]), cmp.Compare(x.A, y.A), cmp.Compare(x.B, y.B))
	})
	list = list[:min(len(list), maxChords)]
	slices.Reverse(list)
	return list
}

// chord bends a line towards the middle, as wide as its link is frequent.
func (n *Network) chord(l Link, all []Link) Chord {
	most := 1
	for _, other := range all {
		most = max(most, other.Count)
	}
	a, b := n.Spots[l.A], n.Spots[l.B]
	return Chord{
		Link: l, Width: max(1, thickest*float64(l.Count)/float64(most)),
		Path: fmt.Sprintf("M%.1f %.1fQ%.1f %.1f %.1f %.1f", a.X, a.Y, (a.X+b.X+2*n.Middle.X)/4, (a.Y+b.Y+2*n.Middle.Y)/4, b.X, b.Y),
	}
}
