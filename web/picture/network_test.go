package picture

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Four nodes: 0 and 3 are always together, 1 and 2 half of the time.
func TestNetworkPutsTogetherWhatBelongsTogether(t *testing.T) {
	n := NewNetwork([]int{10, 8, 8, 10}, []Link{{0, 3, 10}, {1, 2, 4}, {0, 1, 1}})
	if n.Height != 2*rowHeight || n.Middle.X != NetworkWidth/2 {
		t.Errorf("%d high, its middle %+v", n.Height, n.Middle)
	}
	right := []bool{!n.Spots[0].Left, !n.Spots[1].Left, !n.Spots[2].Left, !n.Spots[3].Left}
	if diff := cmp.Diff([]bool{true, false, false, true}, right); diff != "" {
		t.Errorf("on the right side (-want +got):\n%s", diff)
	}
	var drawn []Link
	for _, s := range n.Strands {
		drawn = append(drawn, s.Link)
	}
	// What was met once is not drawn; the closest comes last.
	if diff := cmp.Diff([]Link{{1, 2, 4}, {0, 3, 10}}, drawn); diff != "" {
		t.Errorf("drawn (-want +got):\n%s", diff)
	}
	if n.Strands[1].Width != thickest || n.Strands[0].Width != thickest*.4 {
		t.Errorf("%v and %v wide", n.Strands[0].Width, n.Strands[1].Width)
	}
}

// Whatever comes in, no two nodes stand on one line of names, and all are inside.
func TestNetworkHasRoomForEachName(t *testing.T) {
	for count := range 2 * MaxNodes {
		sizes := make([]int, count)
		var links []Link
		for i := range sizes {
			sizes[i] = i
			links = append(links, Link{i, (i * 7) % count, i}, Link{i, count + 3, 5})
		}
		n := NewNetwork(sizes, links)
		if want := min(count, MaxNodes); len(n.Spots) != want {
			t.Fatalf("%d of %d nodes", len(n.Spots), want)
		}
		for i, s := range n.Spots {
			if !(s.X > 0 && s.X < NetworkWidth && s.Y > 0 && s.Y < float64(n.Height)) {
				t.Errorf("%d of %d is at %v", i, count, s)
			}
			for _, other := range n.Spots[:i] {
				if s.Left == other.Left && math.Abs(s.Y-other.Y) < rowHeight-1e-9 {
					t.Errorf("%d of %d: %v is too near to %v", i, count, s, other)
				}
			}
		}
	}
}
