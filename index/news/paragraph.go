package news

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// How plain text is laid out, in code points.
const (
	// A column narrower than this is a list or verse, not wrapped prose.
	minColumn = 40
	// Typewriters, teleprinters and mail wrap below this; a longer line was
	// never wrapped and is a paragraph of its own.
	maxColumn = 100
	// So many breaks must be seen before a text is taken for wrapped: two lines
	// of one length are no evidence.
	minBreaks = 3
)

// textLine is a line of a body: blanks collapsed, with how far it was indented
// and how many code points it has. A blank line has length 0.
type textLine struct {
	text           string
	indent, length int
}

// cleanBody lays a text out as paragraphs split by one blank line. Blank lines
// end a paragraph in any case; a single line break is read by one of two rules:
//
// Where the text is hard-wrapped, which shows in that its lines break where the
// next word would not have fitted in, lines that were broken so are joined
// again, and an indented line or one after a break of another kind begins a
// paragraph.
//
// In any other text a line longer than maxColumn is a paragraph of its own, and
// shorter lines, as those of lists and verse, stay lines of one paragraph.
func cleanBody(s string) string {
	if !utf8.ValidString(s) {
		return s
	}
	lines := splitLines(scrub(s))
	for _, indents := range []bool{true, false} {
		if c := newColumn(lines, indents); c.isWrapped() {
			return c.unwrap()
		}
	}
	var out strings.Builder
	out.Grow(len(s))
	for i, l := range lines {
		if i > 0 && l.length > 0 {
			before := lines[i-1].length
			out.WriteString(separator(before == 0 || before > maxColumn || l.length > maxColumn))
		}
		out.WriteString(l.text)
	}
	return out.String()
}

func separator(paragraph bool) string {
	if paragraph {
		return "\n\n"
	}
	return "\n"
}

// splitLines splits s into lines, without blank ones at its ends and with no
// two in a row.
func splitLines(s string) []textLine {
	const usual = 100 // lines, for which there is room at once
	lines := make([]textLine, 0, min(strings.Count(s, "\n")+1, usual))
	for text := range strings.SplitSeq(s, "\n") {
		l := textLine{text: collapse(text)}
		l.length = utf8.RuneCountInString(l.text)
		l.indent = len(text) - len(strings.TrimLeftFunc(text, unicode.IsSpace))
		if l.length > 0 || len(lines) > 0 && lines[len(lines)-1].length > 0 {
			lines = append(lines, l)
		}
	}
	if n := len(lines); n > 0 && lines[n-1].length == 0 {
		lines = lines[:n-1]
	}
	return outdent(lines)
}

// outdent takes off the indent that all lines share.
func outdent(lines []textLine) []textLine {
	least := -1
	for _, l := range lines {
		if l.length > 0 && (least < 0 || l.indent < least) {
			least = l.indent
		}
	}
	for i := range lines {
		lines[i].indent -= least
	}
	return lines
}

// column is a way to look at lines as typed into a column: with their indents,
// which belong to the width of a line and begin paragraphs, or without.
type column struct {
	lines   []textLine
	indents bool
	width   int // of the longest line
}

func newColumn(lines []textLine, indents bool) column {
	c := column{lines: lines, indents: indents}
	for i := range lines {
		c.width = max(c.width, c.length(i))
	}
	return c
}

func (c column) length(i int) int {
	if c.indents {
		return c.lines[i].length + c.lines[i].indent
	}
	return c.lines[i].length
}

// begins reports whether line i begins a paragraph whatever stands before it.
func (c column) begins(i int) bool {
	return i == 0 || c.lines[i-1].length == 0 || c.indents && c.lines[i].indent > 0
}

// isFull reports whether the first word of line i had no room in the line
// before. A tenth of the width is forgiven, as a line in the text may be longer
// than the column.
func (c column) isFull(i int) bool {
	word, _, _ := strings.Cut(c.lines[i].text, " ")
	return c.length(i-1)+1+utf8.RuneCountInString(word) > c.width*9/10
}

// isWrapped reports whether four in five line breaks are where the next word
// would not have fitted in, and at least a third of them inside a sentence: each
// line of verse begins with a capital. The first break does not count, as wires
// cut a dateline out of the first line.
func (c column) isWrapped() bool {
	if c.width < minColumn || c.width > maxColumn {
		return false
	}
	full, capitals, breaks := 0, 0, 0
	for i := 2; i < len(c.lines); i++ {
		if c.lines[i].length == 0 || c.begins(i) {
			continue
		}
		breaks++
		if c.isFull(i) {
			full++
		}
		if beginsWithCapital(c.lines[i].text) {
			capitals++
		}
	}
	return breaks >= minBreaks && full*5 >= breaks*4 && capitals*3 <= breaks*2
}

// beginsWithCapital is false for lines all in capitals, which tell nothing.
func beginsWithCapital(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(first) && strings.ContainsFunc(s, unicode.IsLower)
}

// unwrap joins the lines to paragraphs.
func (c column) unwrap() string {
	var out strings.Builder
	for i, l := range c.lines {
		switch {
		case l.length == 0:
			continue
		case i == 0:
		case c.begins(i) || !c.isFull(i) && (i > 1 || endsSentence(c.lines[0].text)):
			out.WriteString("\n\n")
		case !endsInHyphen(c.lines[i-1].text):
			out.WriteByte(' ')
		}
		out.WriteString(l.text)
	}
	return out.String()
}

func endsSentence(s string) bool {
	return strings.ContainsAny(s[len(s)-1:], `.!?:"`)
}

// endsInHyphen reports whether s was broken inside a compound, as
// "Commerce Bank-Houston" may be.
func endsInHyphen(s string) bool {
	before, ok := strings.CutSuffix(s, "-")
	last, _ := utf8.DecodeLastRuneInString(before)
	return ok && unicode.IsLetter(last)
}
