package element

import "strings"

// Text is the text of an element as paragraphs split by blank lines, for the
// elements of XHTML and NITF: what these have for pictures, tables' descriptions
// and scripts is left out. Elements that it does not know are part of a line. A
// nil Node has none.
func (n *Node) Text() string { return n.TextWithout(func(*Node) bool { return false }) }

// TextWithout is Text without the elements that skip approves.
func (n *Node) TextWithout(skip func(*Node) bool) string {
	t := texter{skip: skip}
	t.node(n)
	return strings.TrimSpace(t.out.String())
}

// texter gathers text; preformatted counts the elements around it that keep its
// line breaks.
type texter struct {
	out          strings.Builder
	skip         func(*Node) bool
	preformatted int
}

func (t *texter) node(n *Node) {
	if n == nil || isHidden(n.Name) || n.Name != "" && t.skip(n) {
		return
	}
	if n.Name == "" {
		t.text(n.Chars)
		return
	}
	between := separator(n.Name)
	t.out.WriteString(between)
	if n.Name == "pre" {
		t.preformatted++
		defer func() { t.preformatted-- }()
	}
	for _, below := range n.nodes {
		t.node(below)
	}
	if n.Name != "br" {
		t.out.WriteString(between)
	}
}

// text writes a text; its line breaks are blanks unless it is preformatted.
func (t *texter) text(s string) {
	if t.preformatted > 0 {
		t.out.WriteString(s)
		return
	}
	for {
		i := strings.IndexAny(s, "\r\n\t")
		if i < 0 {
			t.out.WriteString(s)
			return
		}
		t.out.WriteString(s[:i])
		t.out.WriteByte(' ')
		s = s[i+1:]
	}
}

// separator is what stands before an element, and after it.
func separator(name string) string {
	switch name {
	case "br":
		return "\n"
	case "td", "th":
		return " "
	case "p", "hl1", "hl2", "hl3", "hl4", "block", "bq", "block-quote", "credit", "pre", "hr", "li", "ol", "ul", "dl", "dt", "dd",
		"tr", "table", "caption", "nitf-table", "nitf-table-title", "thead", "tbody", "tfoot", "fn", "datasource", "tagline",
		"body.head", "body.content", "body.end", "bibliography", "hedline", "byline", "dateline", "abstract",
		"h1", "h2", "h3", "h4", "h5", "h6", "div", "section", "article", "header", "footer", "aside", "main", "nav", "address",
		"blockquote", "figure", "figcaption", "body", "html", "details", "summary", "center":
		return "\n\n"
	}
	return ""
}

func isHidden(name string) bool {
	switch name {
	case "head", "script", "style", "media", "nitf-table-metadata", "iframe", "object", "template", "title":
		return true
	}
	return false
}

// isInline reports whether a word may go on from outside an element into it.
func isInline(name string) bool {
	switch name {
	case "em", "strong", "b", "i", "u", "a", "span", "sub", "sup", "q", "abbr", "small", "mark", "lang", "pronounce", "num", "frac",
		"person", "org", "location", "city", "country", "event", "chron", "money", "function", "object.title", "virtloc":
		return true
	}
	return false
}
