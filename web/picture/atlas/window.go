package atlas

import "math"

// The drawing, in units of which a phone shows about one a pixel.
const (
	Width  = 340
	Height = 220
)

const (
	// room is how much of its neighbours is seen around a country: 1 is none.
	room = 1.5
	// leastSpan is how many degrees of latitude a drawing shows at least, so that
	// one sees where a small country lies.
	leastSpan = 9
	// mainPart is how large a ring is at least, against the largest, and farPart
	// how many degrees away from it at most, to be shown whole: France is shown
	// without Guiana.
	mainPart = .1
	farPart  = 30
)

// turned is the point after a turn around the earth, in degrees.
func (p point) turned(by float64) point { return point{p[0] + by, p[1]} }

// box is a rectangle: from the least to the greatest of both coordinates.
type box struct{ min, max point }

func boxOf(points []point) box {
	b := box{point{math.Inf(1), math.Inf(1)}, point{math.Inf(-1), math.Inf(-1)}}
	for _, p := range points {
		for i := range p {
			b.min[i], b.max[i] = math.Min(b.min[i], p[i]), math.Max(b.max[i], p[i])
		}
	}
	return b
}

func (b box) with(c box) box { return boxOf([]point{b.min, b.max, c.min, c.max}) }

func (b box) meets(c box) bool {
	return b.min[0] <= c.max[0] && b.max[0] >= c.min[0] && b.min[1] <= c.max[1] && b.max[1] >= c.min[1]
}

func (b box) middle() point { return point{(b.min[0] + b.max[0]) / 2, (b.min[1] + b.max[1]) / 2} }

// area is that of a ring, and inside its centroid.
func area(ring []point) (size float64, inside point) {
	for i, p := range ring {
		q := ring[(i+1)%len(ring)]
		cross := p[0]*q[1] - q[0]*p[1]
		size += cross / 2
		inside[0] += (p[0] + q[0]) * cross / 6
		inside[1] += (p[1] + q[1]) * cross / 6
	}
	if size == 0 {
		return 0, ring[0]
	}
	return math.Abs(size), point{inside[0] / size, inside[1] / size}
}

// extent is the rectangle of a country's main parts.
func (c *country) extent() box {
	largest, _ := area(c.rings[0])
	whole := c.boxes[0]
	for i, ring := range c.rings[1:] {
		size, _ := area(ring)
		b := c.boxes[i+1]
		if size >= largest*mainPart && distance(b.middle(), whole.middle()) <= farPart {
			whole = whole.with(b)
		}
	}
	return whole
}

func distance(a, b point) float64 {
	return math.Hypot((a[0]-b[0])*math.Cos(b[1]*math.Pi/180), a[1]-b[1])
}

// window is a part of the earth, drawn flat: true to the directions and sizes of
// its middle parallel (equirectangular).
type window struct {
	middle point
	shrink float64 // of degrees of longitude, against those of latitude
	scale  float64 // units a degree of latitude
}

// around is the window in which a country is seen with its neighbours.
func around(c *country) window {
	b := c.extent()
	w := window{middle: b.middle()}
	w.shrink = math.Max(.2, math.Cos(w.middle[1]*math.Pi/180))
	tall := math.Max((b.max[1]-b.min[1])*room, leastSpan)
	wide := (b.max[0] - b.min[0]) * room * w.shrink
	w.scale = math.Min(Height/tall, Width/wide)
	return w
}

// place is where a point of the earth is drawn.
func (w window) place(p point) point {
	return point{
		Width/2 + (p[0]-w.middle[0])*w.shrink*w.scale,
		Height/2 - (p[1]-w.middle[1])*w.scale,
	}
}

// edge is how far beyond what is seen lines are drawn, so that where they were cut
// off is not seen.
const edge = 4

// frame is what is drawn.
func frame() box { return box{point{-edge, -edge}, point{Width + edge, Height + edge}} }

// cut cuts a ring to a box (Sutherland and Hodgman 1974).
func cut(ring []point, b box) []point {
	for axis := range 2 {
		ring = cutAt(ring, axis, b.min[axis], 1)
		ring = cutAt(ring, axis, b.max[axis], -1)
	}
	return ring
}

// cutAt keeps what lies beyond a limit, in the direction of sign.
func cutAt(ring []point, axis int, limit, sign float64) []point {
	var kept []point
	for i, p := range ring {
		q := ring[(i+len(ring)-1)%len(ring)]
		in, before := (p[axis]-limit)*sign >= 0, (q[axis]-limit)*sign >= 0
		if in != before {
			t := (limit - q[axis]) / (p[axis] - q[axis])
			crossing := point{q[0] + t*(p[0]-q[0]), q[1] + t*(p[1]-q[1])}
			crossing[axis] = limit
			kept = append(kept, crossing)
		}
		if in {
			kept = append(kept, p)
		}
	}
	return kept
}
