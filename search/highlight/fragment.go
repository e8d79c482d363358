package highlight

import (
	"html"
	"slices"
	"strings"
	"unicode/utf8"
)

// Mark is a half-open range of Unicode code points, [start, end).
type Mark [2]int

// Fragment is a piece of a field's text with the words that the query found.
type Fragment struct {
	Text   string `json:"text"`
	HTML   string `json:"html"`   // Text escaped, with <mark> around the marks
	Marks  []Mark `json:"marks"`  // in Text
	Offset int    `json:"offset"` // where Text starts in the field's text, in code points
}

// Defaults of Options: what fits beneath a headline in two or three lines.
const (
	defaultMax  = 3
	defaultSize = 240
)

// Options say how a text is cut.
type Options struct {
	// Max is the greatest number of fragments; 3 where it is 0.
	Max int
	// Size is the greatest length of a fragment in code points; 240 where it is
	// 0. A word or phrase that is longer is shown whole all the same.
	Size int
	// Also are ranges that are marked whatever the query asks for, in any order.
	Also []Mark
}

// newFragment makes a fragment of text, which starts at offset of its field.
// The marks are in text.
func newFragment(text string, offset int, marks []Mark) Fragment {
	return Fragment{Text: text, HTML: markUp(text, marks), Marks: marks, Offset: offset}
}

// markUp escapes text and puts mark elements around the marks.
func markUp(text string, marks []Mark) string {
	var b strings.Builder
	b.Grow(len(text) + len(marks)*len("<mark></mark>"))
	points := 0
	for _, m := range marks {
		start := skip(text, m[0]-points)
		end := start + skip(text[start:], m[1]-m[0])
		b.WriteString(html.EscapeString(text[:start]))
		b.WriteString("<mark>")
		b.WriteString(html.EscapeString(text[start:end]))
		b.WriteString("</mark>")
		text, points = text[end:], m[1]
	}
	b.WriteString(html.EscapeString(text))
	return b.String()
}

// skip gives the length of the first n code points of text in bytes.
func skip(text string, n int) int {
	at := 0
	for range n {
		_, size := utf8.DecodeRuneInString(text[at:])
		at += size
	}
	return at
}

// Fragments cuts the pieces out of a field's text that show best what the query
// found, in a language given by its BCP 47 tag. First come those with the most
// words of the query, then those with the most marks, then those that stand
// first. They do not overlap, and begin and end with sentences where there is
// room, else with words. There are none where nothing is found.
func (h *Highlighter) Fragments(field, lang, text string, opts Options) []Fragment {
	if opts.Max <= 0 {
		opts.Max = defaultMax
	}
	if opts.Size <= 0 {
		opts.Size = defaultSize
	}
	v := newView(text)
	all := h.find(v, field, lang, opts.Also)
	free := []piece{{0, len(v.tokens) - 1}}
	var fragments []Fragment
	for len(fragments) < opts.Max {
		best, at := h.best(v, all, free, opts.Size)
		if at < 0 {
			break
		}
		whole := v.widen(best, free[at], opts.Size)
		fragments = append(fragments, v.fragment(whole, all, opts.Size))
		free = slices.Replace(free, at, at+1, piece{free[at].first, whole.first - 1}, piece{whole.last + 1, free[at].last})
	}
	return fragments
}

// fragment cuts a piece out of the text.
func (v *view) fragment(p piece, all []found, size int) Fragment {
	start, end := v.edges(p, size)
	marks := v.marks(inside(all, p))
	for i := range marks {
		marks[i][0] -= start.points
		marks[i][1] -= start.points
	}
	return newFragment(v.text[start.at:end.at], start.points, marks)
}
