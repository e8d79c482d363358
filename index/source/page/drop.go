package page

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// drop decides which boxes stand beside the text. What is in a dropped box is
// dropped.
func (l *layout) drop() []bool {
	good := make([]float64, len(l.boxes))
	told := make([]float64, len(l.boxes))
	for _, b := range l.blocks {
		good[b.box] += b.good()
		if b.told {
			told[b.box] += float64(b.letters)
		}
	}
	l.sumUp(good)
	l.sumUp(told)
	dropped := make([]bool, len(l.boxes))
	kept := l.keep(good)
	for i := range l.boxes {
		b := &l.boxes[i]
		if b.parent < 0 || kept[i] {
			continue
		}
		share, toldShare := ratio(good[i], good[0]), ratio(told[i], told[0])
		switch judge(b.node.DataAtom, b.names) {
		case unwanted:
			dropped[i] = share < keepShare && toldShare < keepShare
		case doubtful:
			dropped[i] = share < keepDoubtful && toldShare < keepDoubtful
		}
		dropped[i] = dropped[i] || dropped[b.parent]
	}
	return dropped
}

// keep finds the boxes that say they are the article, and those around them.
func (l *layout) keep(good []float64) []bool {
	kept := make([]bool, len(l.boxes))
	for i := len(l.boxes) - 1; i > 0; i-- {
		b := &l.boxes[i]
		if isPost(b.node.DataAtom, b.names) {
			kept[i] = true
		}
		if !kept[i] && good[i] >= minSentence && judge(b.node.DataAtom, b.names) == wanted {
			kept[i] = good[i] >= keepNamed*good[0]
		}
		if kept[i] {
			kept[b.parent] = true
		}
	}
	return kept
}

// isPost knows what is quoted from another site: a post that an article shows is
// of its text, even where the box around it has the name of a button bar.
func isPost(tag atom.Atom, names string) bool {
	return tag == atom.Blockquote && (strings.Contains(names, "twitter-tweet") || strings.Contains(names, "bluesky-embed") ||
		strings.Contains(names, "mastodon-embed"))
}

func ratio(part, whole float64) float64 {
	if whole == 0 {
		return 0
	}
	return part / whole
}

// sumUp adds to each box's value those of the boxes in it.
func (l *layout) sumUp(values []float64) {
	for i := len(l.boxes) - 1; i > 0; i-- {
		values[l.boxes[i].parent] += values[i]
	}
}
