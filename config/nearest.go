package config

import (
	"slices"
	"strings"

	"github.com/dateline-search/dateline/index/analysis/edit"
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
		return min(edit.Distance(name, other), edit.Distance(last(name), last(other))+1)
	}
	return slices.MinFunc(known, func(a, b string) int { return far(a) - far(b) })
}
