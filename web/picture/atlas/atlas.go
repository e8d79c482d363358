package atlas

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
)

// packed holds the outlines; make says in which form.
//
//go:embed outlines.gz
var packed []byte

// grid is how many steps a degree has in the file.
const grid = 50

// point is longitude and latitude in degrees, or a place in a drawing.
type point [2]float64

// country is a country's rings, the largest first; holes are rings as well.
type country struct {
	code  string // "--" where it has none
	rings [][]point
	boxes []box // around the rings
}

// Atlas knows the outlines of countries. It is safe for use by many goroutines.
type Atlas struct{ countries []country }

// Load reads the outlines that are embedded.
func Load() (*Atlas, error) {
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("atlas: %w", err)
	}
	plain, err := io.ReadAll(z)
	if err != nil {
		return nil, fmt.Errorf("atlas: %w", err)
	}
	a := new(Atlas)
	if a.countries, err = decode(plain); err != nil {
		return nil, fmt.Errorf("atlas: %w", err)
	}
	return a, nil
}

// errFile is a file that is not what make writes.
var errFile = errors.New("the outlines cannot be read")

// reader reads the file; after its end it gives zeros, and is broken.
type reader struct {
	rest   []byte
	broken bool
}

func (r *reader) number() int {
	v, n := binary.Uvarint(r.rest)
	if n <= 0 || v > math.MaxInt32 {
		r.broken = true
		return 0
	}
	r.rest = r.rest[n:]
	return int(v)
}

func (r *reader) step() int {
	v, n := binary.Varint(r.rest)
	if n <= 0 || v > math.MaxInt32 || v < math.MinInt32 {
		r.broken = true
		return 0
	}
	r.rest = r.rest[n:]
	return int(v)
}

func (r *reader) code() string {
	if len(r.rest) < 2 {
		r.broken = true
		return ""
	}
	code := string(r.rest[:2])
	r.rest = r.rest[2:]
	return code
}

// count is a number of things that follow, each of at least one byte.
func (r *reader) count() int {
	n := r.number()
	if n > len(r.rest) {
		r.broken = true
		return 0
	}
	return n
}

func decode(plain []byte) ([]country, error) {
	r := &reader{rest: plain}
	arcs := make([][]point, r.count())
	for i := range arcs {
		x, y := 0, 0
		for range r.count() {
			x, y = x+r.step(), y+r.step()
			arcs[i] = append(arcs[i], point{float64(x) / grid, float64(y) / grid})
		}
	}
	countries := make([]country, r.count())
	for i := range countries {
		countries[i].code = r.code()
		for range r.count() {
			ring, ok := r.ring(arcs)
			if !ok {
				return nil, errFile
			}
			countries[i].rings = append(countries[i].rings, ring)
			countries[i].boxes = append(countries[i].boxes, boxOf(ring))
		}
	}
	if r.broken || len(r.rest) > 0 {
		return nil, errFile
	}
	return countries, nil
}

// ring joins the arcs that it is made of, of which each begins where the one
// before ends.
func (r *reader) ring(arcs [][]point) (ring []point, ok bool) {
	for range r.count() {
		ref := r.step()
		i := max(ref, ^ref)
		if i >= len(arcs) {
			return nil, false
		}
		arc := arcs[i]
		if ref < 0 {
			arc = slices.Clone(arc)
			slices.Reverse(arc)
		}
		if len(ring) > 0 && len(arc) > 0 {
			arc = arc[1:]
		}
		ring = append(ring, arc...) // a copy: arcs are shared
	}
	unwrap(ring)
	return ring, len(ring) > 2
}

// unwrap takes a ring over the date line as it runs: behind 180 degrees comes 181,
// and not -179.
func unwrap(ring []point) {
	turn := 0.
	for i := 1; i < len(ring); i++ {
		ring[i][0] += turn
		by := -360 * math.Round((ring[i][0]-ring[i-1][0])/360)
		turn += by
		ring[i][0] += by
	}
}

// Has reports whether a country, by its ISO 3166-1 alpha-2 code, is drawn.
func (a *Atlas) Has(code string) bool { return a.find(code) != nil }

func (a *Atlas) find(code string) *country {
	for i := range a.countries {
		if a.countries[i].code == code && code != "--" {
			return &a.countries[i]
		}
	}
	return nil
}
