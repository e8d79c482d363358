package highlight

// widen adds to a piece what stands around it and fits into size, up to the ends
// of the free piece that it is in: the sentences that it is in if they fit, else
// some words before it and as much as fits behind it.
func (v *view) widen(core, free piece, size int) piece {
	room := size - (v.ends[core.last] - v.starts[core.first])
	if room <= 0 {
		return core
	}
	p := piece{v.sentenceStart(core.first, free.first, room), v.sentenceEnd(core.last, free.last, room)}
	if !v.startsSentence(p.first) || !v.endsSentence(p.last) || v.length(p) > size {
		p = piece{v.widenFront(core.first, free.first, room), core.last}
	}
	p.last = v.widenBack(p, free.last, size)
	return v.fill(p, free.first, size)
}

// sentenceStart gives the token that begins the sentence of token i, or one that
// is more than room before it or at the floor.
func (v *view) sentenceStart(i, floor, room int) int {
	j := i
	for j > floor && !v.startsSentence(j) && v.starts[i]-v.starts[j] <= room {
		j--
	}
	return j
}

// sentenceEnd gives the token that ends the sentence of token i, or one that is
// more than room behind it or at the ceiling.
func (v *view) sentenceEnd(i, ceiling, room int) int {
	j := i
	for j < ceiling && !v.endsSentence(j) && v.ends[j]-v.ends[i] <= room {
		j++
	}
	return j
}

// widenFront gives the token that a piece with room around it begins with: that
// of the sentence where it takes two thirds of the room at most, else the first
// of the words that take a third.
func (v *view) widenFront(first, floor, room int) int {
	if i := v.sentenceStart(first, floor, room*2/3); v.startsSentence(i) && v.starts[first]-v.starts[i] <= room*2/3 {
		return i
	}
	word := first
	for word > floor && v.starts[first]-v.starts[word-1] <= room/3 {
		word--
	}
	return word
}

// widenBack gives the last token of the last sentence that fits behind the start
// of p, else the last token that fits.
func (v *view) widenBack(p piece, ceiling, size int) int {
	sentence, word := -1, p.last
	for i := p.last; i <= ceiling && v.length(piece{p.first, i}) <= size; i++ {
		word = i
		if v.endsSentence(i) {
			sentence = i
		}
	}
	if sentence >= 0 {
		return sentence
	}
	return word
}

// fill adds before a piece what still fits: whole sentences before one, words
// before a word.
func (v *view) fill(p piece, floor, size int) piece {
	for p.first > floor {
		next := piece{p.first - 1, p.last}
		if v.startsSentence(p.first) {
			next.first = v.sentenceStart(p.first-1, floor, size)
			if !v.startsSentence(next.first) {
				break
			}
		}
		if v.length(next) > size {
			break
		}
		p = next
	}
	return p
}

func (v *view) endsSentence(i int) bool {
	return i+1 == len(v.tokens) || v.startsSentence(i+1)
}

// length is the size of a piece with the punctuation around it, in code points.
func (v *view) length(p piece) int {
	return v.behind(p.last, true).points - v.before(p.first, true).points
}

// edges gives the ends of a piece, with the punctuation around it where there is
// room for it.
func (v *view) edges(p piece, size int) (start, end edge) {
	for _, with := range [][2]bool{{true, true}, {false, true}, {true, false}} {
		start, end = v.before(p.first, with[0]), v.behind(p.last, with[1])
		if end.points-start.points <= size {
			return start, end
		}
	}
	return v.before(p.first, false), v.behind(p.last, false)
}
