package edit

import "math"

// Distance is how many code points must be added, dropped or changed, or exchanged
// with their neighbour, to make one word of the other; each is exchanged once at
// most (the distance of optimal string alignment).
func Distance(a, b string) int { return distance([]rune(a), []rune(b), math.MaxInt-1) }

// Within reports whether the distance is at most so much. It gives up as soon as
// it is more.
func Within(a, b string, most int) bool { return distance([]rune(a), []rune(b), most) <= most }

// distance gives most+1 for all that is more than most. Row i holds the distances
// of the first i of x from each beginning of y.
func distance(x, y []rune, most int) int {
	if len(x)-len(y) > most || len(y)-len(x) > most {
		return most + 1
	}
	before, last, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row[0] = i
		least := i
		for j := 1; j <= len(y); j++ {
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+differ(x[i-1], y[j-1]))
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > most {
			return most + 1
		}
		before, last, row = last, row, before
	}
	return min(last[len(y)], most+1)
}

func differ(a, b rune) int {
	if a == b {
		return 0
	}
	return 1
}
