package highlight

import (
	"cmp"
	"slices"
)

// found is a unit of the query in a text, from its first to its last token.
type found struct {
	first, last int
	unit        int
}

// find gives all units of the query in a field and what else is to be marked, by
// their first token.
func (h *Highlighter) find(v *view, field, lang string, also []Mark) []found {
	all := h.also(v, also)
	if len(h.units) > 0 && len(v.tokens) > 0 {
		all = h.findUnits(all, v, field, lang)
	}
	slices.SortFunc(all, func(a, b found) int {
		return cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(a.last, b.last), cmp.Compare(a.unit, b.unit))
	})
	return slices.Compact(all)
}

// also gives the tokens of ranges that are to be marked; they are one unit, behind
// those of the query.
func (h *Highlighter) also(v *view, marks []Mark) []found {
	var all []found
	for _, m := range marks {
		first, _ := slices.BinarySearch(v.ends, m[0]+1)
		last, _ := slices.BinarySearch(v.starts, m[1])
		if last--; first <= last {
			all = append(all, found{first: first, last: last, unit: len(h.units)})
		}
	}
	return all
}

// findUnits appends all units of the query in a field.
func (h *Highlighter) findUnits(all []found, v *view, field, lang string) []found {
	d := h.dictionary(lang)
	known := make(map[string][]int)
	words := make([][]int, len(v.tokens)) // by token: the words it is a form of
	for i, t := range v.tokens {
		words[i] = d.lookup(v.text, t, known)
		for _, w := range words[i] {
			all = h.endingAt(all, words[:i+1], w, field)
		}
	}
	for _, near := range h.spans {
		all = append(all, near.find(&places{view: v, field: field, near: near, words: words})...)
	}
	return all
}

// endingAt appends to all the units that end with word w at the last token of
// words.
func (h *Highlighter) endingAt(all []found, words [][]int, w int, field string) []found {
	last := len(words) - 1
	for _, i := range h.ends[w] {
		u := h.units[i]
		if u.field != "" && u.field != field {
			continue
		}
		if first := last - len(u.words) + 1; first >= 0 && standsAt(u, words[first:]) {
			all = append(all, found{first: first, last: last, unit: i})
		}
	}
	return all
}

// standsAt reports whether each word of u is one of the words there.
func standsAt(u unit, words [][]int) bool {
	for i, w := range u.words {
		if !slices.Contains(words[i], w) {
			return false
		}
	}
	return true
}
