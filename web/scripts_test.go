package web_test

import (
	"slices"
	"testing"
	"unicode"

	"golang.org/x/net/html"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/search"
)

// arabic is an article with Arabic in every place, and one that is nearly the same.
func arabic() (one, other news.Article) {
	one = news.Article{
		ID: "one", Title: "سوق السمك ينتقل", Subtitle: "الصيادون يرحبون", Body: "انتقلت السوق صباح اليوم.\n\nوقال الصيادون إنهم راضون.",
		Source: "صوت المرفأ", Section: "محليات", Lang: "ar", Keywords: []string{"سمك", "ميناء"}, Copyright: "صوت المرفأ",
	}
	other = one
	other.ID, other.Title, other.Source = "other", "سوق السمك في مبنى جديد", "جريدة الرأس"
	return one, other
}

// Text of an article is marked as what it is written in, wherever it is shown, and
// set from right to left where it is set as a text. Proper names need no mark (WCAG
// 2.2, 3.1.2), but stand apart from what is around them.
func TestTextsAreMarkedWithTheirLanguage(t *testing.T) {
	s := newSite()
	one, other := arabic()
	s.store.put(one)
	was := one
	one.Title += " غدا"
	s.store.put(one)
	s.store.put(other)
	s.searcher.result = search.Result{Total: 1, Hits: []search.Hit{{
		ID: "one", Title: one.Title, Summary: was.Subtitle, Source: one.Source, Section: one.Section, Lang: "ar", Similar: 1,
		Others: []search.Other{{ID: "other", Title: other.Title, Source: other.Source}},
	}}}
	for _, target := range []string{"/?q=x", "/es/?q=x", "/article/one", "/changes/one?from=1&to=2", "/beside/one?with=other"} {
		w := s.get(target)
		wantStatus(t, w, 200)
		p := parsePage(t, w)
		found := 0
		for n := range p.one("main").Descendants() {
			if n.Type != html.TextNode || !slices.ContainsFunc([]rune(n.Data), func(r rune) bool { return unicode.Is(unicode.Arabic, r) }) || isProper(n) {
				continue
			}
			found++
			if lang := nearest(n, "lang"); lang != "ar" {
				t.Errorf("%s: %q is marked as %q", target, n.Data, lang)
			}
			if dir := nearest(n, "dir"); dir != "rtl" && !inside(n, "bdi") {
				t.Errorf("%s: %q is set %s", target, n.Data, dir)
			}
		}
		if found < 3 {
			t.Errorf("%s: %d Arabic texts", target, found)
		}
		for n := range p.one("main").Descendants() {
			if n.Type == html.TextNode && nearest(n, "lang") == "ar" && spelled(n.Data) {
				t.Errorf("%s: %q is marked as Arabic", target, n.Data)
			}
		}
	}
}

// spelled reports whether a text has Latin letters.
func spelled(text string) bool {
	return slices.ContainsFunc([]rune(text), func(r rune) bool { return unicode.Is(unicode.Latin, r) })
}

// nearest is an attribute of the innermost element around a node that has it.
func nearest(n *html.Node, name string) string {
	for a := range n.Ancestors() {
		if value, ok := attributeOf(a, name); ok {
			return value
		}
	}
	return ""
}

func inside(n *html.Node, element string) bool {
	for a := range n.Ancestors() {
		if a.Data == element {
			return true
		}
	}
	return false
}

// isProper reports whether a text is the name of an outlet, stands in a citation,
// to be copied or on paper, or is said to those who hear the page beside a link that is marked.
func isProper(n *html.Node) bool {
	for a := range n.Ancestors() {
		class, _ := attributeOf(a, "class")
		if slices.Contains([]string{"source", "unseen", "cites", "printed"}, class) {
			return true
		}
	}
	return false
}
