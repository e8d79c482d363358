package page

import (
	"slices"

	"github.com/dateline-search/dateline/search/highlight"
)

// part is a piece of a text that is marked as a whole or not at all. Templates
// escape it, so no text can bring markup of its own.
type part struct {
	Text string
	Mark bool
	// Date is the date that the text speaks of here, if any, and URL leads to all
	// that speak of it.
	Date string
	// Kind and Name are of who or what is named here, if anybody is.
	Kind, Name string
	URL        string
}

// parts cuts a text at its marks, which count code points. Marks that do not fit
// the text are left out.
func parts(text string, marks []highlight.Mark) []part {
	runes := []rune(text)
	marks = slices.Clone(marks)
	slices.SortFunc(marks, func(a, b highlight.Mark) int { return a[0] - b[0] })
	var cut []part
	at := 0
	for _, m := range marks {
		start, end := max(m[0], at), min(m[1], len(runes))
		if start >= end {
			continue
		}
		if start > at {
			cut = append(cut, part{Text: string(runes[at:start])})
		}
		cut = append(cut, part{Text: string(runes[start:end]), Mark: true})
		at = end
	}
	if at < len(runes) {
		cut = append(cut, part{Text: string(runes[at:])})
	}
	return cut
}

// paragraphs cuts a body at its blank lines, each with the marks that are in it.
func paragraphs(body string, marks []highlight.Mark) [][]part {
	var cut [][]part
	runes := []rune(body)
	for start := 0; start < len(runes); {
		end := paragraphEnd(runes, start)
		inside := make([]highlight.Mark, 0, len(marks))
		for _, m := range marks {
			if m[0] < end && m[1] > start {
				inside = append(inside, highlight.Mark{max(m[0]-start, 0), m[1] - start})
			}
		}
		if end > start {
			cut = append(cut, parts(string(runes[start:end]), inside))
		}
		for start = end; start < len(runes) && runes[start] == '\n'; start++ {
			continue
		}
	}
	return cut
}

// paragraphEnd is where the next blank line begins, or the text's end.
func paragraphEnd(runes []rune, from int) int {
	for i := from; i+1 < len(runes); i++ {
		if runes[i] == '\n' && runes[i+1] == '\n' {
			return i
		}
	}
	return len(runes)
}
