package atlas

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Map is a country among its neighbours.
type Map struct {
	Lands  []Land // the country itself last, on top
	Labels []Label
	// Ring is drawn around a country that is too small to be seen; a radius of
	// zero is none.
	Ring Ring
	// Spot is where a town lies that is marked; nil marks none.
	Spot *Spot
}

// Land is a country that is seen on it.
type Land struct {
	Code   string
	Path   string // filled by the even-odd rule
	Chosen bool
}

// Label is a name, at its middle.
type Label struct {
	X, Y   float64
	Text   string
	Chosen bool
}

// Spot is a town: a point, and beside it its name, which begins at the label's
// place, or ends there where it stands left of the point.
type Spot struct {
	X, Y float64
	Name Label
	Left bool
}

// Town is what is marked on a map: its name, and the degrees north and east.
type Town struct {
	Name        string
	North, East float64
}

// Ring is a circle.
type Ring struct{ X, Y, R float64 }

const (
	// letter and line are about the width of a letter and the height of a name, in
	// units of the drawing.
	letter = 6.
	line   = 12.
	// visible is how large a country is drawn at least to be seen without a ring.
	visible = 9
	// finest is how far apart the points of a line are at least.
	finest = 1.4
	// leastPart is how wide or high an island is at least to be drawn.
	leastPart = 2.5
)

// Around draws a country, by its ISO 3166-1 alpha-2 code, with its neighbours, and
// marks a town where one is given and seen.
// name gives what a country is called; one without a name is drawn without.
// A country of a few streets is a ring and no land. There is none for a country
// that the atlas does not have.
func (a *Atlas) Around(code string, town *Town, name func(code string) string) (*Map, bool) {
	c := a.find(code)
	if c == nil {
		return nil, false
	}
	w := around(c)
	m := new(Map)
	var names []named
	for i := range a.countries {
		land, parts := draw(&a.countries[i], w)
		if land.Path == "" {
			continue
		}
		land.Chosen = a.countries[i].code == code
		m.Lands = append(m.Lands, land)
		if n := newNamed(land, parts, name); n.text != "" {
			names = append(names, n)
		}
	}
	slices.SortStableFunc(m.Lands, func(x, y Land) int { return chosenLast(x.Chosen, y.Chosen) })
	m.Spot = newSpot(w, town)
	m.Labels = labels(names, m.Spot)
	b := c.extent()
	from, to := w.place(b.min), w.place(b.max)
	if math.Max(to[0]-from[0], from[1]-to[1]) < visible {
		m.Ring = Ring{X: Width / 2, Y: Height / 2, R: visible}
	}
	return m, true
}

func chosenLast(x, y bool) int {
	switch {
	case x == y:
		return 0
	case y:
		return -1
	}
	return 1
}

// draw gives what is seen of a country, and the parts of it. Where the window
// reaches over the date line, what lies beyond is drawn once more.
func draw(c *country, w window) (Land, [][]point) {
	var path strings.Builder
	var parts [][]point
	for _, turn := range []float64{-360, 0, 360} {
		for i, ring := range c.rings {
			b := boxOf([]point{w.place(c.boxes[i].min.turned(turn)), w.place(c.boxes[i].max.turned(turn))})
			if !b.meets(frame()) || max(b.max[0]-b.min[0], b.max[1]-b.min[1]) < leastPart {
				continue
			}
			drawn := make([]point, len(ring))
			for j, p := range ring {
				drawn[j] = w.place(p.turned(turn))
			}
			if part := thin(cut(drawn, frame())); len(part) > 2 {
				parts = append(parts, part)
				writePath(&path, part)
			}
		}
	}
	return Land{Code: c.code, Path: path.String()}, parts
}

// thin leaves out points that are too near to the one before.
func thin(ring []point) []point {
	var kept []point
	for _, p := range ring {
		if len(kept) == 0 || math.Hypot(p[0]-kept[len(kept)-1][0], p[1]-kept[len(kept)-1][1]) >= finest {
			kept = append(kept, p)
		}
	}
	return kept
}

// writePath writes a ring as SVG does, each point from the one before.
func writePath(b *strings.Builder, ring []point) {
	x, y := 0, 0
	for i, p := range ring {
		nx, ny := int(math.Round(p[0]*10)), int(math.Round(p[1]*10))
		switch {
		case i == 0:
			b.WriteByte('M')
		case i == 1:
			b.WriteByte('l')
		case nx >= x:
			b.WriteByte(' ')
		}
		writeTenths(b, nx-x)
		if ny >= y {
			b.WriteByte(' ')
		}
		writeTenths(b, ny-y)
		x, y = nx, ny
	}
	b.WriteByte('z')
}

func writeTenths(b *strings.Builder, tenths int) {
	b.WriteString(strconv.FormatFloat(float64(tenths)/10, 'f', -1, 64))
}

// named is a country's name where there is room for it.
type named struct {
	text   string
	at     point
	size   float64
	chosen bool
}

// newNamed finds the place for a name: the middle of the largest part that is
// seen, where that is wide enough and the middle is in it.
func newNamed(l Land, parts [][]point, name func(string) string) named {
	n := named{chosen: l.Chosen}
	var best []point
	for _, part := range parts {
		if size, middle := area(part); size > n.size {
			n.size, n.at, best = size, middle, part
		}
	}
	text := name(l.Code)
	if best == nil || text == "" {
		return named{}
	}
	b := boxOf(best)
	half := float64(utf8.RuneCountInString(text)) * letter / 2
	fits := b.max[0]-b.min[0] >= half*2 && b.max[1]-b.min[1] >= line && contains(best, n.at)
	if !fits && !l.Chosen || n.at[0] < half || n.at[0] > Width-half || n.at[1] < line || n.at[1] > Height-line {
		return named{}
	}
	n.text = text
	return n
}

// contains reports whether a point is inside a ring.
func contains(ring []point, p point) bool {
	inside := false
	for i, a := range ring {
		b := ring[(i+1)%len(ring)]
		if (a[1] > p[1]) != (b[1] > p[1]) && p[0] < a[0]+(b[0]-a[0])*(p[1]-a[1])/(b[1]-a[1]) {
			inside = !inside
		}
	}
	return inside
}

// labels are the names that do not stand in each other's way: the country itself
// first, then the larger.
func labels(names []named, spot *Spot) []Label {
	slices.SortStableFunc(names, func(x, y named) int {
		return cmp.Or(-chosenLast(x.chosen, y.chosen), cmp.Compare(y.size, x.size))
	})
	var list []Label
	taken := spot.taken()
	for _, n := range names {
		half := float64(utf8.RuneCountInString(n.text)) * letter / 2
		for _, shift := range n.shifts() {
			y := n.at[1] + shift
			b := box{point{n.at[0] - half, y - line/2}, point{n.at[0] + half, y + line/2}}
			if slices.ContainsFunc(taken, b.meets) {
				continue
			}
			taken = append(taken, b)
			list = append(list, Label{X: n.at[0], Y: y, Text: n.text, Chosen: n.chosen})
			break
		}
	}
	return list
}

// shifts are how far from its place a name may stand: that of the country itself
// gives way to a town.
func (n named) shifts() []float64 {
	if n.chosen {
		return []float64{0, line, -line, 2 * line, -2 * line}
	}
	return []float64{0}
}
