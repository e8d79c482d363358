package blevesearch_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/search"
)

// What other systems got wrong, asked as a reader does: from the text of a query
// to the marks of its hits.
func TestReaderFinds(t *testing.T) {
	const plan, tower = "The harbour plan.", "The clock tower."
	accents := "Mme Élodie Brévant-Óskar visits Québec"
	for _, c := range []struct {
		name  string
		texts []string // articles a, b, c, ... in English but for what they are written in
		asks  map[string][]string
	}{
		{"letters of several parts", []string{"नदी तट पर बसे गाँव मिरपुर में बाढ़ का पानी"}, map[string][]string{
			"मिरपुर": {"a: नदी तट पर बसे गाँव [मिरपुर] में बाढ़ का पानी"},
		}},
		{"accents", []string{norm.NFC.String(accents), norm.NFD.String(accents)}, map[string][]string{
			"brevant": {norm.NFC.String("a: Mme Élodie [Brévant]-Óskar visits Québec"), norm.NFD.String("b: Mme Élodie [Brévant]-Óskar visits Québec")},
			"Brévan*": {norm.NFC.String("a: Mme Élodie [Brévant]-Óskar visits Québec"), norm.NFD.String("b: Mme Élodie [Brévant]-Óskar visits Québec")},
			"quebec":  {norm.NFC.String("a: Mme Élodie Brévant-Óskar visits [Québec]"), norm.NFD.String("b: Mme Élodie Brévant-Óskar visits [Québec]")},
		}},
		{"curly marks", []string{"Orven’s plan", "Orven's plan", "Their well-being counts."}, map[string][]string{
			"Orven's":      {"a: [Orven’s] plan", "b: [Orven's] plan"},
			"Orven’s":      {"a: [Orven’s] plan", "b: [Orven's] plan"},
			"orven":        {"a: [Orven’s] plan", "b: [Orven's] plan"},
			"“well-being”": {"c: Their [well-being] counts."},
			`"well-being"`: {"c: Their [well-being] counts."},
		}},
		{"dotted acronyms", []string{"The U.N. envoy left.", "The UN envoy left.", "They told us in the U.S.", "Tell us more."}, map[string][]string{
			"UN":   {"a: The [U.N.] envoy left.", "b: The [UN] envoy left."},
			"U.N.": {"a: The [U.N.] envoy left.", "b: The [UN] envoy left."},
			"u.n":  {"a: The [U.N.] envoy left.", "b: The [UN] envoy left."},
			"U.S.": {"c: They told us in the [U.S.]"},
		}},
		{"Chinese names", []string{"记者林可唐昨日抵达云屿港。", "林业报告可供查阅，唐代城墙开放。"}, map[string][]string{
			"林可唐":   {"a: 记者[林可唐]昨日抵达云屿港。"},
			`"林可唐"`: {"a: 记者[林可唐]昨日抵达云屿港。"},
		}},
		{"wildcards against stems and capitals", []string{"Astrophysics hall reopens"}, map[string][]string{
			"astrophysics": {"a: [Astrophysics] hall reopens"},
			"astrophysi*":  {"a: [Astrophysics] hall reopens"},
			"Astrophysi*":  {"a: [Astrophysics] hall reopens"},
			"ASTRO*":       {"a: [Astrophysics] hall reopens"},
		}},
		{"little words", []string{"The Board of Harbours met.", "A board of five, harbours and the rest of it."}, map[string][]string{
			`"board of harbours"`: {"a: The [Board of Harbours] met."},
			`"board harbours"`:    nil,
			`"of the"`:            nil,
			`"rest of"`:           {"b: A board of five, harbours and the [rest of] it."},
		}},
		{"unbalanced marks", []string{plan, tower}, map[string][]string{
			`"harbour plan`:                         {"a: The [harbour plan]."},
			"harbour)":                              {"a: The [harbour] plan."},
			`("clock tower"~10 OR "harbour plan"~5`: {"a: The [harbour] [plan].", "b: The [clock] [tower]."},
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			reader := searcherOver(t, c.texts)
			for q, want := range c.asks {
				if diff := cmp.Diff(want, shown(t, reader, q)); diff != "" {
					t.Errorf("%s: %s", q, diff)
				}
			}
		})
	}
}

func searcherOver(t *testing.T, bodies []string) *search.Searcher {
	t.Helper()
	store, all := open(t), texts{}
	docs := make([]index.Document, len(bodies))
	for i, body := range bodies {
		docs[i].Article = news.Article{ID: string(rune('a' + i)), Title: "…", Body: body, Lang: "en"}
		all[docs[i].ID] = &docs[i]
	}
	write(t, store, docs)
	return newSearcher(store, all)
}

// shown gives the hits in the order of their ids, each with its marks.
func shown(t *testing.T, s *search.Searcher, q string) []string {
	t.Helper()
	result, err := s.Search(t.Context(), search.Request{Q: q, Match: search.MatchAll})
	if err != nil {
		t.Fatalf("%s: %v", q, err)
	}
	var lines []string
	for _, h := range result.Hits {
		line := h.ID + ": "
		for _, f := range h.Highlight.Body {
			line += strings.NewReplacer("<mark>", "[", "</mark>", "]", "&#39;", "'").Replace(f.HTML)
		}
		lines = append(lines, line)
	}
	slices.Sort(lines)
	return lines
}
