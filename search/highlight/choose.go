package highlight

import (
	"cmp"
	"slices"
)

// piece is a run of tokens, both ends in it; empty where last is before first.
type piece struct{ first, last int }

// inside gives the units that stand in p from end to end.
func inside(all []found, p piece) []found {
	from, _ := slices.BinarySearchFunc(all, p.first, func(f found, first int) int { return cmp.Compare(f.first, first) })
	var in []found
	for _, f := range all[from:] {
		if f.first > p.last {
			break
		}
		if f.last <= p.last {
			in = append(in, f)
		}
	}
	return in
}

// best gives the run of found units that is worth showing most among those that
// fit into size, and in which of the free pieces it is; -1 where there is none.
func (h *Highlighter) best(v *view, all []found, free []piece, size int) (piece, int) {
	var best window
	at := -1
	for i, p := range free {
		w := h.bestIn(v, inside(all, p), size)
		if w.units > 0 && (at < 0 || w.better(best)) {
			best, at = w, i
		}
	}
	return best.piece, at
}

// window is a run of found units with what it is worth.
type window struct {
	piece
	words int // different words of the query in it
	units int // found units in it
}

// better reports whether w is worth more than o, or as much and stands first.
func (w window) better(o window) bool {
	if w.words != o.words {
		return w.words > o.words
	}
	if w.units != o.units {
		return w.units > o.units
	}
	return w.first < o.first
}

// bestIn slides a window of size over the units. One that is longer by itself is
// a window of its own.
func (h *Highlighter) bestIn(v *view, all []found, size int) window {
	var best window
	counts := make([]int, len(h.units)+1) // the last is what is marked beside the query
	w, end := window{}, 0
	for start := range all {
		for end < len(all) && (end == start || v.ends[all[end].last]-v.starts[all[start].first] <= size) {
			if counts[all[end].unit]++; counts[all[end].unit] == 1 {
				w.words += h.wordsOf(all[end].unit)
			}
			w.units++
			end++
		}
		w.first = all[start].first
		if w.better(best) {
			best = w
			best.piece = cover(all[start:end])
		}
		if counts[all[start].unit]--; counts[all[start].unit] == 0 {
			w.words -= h.wordsOf(all[start].unit)
		}
		w.units--
	}
	return best
}

// wordsOf is how many words of the query a unit stands for.
func (h *Highlighter) wordsOf(unit int) int {
	if unit == len(h.units) {
		return 1
	}
	return len(h.units[unit].words)
}

// cover is the piece that the units cover.
func cover(all []found) piece {
	p := piece{all[0].first, all[0].last}
	for _, f := range all {
		p.last = max(p.last, f.last)
	}
	return p
}
