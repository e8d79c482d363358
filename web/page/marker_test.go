package page

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/search/highlight"
)

// Offsets are counted by hand.
func TestMarkerMarksWordsAndMentions(t *testing.T) {
	const body = "Marco Rubio called. Secretary Rubio waved to Élise Rubio."
	first, short := highlight.Mark{0, 11}, highlight.Mark{30, 35}
	named := map[string][]highlight.Mark{"body": {short, first}}
	for _, c := range []struct {
		query string
		named map[string][]highlight.Mark
		want  []highlight.Mark
	}{
		{``, named, []highlight.Mark{first, short}},
		{`person:"`, named, []highlight.Mark{first, short}},
		{`waved`, named, []highlight.Mark{first, short, {36, 41}}},
		{`"secretary rubio"`, named, []highlight.Mark{first, {20, 35}}},
		{`waved`, nil, []highlight.Mark{{36, 41}}},
		{``, nil, nil},
	} {
		got := marker(c.query, "en", c.named)("body", body)
		if len(got) == 0 {
			got = nil
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.query, diff)
		}
		if other := marker(c.query, "en", c.named)("title", "Nobody"); len(other) > 0 {
			t.Errorf("%s: %v in another field", c.query, other)
		}
	}
}
