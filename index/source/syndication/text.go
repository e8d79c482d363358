package syndication

import (
	"strings"

	"golang.org/x/net/html"
)

// maxEntity is longer than the longest name of a character in HTML.
const maxEntity = 34

// unescape decodes the references to characters that end as they should. What a
// bare ampersand begins stays as it is, so that ?a=1&copy=2 is still an address.
func unescape(s string) string {
	at := strings.IndexByte(s, '&')
	if at < 0 {
		return s
	}
	var out strings.Builder
	for at >= 0 {
		out.WriteString(s[:at])
		s = s[at:]
		end := strings.IndexByte(s[:min(len(s), maxEntity)], ';')
		if end < 0 || strings.ContainsAny(s[1:end], " &<=\n") {
			out.WriteByte('&')
			s = s[1:]
		} else {
			out.WriteString(html.UnescapeString(s[:end+1]))
			s = s[end+1:]
		}
		at = strings.IndexByte(s, '&')
	}
	out.WriteString(s)
	return out.String()
}

// markupKind says whether a text is HTML.
type markupKind uint8

const (
	literal    markupKind = iota // it is not
	undeclared                   // nobody says: what looks like HTML is
	declared                     // it is
)

// plainTitle makes one line of a title that was decoded as XML. Where it may be
// HTML, tags that HTML knows are dropped and references decoded once; an
// "<other>" is what the title speaks of. A CDATA mark that was escaped as well is
// taken off.
func plainTitle(s string, kind markupKind) string {
	s = strings.TrimSpace(s)
	if inside, ok := strings.CutPrefix(s, "<![CDATA["); ok {
		s = strings.TrimSuffix(inside, "]]>")
	}
	if kind != literal {
		s = dropTags(s, kind == declared)
	}
	if strings.IndexByte(s, '&') >= 0 {
		s = unescape(s)
	}
	return strings.Join(strings.Fields(s), " ")
}

// dropTags takes out the tags of HTML, or all that look like tags.
func dropTags(s string, all bool) string {
	var out strings.Builder
	for {
		at := strings.IndexByte(s, '<')
		if at < 0 {
			out.WriteString(s)
			return out.String()
		}
		out.WriteString(s[:at])
		s = s[at:]
		if n := tagLength(s, all); n > 0 {
			if isBreak(s) {
				out.WriteByte(' ')
			}
			s = behindHidden(s, n)
		} else {
			out.WriteByte('<')
			s = s[1:]
		}
	}
}

// behindHidden is what follows a tag of that length, and, where it begins a
// script or a style, what follows that.
func behindHidden(s string, tag int) string {
	name := tagName(s)
	if name != "script" && name != "style" || s[1] == '/' {
		return s[tag:]
	}
	lower := strings.ToLower(s)
	end := strings.Index(lower, "</"+name)
	if end < 0 || len(lower) != len(s) {
		return s[tag:]
	}
	return s[end:]
}

// isBreak reports whether a tag parts the words around it.
func isBreak(tag string) bool {
	switch tagName(tag) {
	case "br", "p", "div", "li", "td", "h1", "h2", "h3", "h4", "h5", "h6":
		return true
	}
	return false
}

// tagLength is the length of the tag that s begins with, 0 where that is no tag
// of HTML; of any tag where all is set.
func tagLength(s string, all bool) int {
	if strings.HasPrefix(s, "<!--") {
		if end := strings.Index(s, "-->"); end >= 0 {
			return end + len("-->")
		}
		return 0
	}
	name := tagName(s)
	if !isElement(name) && (!all || name == "" && !strings.HasPrefix(s, "<!")) {
		return 0
	}
	return strings.IndexByte(s, '>') + 1
}

// tagName is the name in a tag, in lower case.
func tagName(s string) string {
	s = strings.TrimPrefix(s[1:min(len(s), maxEntity)], "/")
	end := 0
	for end < len(s) && (s[end] >= 'a' && s[end] <= 'z' || s[end] >= 'A' && s[end] <= 'Z' || s[end] >= '0' && s[end] <= '9') {
		end++
	}
	if end < len(s) && strings.IndexByte(" \t\r\n/>", s[end]) < 0 {
		return ""
	}
	return strings.ToLower(s[:end])
}

// isElement reports whether HTML, old or new, has an element of that name.
func isElement(name string) bool {
	switch name {
	case "a", "abbr", "acronym", "address", "applet", "article", "aside", "audio", "b", "bdi", "bdo", "big", "blink", "blockquote", "body",
		"br", "button", "caption", "center", "cite", "code", "col", "colgroup", "dd", "del", "details", "dfn", "div",
		"dl", "dt", "em", "embed", "figcaption", "figure", "font", "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4", "h5", "h6",
		"head", "header", "hr", "html", "i", "iframe", "img", "input", "ins", "kbd", "label", "li", "link", "main",
		"mark", "math", "meta", "nav", "noscript", "object", "ol", "p", "picture", "pre", "q", "rp", "rt", "ruby", "s", "samp",
		"script", "section", "small", "source", "span", "strike", "strong", "style", "sub", "summary", "sup", "svg", "table",
		"tbody", "td", "tfoot", "th", "thead", "time", "tr", "tt", "u", "ul", "var", "video", "wbr":
		return true
	}
	return false
}

// isMarkup reports whether a text is HTML: whether it has a tag of HTML or a
// reference to a character.
func isMarkup(s string) bool { return hasTag(s) || s != unescape(s) }

func hasTag(s string) bool {
	for {
		at := strings.IndexByte(s, '<')
		if at < 0 {
			return false
		}
		s = s[at:]
		if tagLength(s, false) > 0 {
			return true
		}
		s = s[1:]
	}
}

// peel undoes one escape too many: where a text has no tag but would have
// paragraphs if it was decoded once more, it is.
func peel(s string) string {
	if hasTag(s) || !strings.Contains(s, "&lt;") {
		return s
	}
	if inner := unescape(s); strings.Contains(inner, "</p>") || strings.Contains(inner, "<br") || strings.Contains(inner, "</a>") {
		return inner
	}
	return s
}
