package syndication

import (
	"bytes"
	"errors"
	"net/url"
	"strings"

	"golang.org/x/net/html"
)

// content is what stands inside of an element.
type content struct {
	text   string // its characters, decoded
	markup string // with its tags; empty where there are none
	kind   string // what it says to be: html, text/plain; in lower case
	mode   string // how Atom 0.3 escaped it
	base   *url.URL
	lang   string
}

func (c content) isEmpty() bool { return strings.TrimSpace(c.text) == "" && c.markup == "" }

// capture reads the element that was just opened to its end. A leaf is one that
// holds text alone: it ends where an element begins that stands beside it. Where
// the element has no end, what was read counts.
func (s *scanner) capture(leaf bool) (content, error) {
	t := &s.last
	c := content{kind: strings.ToLower(t.attr("type")), mode: strings.ToLower(t.attr("mode")), base: s.top().base, lang: s.top().lang}
	if t.empty {
		return c, nil
	}
	g := gatherer{xhtml: strings.Contains(c.kind, "xhtml")}
	for depth := len(s.open); len(s.open) >= depth; {
		t, err := s.next()
		if err != nil {
			g.into(&c)
			return c, err
		}
		if t.kind == startToken && leaf && isBeside(t.name) {
			s.closeAt(depth)
			break
		}
		if len(s.open) >= depth {
			g.add(t)
		}
	}
	g.into(&c)
	if g.size > maxToken {
		return c, errTooLong
	}
	return c, nil
}

// closeAt closes the element at that depth, inside of which one was opened that
// belongs beside it and comes again.
func (s *scanner) closeAt(depth int) {
	if len(s.open) > depth {
		s.open = append(s.open[:depth-1], s.open[depth:]...)
	}
	s.hold()
}

// skip reads the element that was just opened to its end.
func (s *scanner) skip() error {
	if s.last.empty {
		return nil
	}
	for depth := len(s.open); len(s.open) >= depth; {
		if _, err := s.next(); err != nil {
			return err
		}
	}
	return nil
}

// isBeside reports whether an element never stands inside of a text.
func isBeside(name string) bool {
	switch name {
	case "item", "entry", "channel", "feed", "link", "description", "pubdate", "guid", "id", "category", "author", "title",
		"content:encoded", "content", "dc:creator", "dc:date", "updated", "published", "enclosure", "language", "image":
		return true
	}
	return false
}

// gatherer puts the inside of an element together.
type gatherer struct {
	text, markup strings.Builder
	xhtml        bool // characters are characters, also in CDATA
	tags         bool
	size         int
}

func (g *gatherer) add(t *token) {
	if g.size += len(t.raw); g.size > maxToken {
		return
	}
	if t.kind == textToken {
		g.text.WriteString(t.text)
		if g.tags {
			g.markup.WriteString(g.characters(t))
		}
		return
	}
	if !g.tags {
		g.tags = true
		g.markup.WriteString(html.EscapeString(g.text.String()))
	}
	writeTag(&g.markup, t)
}

func (g *gatherer) characters(t *token) string {
	switch {
	case !bytes.HasPrefix(t.raw, []byte("<![CDATA[")):
		return string(t.raw)
	case g.xhtml:
		return html.EscapeString(t.text)
	}
	return t.text
}

// writeTag writes a tag as it stands, without the prefix of XHTML.
func writeTag(out *strings.Builder, t *token) {
	raw := t.raw
	if strings.HasPrefix(t.name, "xhtml:") || strings.HasPrefix(t.name, "html:") {
		if begin, rest, ok := bytes.Cut(raw, []byte(":")); ok && len(begin) < maxEntity && !bytes.ContainsAny(begin, " =") {
			out.WriteByte('<')
			if begin[1] == '/' {
				out.WriteByte('/')
			}
			raw = rest
		}
	}
	out.Write(raw)
}

func (g *gatherer) into(c *content) {
	c.text = g.text.String()
	if g.tags {
		c.markup = g.markup.String()
	}
}

// captureText reads the text of a leaf.
func (s *scanner) captureText() (string, error) {
	c, err := s.capture(true)
	return strings.TrimSpace(c.text), err
}

// firstOf keeps the first content that is not empty.
func firstOf(at *content, c content) {
	if at.isEmpty() {
		*at = c
	}
}

// firstText keeps the first text that is not empty.
func firstText(at *string, s string) {
	if *at == "" {
		*at = strings.TrimSpace(s)
	}
}

// isFatal reports whether reading ends with an error.
func isFatal(err error) bool { return err != nil && !errors.Is(err, errTooLong) }
