package page

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/search/highlight"
)

// Offsets are counted by hand.
func TestMarkerMarksWhoIsAskedFor(t *testing.T) {
	const body = "Marco Rubio called. Secretary Rubio waved to Élise Rubio."
	entities := []news.Entity{
		{Type: news.Person, Name: "Marco Rubio", Mentions: []news.Mention{{Field: "body", Start: 0, End: 11}, {Field: "body", Start: 30, End: 35}}},
		{Type: news.Person, Name: "Élise Rubio", Mentions: []news.Mention{{Field: "body", Start: 45, End: 56}}},
		{Type: news.Org, Name: "Marco Rubio", Mentions: []news.Mention{{Field: "body", Start: 12, End: 18}}},
	}
	first, short, other := highlight.Mark{0, 11}, highlight.Mark{30, 35}, highlight.Mark{45, 56}
	for _, c := range []struct {
		query string
		want  []highlight.Mark
	}{
		{`person:"Marco Rubio"`, []highlight.Mark{first, short}},
		{`person:"elise rubio"`, []highlight.Mark{other}},
		{`person:rubio`, []highlight.Mark{first, short, other}},
		{`person:"Marco Rubio" waved`, []highlight.Mark{first, short, {36, 41}}},
		{`person:"Marco Rubio" "secretary rubio"`, []highlight.Mark{first, {20, 35}}},
		{`called -person:"Marco Rubio"`, []highlight.Mark{{12, 18}}},
		{`person:"Marco Teague"`, nil},
		{`person:"`, nil},
		{``, nil},
	} {
		got := marker(c.query, "en", entities)("body", body)
		if len(got) == 0 {
			got = nil
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.query, diff)
		}
		if other := marker(c.query, "en", entities)("title", "Nobody"); len(other) > 0 {
			t.Errorf("%s: %v in another field", c.query, other)
		}
	}
}
