package syndication

import (
	"bytes"
	"regexp"
	"strings"
)

// Kind is what a document looks like.
type Kind uint8

// The kinds of documents.
const (
	Neither Kind = iota
	Markup       // begins with a tag; Root tells with which
	JSON         // is a JSON object
)

// Detect tells markup and JSON apart by how a text begins.
func Detect(head []byte) Kind {
	head = bytes.TrimLeft(head, " \t\r\n\f\x00")
	switch {
	case len(head) == 0:
		return Neither
	case head[0] == '{':
		return JSON
	}
	return Markup // a feed may begin with warnings of the program that wrote it
}

// IsFeed reports whether a text that begins so is a feed.
func IsFeed(head []byte) bool {
	head = head[:min(len(head), lookSize)]
	if e := wide(head); e != nil {
		head, _ = e.NewDecoder().Bytes(head[:len(head)&^3]) // what can be read of it
	}
	head = bytes.TrimLeft(head, " \t\r\n\f")
	if len(head) > 0 && head[0] == '{' {
		return isJSONFeed(head)
	}
	if len(head) == 0 || head[0] != '<' {
		return false
	}
	root := Root(head)
	return isFeedRoot(root) || isWarning(root) && behindWarning.Match(head[:min(len(head), maxLook)])
}

// isJSONFeed looks for the member version near the beginning.
func isJSONFeed(head []byte) bool {
	head = head[:min(len(head), maxLook)]
	return bytes.Contains(head, []byte("jsonfeed.org/version")) || bytes.Contains(head, []byte(`jsonfeed.org\/version`))
}

// maxLook is how far into a text is looked for what it is, in bytes.
const maxLook = 4096

// isFeedRoot reports whether a feed begins with that element.
func isFeedRoot(root string) bool {
	switch root[strings.LastIndexByte(root, ':')+1:] {
	case "rss", "rdf", "feed", "channel", "entry":
		return true
	}
	return false
}

// isWarning reports whether an element is one that programs write their errors in.
// They stand in front of the feed that the program writes all the same.
func isWarning(root string) bool {
	switch root {
	case "b", "br", "code", "div", "em", "font", "hr", "i", "p", "pre", "span", "strong", "table", "tbody", "td", "th", "tr", "tt", "u":
		return true
	}
	return false
}

// behindWarning is a feed's root: those that no page has elements of.
var behindWarning = regexp.MustCompile(`(?i)<(rss|rdf:rdf|feed)[\s>]`)

// Root is the name of the first element of markup, in lower case and with its
// prefix; empty where there is none.
func Root(head []byte) string {
	for {
		at := bytes.IndexByte(head, '<')
		if at < 0 || at+1 >= len(head) {
			return ""
		}
		head = head[at:]
		switch {
		case bytes.HasPrefix(head, []byte("<!--")):
			_, head, _ = bytes.Cut(head, []byte("-->"))
		case head[1] == '!' || head[1] == '?':
			head = head[2:]
		default:
			if name := rootName.Find(head[1:]); name != nil {
				return strings.ToLower(string(name))
			}
			head = head[1:]
		}
	}
}

// rootName is what an element may be called.
var rootName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_.:-]{0,99}`)
