package likely

import "math"

// Share is how much of their company two names have in common, from 0 to 1: the
// companions of both over those of the one that has fewer, each weighing more
// the fewer articles name it. a and b hold who is named with each; named tells in
// how many of all articles a companion is.
func Share(a, b []string, named func(companion string) int, articles int) float64 {
	weight := func(c string) float64 {
		return math.Log(1 + float64(max(1, articles))/float64(max(1, named(c))))
	}
	inA := make(map[string]bool, len(a))
	ofA, ofB, common := 0., 0., 0.
	for _, c := range a {
		inA[c] = true
		ofA += weight(c)
	}
	for _, c := range b {
		w := weight(c)
		ofB += w
		if inA[c] {
			common += w
		}
	}
	if fewer := min(ofA, ofB); fewer > 0 {
		return common / fewer
	}
	return 0
}
