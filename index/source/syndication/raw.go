package syndication

import (
	"bytes"
	"encoding/json"
	"strings"

	"golang.org/x/net/html"
)

const (
	// maxKept is the longest item that is kept as it stands, in bytes: ten times a
	// long article with its markup.
	maxKept = 256 << 10
	// shortItem is how long an item is kept in any case, in bytes. A longer one with
	// a title in letters is an article, and need not be held twice.
	shortItem = 1 << 10
	// maxRoot is the longest tag of a feed that is kept, in bytes: dozens of
	// namespaces.
	maxRoot = 8 << 10
)

// recording keeps what an item looks like while it is read.
type recording struct {
	on   bool
	text []byte
}

// begin begins with an item's first tag.
func (r *recording) begin(tag []byte) { r.on, r.text = true, append(r.text[:0], tag...) }

// add adds what was read next. What is too long is not kept at all.
func (r *recording) add(raw []byte) {
	if !r.on {
		return
	}
	if r.on = len(r.text)+len(raw) <= maxKept; r.on {
		r.text = append(r.text, raw...)
	}
}

// end gives an item what it looks like, where that may be needed. The last tag is
// not its own where it is that of the item behind it.
func (r *recording) end(it *item, foreign int) {
	if r.on && (len(r.text) <= shortItem || it.err != nil || it.title.isEmpty()) {
		it.raw = bytes.Clone(r.text[:max(0, len(r.text)-foreign)])
	}
	r.on = false
}

// document is a feed that has one item alone, so that it can be read again; nil
// where the item is not kept.
func (r *Reader) document(it *item) []byte {
	if len(it.raw) == 0 {
		return nil
	}
	title := either(r.opts.Source, r.feed.Title)
	if r.feed.Format == "json" {
		title, err := json.Marshal(title)
		if err != nil {
			return nil
		}
		return []byte(`{"version":"https://jsonfeed.org/version/1.1","title":` + string(title) + `,"items":[` + string(it.raw) + "]}")
	}
	if r.feed.root == "" && r.feed.Format == "atom" {
		return it.raw // an entry that is a document
	}
	var b strings.Builder
	b.WriteString(r.feed.root)
	b.WriteString("<channel")
	if it.base != nil {
		b.WriteString(` xml:base="` + html.EscapeString(it.base.String()) + `"`)
	}
	b.WriteString("><title>" + html.EscapeString(title) + "</title>")
	b.Write(it.raw)
	b.WriteString("</channel>")
	if name := writtenName(r.feed.root); name != "" {
		b.WriteString("</" + name + ">")
	}
	return []byte(b.String())
}

// writtenName is the name of a tag, as it is written.
func writtenName(tag string) string {
	name := strings.TrimPrefix(tag, "<")
	if end := strings.IndexAny(name, " \t\r\n/>"); end >= 0 {
		name = name[:end]
	}
	return name
}
