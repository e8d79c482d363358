package page

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dateline-search/dateline/index/news"
)

// readAuthors takes the names of the byline.
func (r *reader) readAuthors() {
	var shown []string
	for _, n := range r.head.bylines {
		if text := tidyLine(textOf(n)); isBy(n.DataAtom) && !r.isElsewhere(n) && len(text) > 0 && len(text) < maxByline {
			shown = append(shown, text)
			if strings.HasPrefix(strings.ToLower(text), "by ") {
				break
			}
		}
	}
	micro := r.head.micro("author", articleTypes()...)
	micro = append(micro, r.head.micro("name", "person")...)
	for _, c := range []struct {
		values []string
		origin news.Origin
	}{
		{r.graph.names(r.ld["author"]), news.FromJSONLD},
		{r.graph.names(r.ld["creator"]), news.FromJSONLD},
		{micro, news.FromMicrodata},
		{r.head.metas["article:author"], news.FromOpenGraph},
		{[]string{r.head.metaOf("author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl", "article:author_name", "twitter:data1.author")}, news.FromMeta},
		{shown[:min(len(shown), 1)], news.FromElement},
	} {
		if authors := namesIn(c.values); len(authors) > 0 {
			r.article.Authors = authors
			r.origins["authors"] = c.origin
			return
		}
	}
}

// maxByline is the length of the longest byline, in bytes; a longer one is a
// text about its author.
const maxByline = 200

// namesIn splits bylines into names, without the words around them.
func namesIn(bylines []string) []string {
	split := regexp.MustCompile(`(?i)\s*(?:,|;|\||•|·|/| and | & | und | et | y | e | и | with )\s*`)
	var out []string
	for _, b := range bylines {
		b = tidyLine(b)
		if len(b) > maxByline || strings.HasPrefix(b, "http") {
			continue
		}
		for _, name := range split.Split(withoutBy(b), -1) {
			name = strings.Trim(withoutBy(name), " .:-–—")
			if isName(name) && !containsFold(out, name) {
				out = append(out, name)
			}
		}
	}
	return out
}

// withoutBy takes "By" off a byline, in the languages that use such a word.
func withoutBy(s string) string {
	lower := strings.ToLower(s)
	for _, by := range []string{
		"by:", "by ", "written by ", "reported by ", "posted by ", "story by ", "author:", "text:", "words:", "von ", "par ", "por ", "di ", "door ", "av ",
		"publicado por ", "автор:", "текст:",
		"autor:", //nolint:misspell // Spanish, Portuguese, German, Polish
	} {
		if strings.HasPrefix(lower, by) {
			return strings.TrimSpace(s[len(by):])
		}
	}
	return s
}

// isName leaves out what stands in bylines beside names: addresses, dates, jobs.
func isName(s string) bool {
	n := utf8.RuneCountInString(s)
	if n < 2 || n > 80 || strings.ContainsAny(s, "@<>{}=") || strings.ContainsFunc(s, unicode.IsDigit) {
		return false
	}
	switch strings.ToLower(s) {
	case "admin", "administrator", "staff writer", "reporter", "editor", "correspondent", "null", "undefined", "none", "unknown", "author",
		"md", "phd", "ph.d", "rd", "ms", "jr", "updated", "published", "follow":
		return false
	}
	return strings.ContainsFunc(s, unicode.IsLetter)
}

func containsFold(list []string, s string) bool {
	for _, e := range list {
		if strings.EqualFold(e, s) {
			return true
		}
	}
	return false
}
