package news

import (
	"strings"

	"golang.org/x/net/html"
)

// HTMLText returns the text of an HTML page or fragment, its paragraphs split
// by blank lines. Scripts, styles and what else is not shown are dropped,
// entities are decoded once. It takes whatever it gets: it goes by the tags one
// by one, in time and memory linear in s, because html.Parse refuses pages that
// are nested too deep. Bytes that are not UTF-8 stay in it.
func HTMLText(s string) string {
	return cleanBody(readHTML(s))
}

func readHTML(s string) string {
	var t htmlText
	t.out.Grow(len(s))
	z := html.NewTokenizer(strings.NewReader(s))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return t.out.String()
		case html.TextToken:
			t.text(z.Text())
		case html.StartTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			t.start(string(name))
		case html.EndTagToken:
			name, _ := z.TagName()
			t.end(string(name))
		}
	}
}

// htmlText gathers the text; hidden and preformatted count the elements around
// it that drop it or keep its line breaks.
type htmlText struct {
	out                  strings.Builder
	hidden, preformatted int
}

// text takes text between two tags, which it may write into.
func (t *htmlText) text(s []byte) {
	if t.hidden > 0 {
		return
	}
	if t.preformatted == 0 {
		for i, c := range s {
			if c == '\r' || c == '\n' {
				s[i] = ' '
			}
		}
	}
	t.out.Write(s)
}

func (t *htmlText) start(tag string) {
	if isHidden(tag) {
		t.hidden++
	}
	if tag == "pre" {
		t.preformatted++
	}
	t.separate(tag)
}

func (t *htmlText) end(tag string) {
	if isHidden(tag) && t.hidden > 0 {
		t.hidden--
	}
	if tag == "pre" && t.preformatted > 0 {
		t.preformatted--
	}
	if tag != "br" {
		t.separate(tag)
	}
}

// separate writes what stands between the text before a tag and that behind it.
func (t *htmlText) separate(tag string) {
	switch {
	case t.hidden > 0:
	case tag == "br":
		t.out.WriteByte('\n')
	case tag == "td" || tag == "th":
		t.out.WriteByte(' ')
	case isBlock(tag):
		t.out.WriteString("\n\n")
	}
}

func isHidden(tag string) bool {
	switch tag {
	case "script", "style", "noscript", "template", "title", "iframe", "noembed", "noframes", "textarea", "select",
		"object", "svg", "math":
		return true
	}
	return false
}

func isBlock(tag string) bool {
	switch tag {
	case "p", "div", "section", "article", "main", "header", "footer", "aside", "nav", "hgroup", "address",
		"h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "hr",
		"figure", "figcaption", "table", "caption", "thead", "tbody", "tfoot", "tr", "form", "fieldset",
		"details", "summary", "body", "html", "center":
		return true
	}
	return false
}
