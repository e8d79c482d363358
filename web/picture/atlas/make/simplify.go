package main

import (
	"encoding/binary"
	"math"
)

const (
	// leastBend is the area in square degrees of the triangle that a point makes
	// with its neighbours, below which it is left out.
	leastBend = .003
	// grid is how many steps a degree has in the file: finer than a pixel.
	grid = 50
)

// simplified are the arcs with the points that matter.
func (w *world) simplified() [][][2]float64 {
	arcs := make([][][2]float64, len(w.Arcs))
	for i := range w.Arcs {
		arcs[i] = simplify(w.points(i))
	}
	return arcs
}

// simplify takes out the points that bend a line least, one after the other
// (Visvalingam and Whyatt 1993). The ends stay: other lines begin there. A line
// that closes keeps two points more, so that it still encloses something.
func simplify(line [][2]float64) [][2]float64 {
	least := 2
	if line[0] == line[len(line)-1] {
		least = 4
	}
	for len(line) > least {
		at, smallest := 0, math.Inf(1)
		for i := 1; i+1 < len(line); i++ {
			if bend := triangle(line[i-1], line[i], line[i+1]); bend < smallest {
				at, smallest = i, bend
			}
		}
		if smallest >= leastBend {
			break
		}
		line = append(line[:at:at], line[at+1:]...)
	}
	return line
}

// triangle is its area, shrunk as the meridians meet.
func triangle(a, b, c [2]float64) float64 {
	area := math.Abs((b[0]-a[0])*(c[1]-a[1])-(c[0]-a[0])*(b[1]-a[1])) / 2
	return area * math.Cos(b[1]*math.Pi/180)
}

// encode writes arcs and countries as package atlas reads them: all numbers as
// varints (encoding/binary); of each arc that is used its number of points and the
// steps between them; of each country its code, and of each ring its arcs.
func encode(arcs [][][2]float64, lands []land) []byte {
	number, used := map[int]int{}, 0
	var body, head []byte
	for _, l := range lands {
		for _, ring := range l.rings {
			for _, ref := range ring {
				i := max(ref, ^ref)
				if _, there := number[i]; !there {
					number[i] = used
					used++
					body = appendArc(body, arcs[i])
				}
			}
		}
	}
	head = append(binary.AppendUvarint(head, uint64(used)), body...)
	head = binary.AppendUvarint(head, uint64(len(lands)))
	for _, l := range lands {
		code := l.code
		if code == "" {
			code = "--"
		}
		head = binary.AppendUvarint(append(head, code...), uint64(len(l.rings)))
		for _, ring := range l.rings {
			head = binary.AppendUvarint(head, uint64(len(ring)))
			for _, ref := range ring {
				to := number[max(ref, ^ref)]
				if ref < 0 {
					to = ^to
				}
				head = binary.AppendVarint(head, int64(to))
			}
		}
	}
	return head
}

func appendArc(b []byte, arc [][2]float64) []byte {
	b = binary.AppendUvarint(b, uint64(len(arc)))
	var x, y int64
	for _, p := range arc {
		nx, ny := int64(math.Round(p[0]*grid)), int64(math.Round(p[1]*grid))
		b = binary.AppendVarint(binary.AppendVarint(b, nx-x), ny-y)
		x, y = nx, ny
	}
	return b
}
