package highlight_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/index/schema"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/search/highlight"
	"github.com/dateline-search/dateline/search/query"
	"github.com/dateline-search/dateline/search/searchtest"
)

// TestMarksAreWhatMatches holds, for random articles and queries without NOT, that
// what is marked is what the article is found by: if all other words are others, it
// is found as before, and if just those are, it is not found any more. Whether it is
// found is asked of an engine that tries every article.
func TestMarksAreWhatMatches(t *testing.T) {
	for seed := range uint64(2000) {
		g := maker{rand.New(rand.NewPCG(seed, 3))}
		doc, q := g.article(), g.query()
		parsed, err := query.Parse(q, query.Options{})
		if err != nil {
			t.Fatalf("%s: %v", q, err)
		}
		marker := highlight.New(parsed.Node)
		found := finds(t, parsed.Node, doc)
		if others := masked(marker, doc, false); finds(t, parsed.Node, others) != found {
			t.Fatalf("seed %d: %s: found %v in\n%s\nbut not without what is not marked:\n%s", seed, q, found, shown(marker, doc), shown(marker, others))
		}
		if without := masked(marker, doc, true); finds(t, parsed.Node, without) {
			t.Fatalf("seed %d: %s: still found without what is marked in\n%s", seed, q, shown(marker, doc))
		}
	}
}

func finds(t *testing.T, n query.Node, doc index.Document) bool {
	t.Helper()
	p := &search.Plan{Query: n, Zone: time.UTC, Sort: search.Newest, Timeline: search.IntervalNone}
	answer, err := searchtest.NewFake(doc).Find(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	return answer.Total > 0
}

// masked puts another word in the place of each that is marked, or of each other.
func masked(m *highlight.Highlighter, doc index.Document, marked bool) index.Document {
	doc.Title = maskText(doc.Title, m.Whole(schema.Title, doc.Lang, doc.Title).Marks, marked)
	doc.Subtitle = maskText(doc.Subtitle, m.Whole(schema.Subtitle, doc.Lang, doc.Subtitle).Marks, marked)
	doc.Body = maskText(doc.Body, m.Whole(schema.Body, doc.Lang, doc.Body).Marks, marked)
	return doc
}

func maskText(text string, marks []highlight.Mark, marked bool) string {
	var b strings.Builder
	at := 0
	for _, token := range analysis.Tokens(text) {
		point := utf8.RuneCountInString(text[:token.Start])
		is := false
		for _, m := range marks {
			is = is || m[0] <= point && point < m[1]
		}
		if is != marked {
			continue
		}
		b.WriteString(text[at:token.Start])
		b.WriteString(other(text[token.Start:token.End]))
		at = token.End
	}
	return b.String() + text[at:]
}

// other is a word that no query asks for, with the capital of one, which may begin
// a sentence.
func other(word string) string {
	switch first, _ := utf8.DecodeRuneInString(word); {
	case unicode.Is(unicode.Han, first):
		return "文"
	case unicode.IsUpper(first):
		return "Bobobobo"
	}
	return "bobobobo"
}

func shown(m *highlight.Highlighter, doc index.Document) string {
	return fmt.Sprintf("%q\n%q\n%q", m.Whole(schema.Title, doc.Lang, doc.Title).HTML, m.Whole(schema.Subtitle, doc.Lang, doc.Subtitle).HTML,
		m.Whole(schema.Body, doc.Lang, doc.Body).HTML)
}

// maker makes articles and queries of few words, so that much coincides.
type maker struct{ *rand.Rand }

func (g maker) of(list ...string) string { return list[g.IntN(len(list))] }

func (g maker) article() index.Document {
	var d index.Document
	d.ID, d.Lang = "a", g.of("en", "en", "fr", "")
	d.Title, d.Body = g.text(6), g.text(40)
	if g.IntN(3) == 0 {
		d.Subtitle = g.text(6)
	}
	return d
}

func (g maker) text(most int) string {
	var b strings.Builder
	for range g.IntN(most + 1) {
		b.WriteString(g.of("ship", "ships", "Ship", "SHIP", "harbour", "harbours", "the", "of", "The", "US", "us", "U.S.", "Québec", "québec", "plan", "planned",
			"Orven’s", "well-being", "港", "云", "maison", "maisons"))
		b.WriteString(g.of(" ", " ", " ", ", ", ". ", "! The ", "\n\n"))
	}
	return b.String()
}

func (g maker) query() string {
	switch g.IntN(4) {
	case 0:
		return g.leaf() + " " + g.leaf()
	case 1:
		return g.leaf() + " OR " + g.leaf()
	case 2:
		return "(" + g.leaf() + " OR " + g.leaf() + ") " + g.leaf()
	}
	return g.leaf()
}

func (g maker) leaf() string {
	switch g.IntN(7) {
	case 0:
		return fmt.Sprintf("(%s %s/%d %s)", g.side(), g.of("NEAR", "PRE", "W"), 1+g.IntN(5), g.side())
	case 1:
		return fmt.Sprintf("(%s W/%s %s)", g.side(), g.of("S", "P"), g.side())
	case 2:
		return fmt.Sprintf("ATLEAST/%d %s", 1+g.IntN(3), g.side())
	case 3:
		return fmt.Sprintf("%s\"%s %s %s\"~%d", g.field(), g.plain(), g.plain(), g.plain(), 1+g.IntN(4))
	case 4:
		return fmt.Sprintf("((%s NEAR/%d %s) NEAR/%d %s)", g.side(), 1+g.IntN(3), g.side(), 1+g.IntN(5), g.side())
	}
	return g.field() + g.side()
}

func (g maker) field() string { return g.of("", "", "", "title:", "body:") }

func (g maker) side() string {
	switch g.IntN(5) {
	case 0:
		return g.of("", "=") + `"` + g.word() + " " + g.word() + `"`
	case 1:
		return "(" + g.word() + " OR " + g.word() + ")"
	}
	return g.word()
}

func (g maker) plain() string {
	return g.of("ship", "ships", "harbour", "the", "of", "us", "quebec", "plan", "orven", "港")
}

func (g maker) word() string {
	return g.of(g.plain(), g.plain(), g.plain(), "shi*", "*ip", "h*r", "shpi~1", "well-being", "maison", "U.S.")
}
