package page

import "golang.org/x/net/html/atom"

// follows reports whether a short block next to another belongs to the same text.
func (b *block) follows(next *block) bool {
	return b.tag == next.tag && endsSentence(b.text)
}

// goesOn reports whether a short block behind the last paragraph belongs to the
// text still: another paragraph, a list or a table beside it, or the heading of
// one.
func (l *layout) goesOn(last, b *block) bool {
	beside := l.boxes[last.box].parent
	for level, i := 0, b.box; level < 3 && i >= 0; level, i = level+1, l.boxes[i].parent {
		if l.boxes[i].parent == beside || l.boxes[i].parent == l.boxes[max(beside, 0)].parent {
			return level == 0 && last.tag == b.tag || isHeading(b.tag) || b.tag == atom.Li || b.tag == atom.Tr
		}
	}
	return false
}

// trim drops what stands before the first sentence and behind the last.
func (l *layout) trim(blocks []*block, title string) []*block {
	first, last := len(blocks), -1
	for i, b := range blocks {
		if b.good() > 0 || b.told {
			first, last = min(first, i), i
		}
	}
	if last < 0 {
		return blocks
	}
	for first > 0 && isHeading(blocks[first-1].tag) && !sameWords(blocks[first-1].text, title) {
		first--
	}
	for first > 0 && blocks[first-1].follows(blocks[first]) && !sameWords(blocks[first-1].text, title) {
		first--
	}
	for end := last + 1; end < len(blocks) && l.goesOn(blocks[last], blocks[end]); end++ {
		if !isHeading(blocks[end].tag) {
			last = end
		}
	}
	for last > first && isSignOff(blocks[last].text) {
		last--
	}
	if sameWords(blocks[first].text, title) && first < last {
		first++
	}
	return blocks[first : last+1]
}
