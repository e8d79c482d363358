package page

import (
	"bytes"
	"fmt"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxDepth is how deep elements may stand in one another when a page is read for
// the second time. The parser gives up at 512 open elements; real pages stay
// below 60.
const maxDepth = 200

// parse reads a page as browsers do. One that is nested deeper than the parser
// bears is read again without the elements that only change how text looks, and
// without what lies deeper than maxDepth; its text stays.
func parse(text []byte) (*html.Node, error) {
	doc, err := html.Parse(bytes.NewReader(text))
	if err == nil {
		return doc, nil
	}
	doc, err = html.Parse(bytes.NewReader(flatten(text)))
	if err != nil {
		return nil, fmt.Errorf("is no page that can be read: %w", err)
	}
	return doc, nil
}

// flatten writes the page without elements that stand too deep. It goes by tags
// alone, in linear time.
func flatten(text []byte) []byte {
	var out bytes.Buffer
	out.Grow(len(text))
	z := html.NewTokenizer(bytes.NewReader(text))
	depth := 0
	for {
		kind := z.Next()
		raw := z.Raw()
		switch kind {
		case html.ErrorToken:
			return out.Bytes()
		case html.StartTagToken:
			name, _ := z.TagName()
			if a := atom.Lookup(name); isVoid(a) {
				out.Write(raw)
			} else if depth++; depth < maxDepth && !isLook(a) {
				out.Write(raw)
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			if a := atom.Lookup(name); depth < maxDepth && !isLook(a) {
				out.Write(raw)
			}
			depth = max(0, depth-1)
		default:
			out.Write(raw)
		}
	}
}

// isVoid reports whether an element has no end tag.
func isVoid(a atom.Atom) bool {
	switch a {
	case atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input, atom.Link, atom.Meta,
		atom.Param, atom.Source, atom.Track, atom.Wbr:
		return true
	}
	return false
}

// isLook reports whether an element changes how text looks and no more. The
// parser opens these again by itself, which is how pages get deep.
func isLook(a atom.Atom) bool {
	switch a {
	case atom.B, atom.Big, atom.Center, atom.Code, atom.Em, atom.Font, atom.I, atom.Nobr, atom.S, atom.Small,
		atom.Span, atom.Strike, atom.Strong, atom.Tt, atom.U:
		return true
	}
	return false
}

// attribute returns the value of an element's attribute, empty where it has
// none.
func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// hasAttribute reports whether an element has an attribute, be it empty.
func hasAttribute(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}
