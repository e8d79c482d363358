package page

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/search/highlight"
)

// Offsets are counted by hand, in code points.
func TestDatedBody(t *testing.T) {
	body := "Élan on May 2.\n\nShut since May 2 to 5, at last."
	dates := []news.DateMention{
		{Field: "body", Start: 8, End: 13, Value: "2025-05-02"},
		{Field: "body", Start: 27, End: 37, Value: "2025-05-02/2025-05-05"},
	}
	marks := []highlight.Mark{{5, 11}} // "on May"
	day, days := "/?mentions_from=2025-05-02&mentions_to=2025-05-02", "/?mentions_from=2025-05-02&mentions_to=2025-05-05"
	want := [][]part{
		{
			{Text: "Élan "},
			{Text: "on ", Mark: true},
			{Text: "May", Mark: true, Date: "2025-05-02", URL: day},
			{Text: " 2", Date: "2025-05-02", URL: day},
			{Text: "."},
		},
		{{Text: "Shut since "}, {Text: "May 2 to 5", Date: "2025-05-02/2025-05-05", URL: days}, {Text: ", at last."}},
	}
	if diff := cmp.Diff(want, datedBody(body, paragraphs(body, marks), dates)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestDatedKeepsTheText(t *testing.T) {
	for _, d := range []news.DateMention{{Start: -5, End: 2}, {Start: 3, End: 900}, {Start: 900, End: 901}, {Start: 2, End: 2}, {Start: 4, End: 1}} {
		got := ""
		for _, p := range dated([]part{{Text: "Élan "}, {Text: "May", Mark: true}}, 0, []news.DateMention{d}) {
			got += p.Text
		}
		if got != "Élan May" {
			t.Errorf("%+v: %q", d, got)
		}
	}
}
