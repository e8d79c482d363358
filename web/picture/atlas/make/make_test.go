package main

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Two squares of 4 by 4 degrees that share a border, whose middle point bends
// nothing; and an island that cannot be seen.
const twoSquares = `{"type": "Topology", "transform": {"scale": [0.01, 0.01], "translate": [0, 0]},
"arcs": [
	[[400, 0], [0, 200], [0, 200]],
	[[400, 400], [-400, 0], [0, -400], [400, 0]],
	[[400, 0], [400, 0], [0, 400], [-400, 0]],
	[[900, 900], [10, 0], [0, 10], [-10, -10]]
],
"objects": {"countries": {"type": "GeometryCollection", "geometries": [
	{"type": "Polygon", "id": "586", "arcs": [[0, 1]], "properties": {"name": "Pakistan"}},
	{"type": "MultiPolygon", "id": "356", "arcs": [[[3]], [[2, -1]]], "properties": {"name": "India"}}
]}}}`

func TestConvert(t *testing.T) {
	plain, err := convert([]byte(twoSquares), nil)
	if err != nil {
		t.Fatal(err)
	}
	// Varints (zigzag: 0, -1, 1, … are 0, 1, 2, …), 50 steps a degree: 200 steps
	// are 400, which is 0x90 0x03; -200 are 399, 0x8f 0x03.
	want := []byte{
		3,                                                 // arcs, in the order in which they are used: India's, the border, Pakistan's
		4, 0x90, 3, 0, 0x90, 3, 0, 0, 0x90, 3, 0x8f, 3, 0, // from (4, 0) by 4 east, 4 north, 4 west
		2, 0x90, 3, 0, 0, 0x90, 3, // the border without its middle
		4, 0x90, 3, 0x90, 3, 0x8f, 3, 0, 0, 0x8f, 3, 0x90, 3, 0,
		2,                    // countries
		'I', 'N', 1, 2, 0, 3, // a ring of arc 0, and arc 1 (-2 is 3) backwards
		'P', 'K', 1, 2, 2, 4, // of arcs 1 and 2
	}
	if diff := cmp.Diff(want, plain); diff != "" {
		t.Errorf("written (-want +got):\n%s", diff)
	}
	for _, broken := range []string{"", "{", `{"objects": {"countries": {"geometries": [{"type": "Point"}]}}}`} {
		if _, err := convert([]byte(broken), nil); err == nil {
			t.Errorf("%q is read", broken)
		}
	}
}

// A point stays where it makes a triangle that can be seen, and a closed line
// stays one.
func TestSimplify(t *testing.T) {
	line := simplify([][2]float64{{0, 0}, {1, .001}, {2, 0}, {3, 1}, {4, 0}})
	if diff := cmp.Diff([][2]float64{{0, 0}, {2, 0}, {3, 1}, {4, 0}}, line); diff != "" {
		t.Errorf("a line (-want +got):\n%s", diff)
	}
	islet := [][2]float64{{0, 0}, {.01, 0}, {.01, .01}, {.005, .015}, {0, .01}, {0, 0}}
	if got := simplify(islet); len(got) != 4 || got[0] != got[3] {
		t.Errorf("an islet: %v", got)
	}
}
