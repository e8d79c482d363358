package syndication

import (
	"errors"
	"io"
	"strings"
)

// readItem reads the item that was just opened. Where its end is missing, what
// was read of it counts.
func (x *xmlReader) readItem(t *token) (*item, error) {
	it := &item{line: t.line, base: x.s.top().base, lang: x.s.top().lang, permalink: true}
	it.other, it.link = t.attr("rdf:about"), t.attr("href") // CDF
	it.updated = t.attr("lastmod")
	x.s.kept.begin(t.raw)
	foreign := 0
	defer func() { x.s.kept.end(it, foreign) }()
	if t.empty {
		return it, nil
	}
	for depth := len(x.s.open); len(x.s.open) >= depth; {
		t, err := x.s.next()
		if err != nil {
			return whole(it, err), x.end(err)
		}
		if t.kind != startToken {
			continue
		}
		name := x.name(t.name)
		if name == "item" || name == "entry" { // the one before was not closed
			x.s.closeAt(depth)
			foreign = len(t.raw)
			return it, nil
		}
		if err := x.field(it, name, t); isFatal(err) {
			return whole(it, err), x.end(err)
		} else if err != nil {
			it.err = err
		}
	}
	x.finish(it)
	return it, nil
}

// whole is the item that reading ended in: what there is of it where the document
// ends, and nothing where the connection broke, as the rest will come yet.
func whole(it *item, err error) *item {
	if errors.Is(err, io.EOF) || it.err != nil {
		return it
	}
	return nil
}

// field reads an element of an item.
func (x *xmlReader) field(it *item, name string, t *token) error {
	switch name {
	case "title":
		return x.content(&it.title, true)
	case "dc:title", "media:title", "itunes:title":
		return x.content(&it.otherTitle, true)
	case "content:encoded", "encoded", "xhtml:body", "body", "content", "atom:content", "fullitem":
		return x.longer(&it.text)
	case "description", "summary", "abstract", "dc:description", "itunes:summary", "media:description", "excerpt:encoded",
		"dcterms:abstract", "xhtml:div", "atom:summary":
		return x.longer(&it.summary)
	case "link", "atom:link":
		return x.itemLink(it, t)
	case "feedburner:origlink":
		return x.text(&it.feedLink)
	case "guid", "id":
		if strings.EqualFold(t.attr("ispermalink"), "false") || name == "id" {
			it.permalink = false
		}
		return x.text(&it.guid)
	case "source", "atom:source":
		return x.source(it, t)
	}
	return x.detail(it, name, t)
}

// detail reads what is less often there.
func (x *xmlReader) detail(it *item, name string, t *token) error {
	switch name {
	case "pubdate", "published", "issued", "dc:date", "dcterms:issued", "atom:published", "created", "dcterms:created", "date", "dc:created":
		return x.text(&it.published)
	case "updated", "modified", "dcterms:modified", "atom:updated", "lastbuilddate":
		return x.text(&it.updated)
	case "author", "dc:creator", "itunes:author", "atom:author", "creator", "dc:author":
		return x.authorOf(it, name)
	case "category", "dc:subject", "atom:category", "subject":
		return x.category(it, t)
	case "itunes:keywords", "media:keywords":
		text, err := x.s.captureText()
		for word := range strings.SplitSeq(text, ",") {
			addKeyword(it, word)
		}
		return err
	case "enclosure", "media:content", "media:thumbnail", "itunes:image", "image":
		return x.image(it, name, t)
	case "dc:language", "language":
		return x.text(&it.lang)
	case "dc:rights", "rights", "copyright", "media:copyright", "atom:rights":
		c, err := x.s.capture(true)
		firstText(&it.rights, readTitle(c))
		return err
	case "contributor", "atom:contributor", "textinput", "media:credit", "media:text", "media:player", "comments":
		return x.s.skip()
	}
	if strings.HasPrefix(name, "wp:") {
		return x.wordpress(it, name)
	}
	if strings.HasPrefix(name, foreign+":") {
		return x.s.skip()
	}
	return nil
}

func (x *xmlReader) content(into *content, leaf bool) error {
	c, err := x.s.capture(leaf)
	firstOf(into, c)
	return err
}

// longer keeps the longer of two texts that one item has: of several contents
// one is the article and the others say what it is about.
func (x *xmlReader) longer(into *content) error {
	c, err := x.s.capture(false)
	if strings.HasPrefix(c.kind, "image/") || strings.HasPrefix(c.kind, "video/") || strings.HasPrefix(c.kind, "audio/") {
		return err
	}
	if len(strings.TrimSpace(c.text)) > len(strings.TrimSpace(into.text)) || into.isEmpty() {
		*into = c
	}
	return err
}

// itemLink keeps the address of the article itself: of several that of the
// page.
func (x *xmlReader) itemLink(it *item, t *token) error {
	rel, href, kind := strings.ToLower(t.attr("rel")), t.attr("href"), t.attr("type")
	base := x.s.top().base
	text, err := x.s.captureText()
	if href == "" {
		href = text
	}
	if u := resolve(base, href); u != nil && base != nil && href != "" && !isWeb(href) && u != base {
		href = u.String()
	}
	switch {
	case rel == "enclosure" && strings.HasPrefix(kind, "image/"):
		firstText(&it.image, href)
	case rel == "" || rel == "alternate" || strings.HasSuffix(rel, "/alternate"):
		if kind == "" || strings.Contains(kind, "html") {
			firstText(&it.link, href)
		} else {
			firstText(&it.other, href)
		}
	case rel == "self" || rel == "via" || rel == "related":
		if it.other == "" {
			it.other = href
		}
	}
	return err
}

// source is the outlet that an item comes from.
func (x *xmlReader) source(it *item, t *token) error {
	if t.empty {
		return nil
	}
	var title, text string
	for depth := len(x.s.open); len(x.s.open) >= depth; {
		t, err := x.s.next()
		switch {
		case err != nil:
			return err
		case t.kind == textToken:
			text += t.text
		case t.kind == startToken && x.name(t.name) == "title":
			c, err := x.s.capture(true)
			firstText(&title, readTitle(c))
			if err != nil {
				return err
			}
		case t.kind == startToken:
			if err := x.s.skip(); err != nil {
				return err
			}
		}
	}
	firstText(&title, plainTitle(text, undeclared))
	firstText(&it.source, title)
	return nil
}

// authorOf prefers who wrote it over who published the episode.
func (x *xmlReader) authorOf(it *item, name string) error {
	if name == "itunes:author" && len(it.authors) > 0 {
		return x.s.skip()
	}
	return x.author(&it.authors)
}

func (x *xmlReader) category(it *item, t *token) error {
	word := t.attr("label")
	firstText(&word, t.attr("term"))
	text, err := x.s.captureText()
	firstText(&word, text)
	addKeyword(it, word)
	return err
}

func addKeyword(it *item, word string) {
	if word = plainTitle(word, undeclared); word != "" {
		it.keywords = append(it.keywords, word)
	}
}

// image keeps the first picture. Inside of media:content there may be another
// title, which is the picture's.
func (x *xmlReader) image(it *item, name string, t *token) error {
	address := t.attr("url")
	firstText(&address, t.attr("href"))
	kind := t.attr("type") + t.attr("medium")
	isImage := strings.HasPrefix(kind, "image") || name == "media:thumbnail" || name == "itunes:image" || name == "image"
	if isImage && address != "" && (name != "media:thumbnail" || it.image == "") {
		firstText(&it.image, address)
	}
	return x.s.skip()
}
