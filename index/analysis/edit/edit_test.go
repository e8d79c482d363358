package edit_test

import (
	"testing"

	"github.com/dateline-search/dateline/index/analysis/edit"
)

// The pairs are worked by hand, letter by letter.
func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"", "", 0},
		{"", "abc", 3},
		{"harbour", "harbour", 0},
		{"harbour", "harbor", 1},     // dropped
		{"harbor", "harbour", 1},     // added
		{"harbour", "harbeur", 1},    // changed
		{"harbour", "harbuor", 1},    // exchanged
		{"harbour", "rahbour", 2},    // h and r are no neighbours
		{"kitten", "sitting", 3},     // two changed, one added
		{"ca", "abc", 3},             // exchanged letters are not parted again
		{"élan", "elan", 1},          // code points, not bytes
		{"林可唐", "林唐", 1},             //
		{"timeout", "tiemout", 1},    //
		{"abcdef", "uvwxyz", 6},      // nothing in common
		{"interval", "intervall", 1}, // doubled
	} {
		for _, pair := range [][2]string{{c.a, c.b}, {c.b, c.a}} {
			if got := edit.Distance(pair[0], pair[1]); got != c.want {
				t.Errorf("Distance(%q, %q) = %d, want %d", pair[0], pair[1], got, c.want)
			}
			for most := range 8 {
				if got := edit.Within(pair[0], pair[1], most); got != (c.want <= most) {
					t.Errorf("Within(%q, %q, %d) = %v, where they are %d apart", pair[0], pair[1], most, got, c.want)
				}
			}
		}
	}
}
