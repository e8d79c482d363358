package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// layout is a page as boxes that hold lines of text.
type layout struct {
	boxes  []box // in the order of the page: a box stands before all in it
	blocks []block
}

// box is an element that begins a new line, or that has a name which tells what
// it is for.
type box struct {
	node   *html.Node
	parent int     // -1 for the first
	end    int     // the first box behind it
	names  string  // class, id and the like, in lower case
	block  [2]int  // its blocks, half-open
	weight float64 // how much it looks like an article
}

// block is text without a break in it: a paragraph, most of the time.
type block struct {
	box     int
	tag     atom.Atom // of the innermost element that begins a line
	text    string
	letters int // code points that are not blank
	linked  int // of these, inside links
	bold    bool
	told    bool // the page's own data have it in the article's text
}

// lay takes a page apart. The page has no more than 512 levels, so that it may
// recurse.
func lay(root *html.Node) *layout {
	l := &layoutMaker{layout: &layout{}}
	l.element(root, -1)
	l.flush()
	return l.layout
}

type layoutMaker struct {
	*layout
	text   strings.Builder
	linked int
	plain  bool // there is text that is neither bold nor in a link
	link   int  // how many links stand around
	bold   int
	box    int
	breaks int // br elements since the last letter
	pre    int
}

func (l *layoutMaker) element(n *html.Node, parent int) {
	tag := n.DataAtom
	opens := parent < 0 || opensBox(n)
	outer := l.box
	if opens {
		l.flush()
		l.boxes = append(l.boxes, box{node: n, parent: parent, names: namesOf(n)})
		l.box = len(l.boxes) - 1
		l.boxes[l.box].block[0] = len(l.blocks)
	}
	own := l.box
	if tag == atom.Td || tag == atom.Th {
		l.text.WriteByte(' ')
	}
	leave := l.enter(tag)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			l.write(c.Data)
		case c.Type == html.ElementNode && c.DataAtom == atom.Br:
			l.lineBreak()
		case c.Type == html.ElementNode && !isUnseen(c):
			l.element(c, own)
		}
	}
	leave()
	if opens {
		l.flush()
		l.boxes[own].end, l.boxes[own].block[1] = len(l.boxes), len(l.blocks)
		l.box = outer
	}
}

func (l *layoutMaker) enter(tag atom.Atom) (leave func()) {
	count := new(int)
	switch tag {
	case atom.A:
		count = &l.link
	case atom.B, atom.Strong:
		count = &l.bold
	case atom.Pre:
		count = &l.pre
	}
	*count++
	return func() { *count-- }
}

func (l *layoutMaker) write(s string) {
	n := 0
	for _, r := range s {
		if !unicode.IsSpace(r) {
			n++
		}
	}
	if n > 0 {
		l.breaks = 0
	}
	if l.link > 0 {
		l.linked += n
	}
	l.plain = l.plain || n > 0 && l.link == 0 && l.bold == 0
	if l.pre == 0 {
		s = strings.NewReplacer("\r", " ", "\n", " ").Replace(s)
	}
	l.text.WriteString(s)
}

// lineBreak ends a line, and a second one a paragraph.
func (l *layoutMaker) lineBreak() {
	if l.breaks++; l.breaks > 1 {
		l.flush()
		return
	}
	l.text.WriteByte('\n')
}

// flush ends a block.
func (l *layoutMaker) flush() {
	text := tidy(l.text.String())
	if text != "" {
		b := block{box: l.box, tag: l.boxes[l.box].node.DataAtom, text: text, linked: l.linked, bold: !l.plain}
		b.letters = lettersOf(text)
		l.blocks = append(l.blocks, b)
	}
	l.text.Reset()
	l.linked, l.plain, l.breaks = 0, false, 0
}

// lettersOf counts what is not blank.
func lettersOf(s string) int {
	n := utf8.RuneCountInString(s)
	for _, r := range s {
		if unicode.IsSpace(r) {
			n--
		}
	}
	return n
}

// tidy makes single blanks of white space and keeps line breaks.
func tidy(s string) string {
	var out strings.Builder
	out.Grow(len(s))
	pending := byte(0)
	for _, r := range s {
		switch {
		case r == '\n':
			pending = '\n'
		case unicode.IsSpace(r):
			if pending == 0 {
				pending = ' '
			}
		case r == '\u200b' || r == '\u00ad' || r == '\ufeff': // where a line may break, seen by nobody
		default:
			if pending != 0 && out.Len() > 0 {
				out.WriteByte(pending)
			}
			pending = 0
			out.WriteRune(r)
		}
	}
	return out.String()
}

// namesOf gathers what an element's author called it.
func namesOf(n *html.Node) string {
	var out []string
	for _, a := range n.Attr {
		switch a.Key {
		case "class", "id", "role", "itemprop", "itemtype", "data-component", "data-testid", "data-module", "data-type", "aria-label", "property":
			out = append(out, strings.ToLower(a.Val))
		}
	}
	return strings.Join(out, " ")
}

// opensBox reports whether an element begins a new line. An inline element that
// has a name does not, unless it says that it is something beside the text.
func opensBox(n *html.Node) bool {
	switch n.DataAtom {
	case atom.A, atom.Abbr, atom.B, atom.Bdi, atom.Bdo, atom.Big, atom.Cite, atom.Code, atom.Data, atom.Del, atom.Dfn,
		atom.Em, atom.Font, atom.I, atom.Ins, atom.Kbd, atom.Label, atom.Mark, atom.Q, atom.Ruby, atom.Rt, atom.Rp,
		atom.S, atom.Samp, atom.Small, atom.Strike, atom.Strong, atom.Sub, atom.Sup, atom.Time, atom.Tt, atom.U, atom.Var,
		atom.Wbr, atom.Nobr:
		return false
	case atom.Span:
		return isBeside(namesOf(n))
	case atom.Td, atom.Th:
		return !isCell(n)
	case 0:
		return strings.Contains(n.Data, "-") && holdsBlocks(n) // an element of the page's own making
	}
	return true
}

// isCell reports whether an element is a cell of a table of data, not one of a
// table that lays out a page.
func isCell(n *html.Node) bool {
	const longest = 120 // bytes: more is text
	size := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			size += len(strings.TrimSpace(c.Data))
		case c.FirstChild != nil && c.FirstChild.Type == html.TextNode && c.FirstChild.NextSibling == nil && !isBlockLevel(c.DataAtom):
			size += len(c.FirstChild.Data)
		case c.Type == html.ElementNode && c.FirstChild != nil:
			return false
		}
	}
	return size <= longest
}

// holdsBlocks reports whether an element has children that begin a new line.
func holdsBlocks(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if isBlockLevel(c.DataAtom) || c.DataAtom == atom.P || c.DataAtom == 0 && c.Type == html.ElementNode {
			return true
		}
	}
	return false
}

func isBlockLevel(a atom.Atom) bool {
	return a == atom.Div || a == atom.Table || a == atom.Ul || a == atom.Section
}

// isUnseen reports whether an element shows no text of the page, or says itself
// that it is hidden.
func isUnseen(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Iframe, atom.Noembed, atom.Noframes, atom.Textarea,
		atom.Select, atom.Object, atom.Svg, atom.Math, atom.Head, atom.Title, atom.Button, atom.Input, atom.Audio, atom.Video,
		atom.Canvas, atom.Dialog, atom.Map, atom.Embed, atom.Option, atom.Datalist, atom.Rt, atom.Rp:
		return true
	}
	if hasAttribute(n, "hidden") {
		return true
	}
	style := attribute(n, "style")
	if style == "" {
		return false
	}
	style = strings.ToLower(strings.ReplaceAll(style, " ", ""))
	return strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden")
}
