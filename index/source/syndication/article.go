package syndication

import (
	"encoding/base64"
	"encoding/json"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/dateline-search/dateline/index/news"
)

// titleWords is how long a title is that is made of a text, in code points.
const titleWords = 80

// maxSubtitle is how long a summary may be to stand above the text, in code
// points; a longer one is a text of its own.
const maxSubtitle = 600

// setTexts gives the article title and text. What it lacks is made up from what
// there is, and marked so.
func (it *item) setTexts(a *news.Article) {
	title := it.title
	if title.isEmpty() {
		title = it.otherTitle
	}
	a.Title = readTitle(title)
	text, summary := it.text, it.summary
	if text.isEmpty() {
		text, summary = summary, content{}
	}
	a.HTML, a.Body = readText(text)
	plain := strings.TrimSpace(a.Body)
	if a.HTML != "" {
		plain = news.HTMLText(a.HTML)
		a.Body = plain
		if len(a.HTML) > news.MaxHTML {
			a.HTML = ""
		}
	}
	if short := readSummary(summary); short != "" && !begins(plain, strings.TrimRight(short, ".… []")) {
		a.Subtitle = short
	}
	fillGaps(a, plain)
}

// begins reports whether a text begins with a line, whatever blanks it has.
func begins(text, line string) bool {
	const blanks = 4 // times as long as the line, should each blank be many
	return strings.HasPrefix(oneLine(text[:min(len(text), blanks*len(line)+blanks)]), line)
}

// fillGaps makes up a title or a text from the other, so that an item that has
// one of them alone is found by it.
func fillGaps(a *news.Article, plain string) {
	if plain == "" {
		a.HTML = ""
		switch {
		case a.Subtitle != "":
			a.Body = a.Subtitle
			setExtra(a, extraBody, "summary")
		case a.Title != "":
			a.Body = a.Title
			setExtra(a, extraBody, "title")
		}
		plain = a.Body
	}
	if a.Title == "" && plain != "" {
		a.Title = firstWords(plain, titleWords)
		setExtra(a, extraTitle, "body")
	}
	if utf8.RuneCountInString(a.Title) > news.MaxTitle {
		a.Title = firstWords(a.Title, titleWords)
		setExtra(a, extraTitle, "a longer title")
	}
}

// readTitle reads a title: Atom says whether it is text or HTML, RSS does not.
func readTitle(c content) string {
	switch {
	case c.mode == "base64" || isBinary(c.kind):
		return plainTitle(decodeBase64(c.text), declared)
	case c.markup != "":
		return plainTitle(news.HTMLText(c.markup), literal)
	case c.kind == "text" || c.kind == "text/plain" && c.mode != "escaped":
		return plainTitle(c.text, literal)
	case strings.Contains(c.kind, "html"):
		return plainTitle(c.text, declared)
	}
	return plainTitle(c.text, undeclared)
}

// modeLiteral marks a text of which the format says that it is not HTML.
const modeLiteral = "literal"

// readText tells HTML from plain text.
func readText(c content) (markup, plain string) {
	text := c.text
	if c.mode == "base64" || isBinary(c.kind) {
		text = decodeBase64(text)
	}
	switch {
	case c.mode == modeLiteral:
		return "", strings.TrimSpace(text)
	case c.markup != "":
		return absoluteLinks(c.markup, c.base), ""
	case c.kind == "text/plain" && c.mode == "" && !hasTag(text):
		return "", strings.TrimSpace(text)
	case strings.Contains(c.kind, "html"), isMarkup(text):
		return absoluteLinks(peel(text), c.base), ""
	}
	return "", strings.TrimSpace(text)
}

// isBinary reports whether a type is one that Atom 1.0 has in base64.
func isBinary(kind string) bool {
	return strings.HasPrefix(kind, "application/octet-stream") || strings.HasPrefix(kind, "image/")
}

func decodeBase64(s string) string {
	decoded, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(s), ""))
	if err != nil || !utf8.Valid(decoded) {
		return s
	}
	return string(decoded)
}

// readSummary is a summary as one line, empty where it is too long for one.
func readSummary(c content) string {
	markup, plain := readText(c)
	if markup != "" {
		plain = news.HTMLText(markup)
	}
	if plain = oneLine(plain); utf8.RuneCountInString(plain) > maxSubtitle {
		return ""
	}
	return plain
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// firstWords cuts a text to its first words.
func firstWords(s string, limit int) string {
	s = oneLine(s)
	if utf8.RuneCountInString(s) <= limit {
		return s
	}
	short := string([]rune(s)[:limit])
	if at := strings.LastIndexByte(short, ' '); at > limit/2 {
		short = short[:at]
	}
	return short + "…"
}

// cut shortens a text to so many code points.
func cut(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	if runes := []rune(s); len(runes) > limit {
		return string(runes[:limit])
	}
	return s
}

func limit(list []string, n int) []string {
	for i, s := range list {
		list[i] = cut(s, news.MaxName)
	}
	return list[:min(len(list), n)]
}

func setExtra(a *news.Article, name, value string) {
	if a.Extra == nil {
		a.Extra = map[string]json.RawMessage{}
	}
	a.Extra[name] = news.AppendQuote(nil, strings.ToValidUTF8(value, "\uFFFD"))
}

// absoluteLinks makes the addresses in HTML absolute, where it has any that are
// not.
func absoluteLinks(markup string, base *url.URL) string {
	if base == nil {
		return markup
	}
	var out strings.Builder
	rest := markup
	for {
		at, length := nextAddress(rest)
		if at < 0 {
			break
		}
		out.WriteString(rest[:at])
		out.WriteString(absolute(rest[at:at+length], base))
		rest = rest[at+length:]
	}
	if out.Len() == 0 {
		return markup
	}
	return out.String() + rest
}

// nextAddress finds the value of the next attribute that holds an address.
func nextAddress(s string) (at, length int) {
	for from := 0; ; {
		i := strings.IndexByte(s[from:], '=')
		if i < 0 {
			return -1, 0
		}
		from += i + 1
		name := strings.ToLower(s[max(0, from-1-len(" href")) : from-1])
		if !strings.HasSuffix(name, "href") && !strings.HasSuffix(name, "src") || from >= len(s) {
			continue
		}
		if quote := s[from]; quote == '"' || quote == '\'' {
			if end := strings.IndexByte(s[from+1:], quote); end >= 0 {
				return from + 1, end
			}
		}
	}
}

func absolute(ref string, base *url.URL) string {
	if ref == "" || ref[0] == '#' || strings.Contains(ref[:min(len(ref), 12)], ":") {
		return ref
	}
	if u := resolve(base, strings.ReplaceAll(ref, "&amp;", "&")); u != base {
		return strings.ReplaceAll(u.String(), "&", "&amp;")
	}
	return ref
}
