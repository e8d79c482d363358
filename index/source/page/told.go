package page

import "strings"

// mark marks the blocks whose words stand in the text that the page's own data
// give. That text is a hint and no more: often it is cut short, without
// paragraphs, or of another version.
func (l *layout) mark(told string) {
	const (
		least = 200 // letters: less is a teaser
		probe = 30  // letters of a block that must stand in it, at either end
	)
	told = lettersOnly(told)
	if len(told) < least {
		return
	}
	for i := range l.blocks {
		b := &l.blocks[i]
		if b.letters < minParagraph || b.linkShare() > maxLinked {
			continue
		}
		letters := lettersOnly(b.text)
		head := letters[:min(len(letters), probe)]
		tail := letters[max(0, len(letters)-probe):]
		b.told = strings.Contains(told, head) && strings.Contains(told, tail)
	}
}
