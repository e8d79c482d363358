package page

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// The measures by which text is told from what stands around it. They were set
// on real pages and hold within wide bounds.
const (
	minSentence  = 60   // letters: a shorter block may be a caption, a button, a teaser
	minParagraph = 25   // letters: nothing shorter speaks for an article by itself
	maxLinked    = 0.45 // share of letters in links above which a block leads elsewhere
	denseFactor  = 2.5  // one sign of Chinese, Japanese or Korean says as much as so many letters
	// keepShare is the share of a page's good text from which on an element is
	// kept, whatever its name says: names are given to whole pages as well.
	keepShare, keepDoubtful = 0.6, 0.4
	// keepNamed is that share for an element that says that it is the article.
	keepNamed = 0.25
	// tightShare is how much of the best box's weight a box in it must have to be
	// taken instead.
	tightShare = 0.85
	// wantedShare is the same for a box whose name says that it is the article.
	wantedShare = 0.4
)

// article finds the article's text in a layout: the box whose text weighs most,
// without what stands beside the text in it. It returns the first heading in it
// as well, for pages that have no other title.
func (l *layout) article(title, told string) (text, heading string) {
	l.mark(told)
	dropped := l.drop()
	l.weigh(dropped)
	if len(l.boxes) == 0 {
		return "", ""
	}
	chosen := l.choose()
	for _, b := range l.blocks[l.boxes[chosen].block[0]:l.boxes[chosen].block[1]] {
		if isHeading(b.tag) {
			heading = b.text
			break
		}
	}
	return l.render(chosen, dropped, title), heading
}

// good is how many letters of a block speak for an article.
func (b *block) good() float64 {
	n := b.sense()
	switch {
	case n < minParagraph || b.linkShare() > maxLinked || isHeading(b.tag):
		return 0
	case n < minSentence && !endsSentence(b.text):
		return 0
	}
	return n
}

// sense is the length of a block in letters of an alphabet.
func (b *block) sense() float64 {
	dense := 0
	for _, r := range b.text {
		if r >= 0x2E80 && (r < 0xD7A4 || r >= 0xF900 && r < 0xFB00) {
			dense++
		}
	}
	return float64(b.letters) + (denseFactor-1)*float64(dense)
}

func (b *block) linkShare() float64 {
	if b.letters == 0 {
		return 0
	}
	return float64(b.linked) / float64(b.letters)
}

func isHeading(a atom.Atom) bool {
	switch a {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return true
	}
	return false
}

// endsSentence reports whether a text ends as sentences do, in any script.
func endsSentence(s string) bool {
	s = strings.TrimRight(s, "\"'”’»)］」』] ")
	last := ""
	for _, end := range []string{".", "!", "?", "…", ":", "。", "！", "？", "।", "؟", "۔"} {
		if strings.HasSuffix(s, end) {
			last = end
		}
	}
	return last != ""
}

// weigh gives each box the sum of what its blocks say for or against an
// article. What is dropped says nothing.
func (l *layout) weigh(dropped []bool) {
	sums := make([]float64, len(l.boxes))
	for i := range l.blocks {
		if b := &l.blocks[i]; !dropped[b.box] {
			sums[b.box] += b.weight()
		}
	}
	l.sumUp(sums)
	for i := range l.boxes {
		l.boxes[i].weight = sums[i]
	}
}

// weight is what a block says for an article, in letters.
func (b *block) weight() float64 {
	n := b.sense()
	if b.told {
		return 2 * n
	}
	if good := b.good(); good > 0 {
		return good * (1 - b.linkShare()) * tagWeight(b.tag)
	}
	if isHeading(b.tag) || b.tag == atom.Tr {
		return 0
	}
	return -10 - n*b.linkShare()
}

func tagWeight(a atom.Atom) float64 {
	switch a {
	case atom.P, atom.Blockquote, atom.Pre:
		return 1
	case atom.Li, atom.Td, atom.Dd:
		return 0.6
	}
	return 0.9
}

// choose returns the box with the article in it.
func (l *layout) choose() int {
	best := 0
	for i := range l.boxes {
		if l.boxes[i].weight >= l.boxes[best].weight {
			best = i
		}
	}
	best = l.tighten(best)
	named := -1
	for i := range l.boxes {
		b := &l.boxes[i]
		if b.weight < wantedShare*l.boxes[best].weight || judge(b.node.DataAtom, b.names) != wanted {
			continue
		}
		if named < 0 || b.weight > l.boxes[named].weight || i < l.boxes[named].end && b.weight >= tightShare*l.boxes[named].weight {
			named = i
		}
	}
	if named >= 0 {
		return named
	}
	return best
}

// tighten goes into the box that has nearly all of the weight, again and again.
func (l *layout) tighten(best int) int {
	for i := best + 1; i < l.boxes[best].end; {
		if l.boxes[i].weight >= tightShare*l.boxes[best].weight {
			best = i
			i++
			continue
		}
		i = l.boxes[i].end
	}
	return best
}

// render writes the text of a box.
func (l *layout) render(chosen int, dropped []bool, title string) string {
	var kept []*block
	for i := l.boxes[chosen].block[0]; i < l.boxes[chosen].block[1]; i++ {
		b := &l.blocks[i]
		if !dropped[b.box] && !b.isBeside() {
			kept = append(kept, b)
		}
	}
	kept = l.trim(kept, title)
	texts := make([]string, len(kept))
	for i, b := range kept {
		texts[i] = b.text
	}
	return strings.Join(texts, "\n\n")
}

// isBeside reports whether a block inside the article is not of it.
func (b *block) isBeside() bool {
	switch {
	case b.told:
		return false
	case b.linkShare() > 0.8 && !isHeading(b.tag):
		return true
	case b.linkShare() > maxLinked && b.sense() < 2*minSentence:
		return true
	}
	return isPhrase(b.text)
}
