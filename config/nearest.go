package config

import (
	"slices"
	"strings"
)

// nearest is the known name that is most like the given one. A name without its
// section or in the wrong one is near as well, and so is a section's own name,
// or one below a key.
func nearest(name string, known []string, sep string) string {
	last := func(s string) string { return s[strings.LastIndex(s, sep)+1:] }
	far := func(other string) int {
		if strings.HasPrefix(other, name+sep) || strings.HasPrefix(name, other+sep) {
			return 1
		}
		return min(distance(name, other), distance(last(name), last(other))+1)
	}
	return slices.MinFunc(known, func(a, b string) int { return far(a) - far(b) })
}

// distance is the number of letters to add, drop or change between two names.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
