package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// head is what a page says about itself outside its text, gathered in one walk.
type head struct {
	metas     map[string][]string // by name or property, in lower case
	scripts   []string            // JSON-LD
	title     string              // <title>
	lang      string
	canonical string
	base      string
	items     []item       // microdata
	times     []*html.Node // <time>, and elements whose name is that of a date
	headings  []*html.Node // h1
	bylines   []*html.Node
	subtitles []*html.Node
}

// item is one property of microdata.
type item struct {
	name, value string
	of          string // the type of the thing it belongs to, in lower case
}

// maxGathered is how many of a kind are kept: the first are those of the article.
const maxGathered = 200

// gather walks through a page.
func gather(root *html.Node) *head {
	h := &head{metas: map[string][]string{}}
	h.walk(root, "")
	return h
}

func (h *head) walk(n *html.Node, scope string) {
	if n.Type == html.ElementNode {
		if hasAttribute(n, "itemscope") {
			h.property(n, scope) // it is a property of what is around it
			scope = strings.ToLower(attribute(n, "itemtype"))
		} else {
			h.property(n, scope)
		}
		h.element(n)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		h.walk(c, scope)
	}
}

func (h *head) element(n *html.Node) {
	switch n.DataAtom {
	case atom.Html:
		h.lang = attribute(n, "lang")
		if h.lang == "" {
			h.lang = attribute(n, "xml:lang")
		}
	case atom.Meta:
		h.meta(n)
	case atom.Link:
		h.link(n)
	case atom.Base:
		h.base = attribute(n, "href")
	case atom.Title:
		if h.title == "" && n.Namespace == "" {
			h.title = tidy(textOf(n))
		}
	case atom.Script:
		if strings.Contains(strings.ToLower(attribute(n, "type")), "ld+json") && len(h.scripts) < maxScripts {
			h.scripts = append(h.scripts, textOf(n))
		}
	case atom.H1:
		keepNode(&h.headings, n)
	case atom.Time:
		keepNode(&h.times, n)
	default:
		h.named(n)
	}
}

func (h *head) meta(n *html.Node) {
	content := strings.TrimSpace(attribute(n, "content"))
	if content == "" {
		return
	}
	for _, name := range []string{"property", "name", "itemprop", "http-equiv"} {
		if key := strings.ToLower(attribute(n, name)); key != "" && len(h.metas[key]) < maxGathered {
			h.metas[key] = append(h.metas[key], content)
		}
	}
}

func (h *head) link(n *html.Node) {
	for rel := range strings.FieldsSeq(strings.ToLower(attribute(n, "rel"))) {
		if rel == "canonical" && h.canonical == "" {
			h.canonical = attribute(n, "href")
		}
	}
}

// named keeps elements whose names say that they show a date, a byline or a
// subtitle.
func (h *head) named(n *html.Node) {
	names := namesOf(n)
	if names == "" && attribute(n, "rel") != "author" {
		return
	}
	words := splitNames(names)
	switch {
	case attribute(n, "rel") == "author" || hasAny(words, []string{"byline", "author.", "authorname", "writer.", "reporter."}):
		keepNode(&h.bylines, n)
	case hasAny(words, []string{"date.", "published", "pubdate", "publish", "timestamp", "datetime", "datepublished", "postdate", "articledate", "time."}):
		keepNode(&h.times, n)
	case hasAny(words, []string{"subtitle", "subhead.", "subheadline", "standfirst", "dek.", "deck."}):
		keepNode(&h.subtitles, n)
	}
}

func keepNode(list *[]*html.Node, n *html.Node) {
	if len(*list) < maxGathered {
		*list = append(*list, n)
	}
}

// property keeps an element's property of microdata.
func (h *head) property(n *html.Node, scope string) {
	names := attribute(n, "itemprop")
	if names == "" || len(h.items) >= maxGathered {
		return
	}
	value := ""
	for _, a := range []string{"content", "datetime", "href", "src"} {
		if value = strings.TrimSpace(attribute(n, a)); value != "" {
			break
		}
	}
	for name := range strings.FieldsSeq(names) {
		if value == "" && !strings.EqualFold(name, "articleBody") {
			value = tidy(textOf(n))
		}
		h.items = append(h.items, item{strings.ToLower(name), value, scope})
	}
}

// micro returns the properties of that name of a thing whose type ends so; those
// of things without a type as well.
func (h *head) micro(name string, types ...string) []string {
	var out []string
	for _, it := range h.items {
		if it.name != name || it.value == "" {
			continue
		}
		for _, t := range types {
			if strings.HasSuffix(it.of, t) {
				out = append(out, it.value)
				break
			}
		}
	}
	return out
}

// metaOf returns the first that is there of the metas of these names.
func (h *head) metaOf(names ...string) string {
	for _, name := range names {
		for _, value := range h.metas[name] {
			if value = strings.TrimSpace(value); value != "" {
				return value
			}
		}
	}
	return ""
}

// maxText is how much text of one element is taken: dates and names are short.
const maxText = 64 << 10

// textOf returns the text in an element.
func textOf(n *html.Node) string {
	var out strings.Builder
	appendText(&out, n)
	return out.String()
}

func appendText(out *strings.Builder, n *html.Node) {
	if n.Type == html.TextNode {
		out.WriteString(n.Data)
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && n.DataAtom != atom.Script && opensBox(c) {
			out.WriteByte(' ')
		}
		if out.Len() < maxText || n.DataAtom == atom.Script {
			appendText(out, c)
		}
	}
}
