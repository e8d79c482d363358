package feature

import "math/bits"

// around holds what Context looks at: the token and two on each side.
type around struct {
	t        *Token
	mode     Mode
	l        [5]uint64 // lower, at -2 to 2
	c        [3]uint64 // group, at -1 to 1
	f        [3]uint64 // field
	s        [3]uint64 // shape, at -1 to 1
	lists    [3]uint32
	parts    [3]uint64
	cue      [3]uint64
	capitals uint64 // a bit each at -1 to 1
}

func (s *Sentence) around(i int) around {
	a := around{t: &s.Tokens[i], mode: s.Mode}
	for k := range 5 {
		at := i + k - 2
		if at < 0 || at >= len(s.Tokens) {
			a.l[k] = outside
			if k >= 1 && k <= 3 {
				a.s[k-1], a.c[k-1], a.f[k-1] = outside, outside<<32, outside<<32
			}
			continue
		}
		t := &s.Tokens[at]
		a.l[k] = t.lemma.hash
		if k >= 1 && k <= 3 {
			a.s[k-1], a.lists[k-1], a.parts[k-1] = t.form(s.Mode), t.lists, t.parts
			a.cue[k-1], a.c[k-1], a.f[k-1] = uint64(t.cue), t.lemma.group, t.lemma.field
			if t.Capital {
				a.capitals |= 1 << (k - 1)
			}
		}
	}
	return a
}

// Context appends the features of a token that depend on more than one word.
func (v *Vocabulary) Context(dst []uint64, s *Sentence, i int) []uint64 {
	a := s.around(i)
	dst = a.words(dst, i == 0)
	switch {
	case !a.t.Capital:
		dst = append(dst, mix(link, a.capitals))
	case s.Mode == Prose:
		dst = s.run(dst, i)
	}
	if v.lists != nil {
		dst = a.list(dst)
	}
	dst = append(dst, mix(cuesAround, mix(a.cue[0]<<16|a.cue[1]<<8|a.cue[2], a.t.kind(a.mode))))
	if a.t.Capital {
		dst = v.elsewhere(dst, &a, i == 0)
	}
	return dst
}

func (a *around) words(dst []uint64, first bool) []uint64 {
	l, c, f, s := &a.l, &a.c, &a.f, &a.s
	shapes := mix(s[0], s[1])
	var begin uint64
	if first {
		begin = 1
	}
	return append(dst,
		mix(shapeBefore, shapes), mix(shapeBehind, mix(s[1], s[2])), mix(shapeBoth, mix(shapes, s[2])),
		mix(shapeFirst, mix(s[1], begin)), mix(lowerShape, mix(l[1], s[1])), mix(shapeLower, mix(s[1], l[3])),
		mix(lowersShape, mix(mix(l[0], l[1]), s[1])), mix(shapeLowers, mix(mix(s[1], l[3]), l[4])),
		mix(lowerBefore, mix(l[1], l[2])), mix(lowerBehind, mix(l[2], l[3])),
		mix(lowerShapeLower, mix(mix(l[1], s[1]), l[3])),
		mix(clusterBefore, mix(c[0], c[1])), mix(clusterBehind, mix(c[1], c[2])),
		mix(clusterAround, mix(mix(c[0], s[1]), c[2])), mix(clusterShapes, mix(mix(f[0], f[1]), f[2])))
}

// run tells of the row of capitals that a token stands in.
func (s *Sentence) run(dst []uint64, i int) []uint64 {
	start, end := s.Tokens[i].segment, s.Tokens[i].behind
	at := func(k int) *lemma {
		if k < 0 || k >= len(s.Tokens) {
			return nil
		}
		return s.Tokens[k].lemma
	}
	hash := func(l *lemma) (uint64, uint64) {
		if l == nil {
			return outside, outside << 32
		}
		return l.hash, l.field
	}
	before, beforeGroup := hash(at(start - 1))
	behind, behindGroup := hash(at(end))
	before2, _ := hash(at(start - 2))
	behind2, _ := hash(at(end + 1))
	place, rest := uint64(min(i-start, 4)), uint64(min(end-1-i, 4))
	whole := uint64(min(end-start, 5))
	var begin, isLast, isFirst uint64
	if start == 0 {
		begin = 1
	}
	if i == end-1 {
		isLast = 1
	}
	if i == start {
		isFirst = 1
	}
	last, first := s.Tokens[end-1].lemma, s.Tokens[start].lemma
	return append(dst,
		mix(runPlace, place*8+whole|begin<<8), mix(runLast, mix(last.hash, isLast)), mix(runFirst, mix(first.hash, isFirst)),
		mix(runBefore, mix(before, place)), mix(runBehind, mix(behind, rest)), mix(runEnding, mix(last.ending, isLast)),
		mix(runAround, mix(before, behind)), mix(runBehind2, mix(behind, behind2)), mix(runBefore2, mix(before2, before)),
		mix(runLastCluster, mix(last.group, isLast)), mix(runAroundGroup, mix(beforeGroup, behindGroup)),
		mix(runGroup, mix(mix(first.field, last.field), place*8+whole)))
}

func (a *around) list(dst []uint64) []uint64 {
	for k := range uint64(3) {
		parts := a.parts[k]
		if parts == 0 {
			dst = append(dst, mix(listed+k, 0))
		}
		for parts != 0 {
			kind := bits.TrailingZeros64(parts) / 4
			dst = append(dst, mix(listed+k, uint64(kind)<<8|parts>>(4*kind)&15))
			parts &^= 15 << (4 * kind)
		}
	}
	here := uint64(a.lists[1])
	return append(dst, mix(listSet, here|a.t.kind(a.mode)<<32), mix(listSetBefore, uint64(a.lists[0])|here<<32),
		mix(listSetBehind, here|uint64(a.lists[2])<<32), mix(listShape, mix(here, a.s[1])))
}

// elsewhere tells what the word is like in the rest of the document.
func (v *Vocabulary) elsewhere(dst []uint64, a *around, first bool) []uint64 {
	x := v.of(a.t)
	if x == nil {
		return dst
	}
	var begin uint64
	if first {
		begin = 1
	}
	kind := a.t.kind(a.mode)
	dst = append(dst, mix(docCase, uint64(x.capital)|uint64(x.small)<<2|kind<<4|begin<<8),
		mix(docPlace, uint64(x.person)|uint64(x.org)<<2|uint64(x.inner)<<4|kind<<6))
	for _, h := range x.before[:x.nBefore] {
		if h != a.l[1] {
			dst = append(dst, mix(docBefore, h))
		}
	}
	for _, h := range x.behind[:x.nBehind] {
		if h != a.l[3] {
			dst = append(dst, mix(docBehind, h))
		}
	}
	return dst
}
