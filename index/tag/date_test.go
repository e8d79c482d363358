package tag

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index/news"
)

// The values are read off a calendar; offsets are counted by hand.
func TestTagFindsDates(t *testing.T) {
	tagger, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	seen := time.Date(2025, 6, 2, 8, 0, 0, 0, time.UTC)
	karachi := time.FixedZone("", 5*3600)
	for _, c := range []struct {
		name      string
		published news.Date
		lang      string
		title     string
		body      string
		want      []string
	}{
		{
			"in the zone of publication",
			news.Date{Time: time.Date(2025, 5, 9, 1, 0, 0, 0, karachi), Precision: news.Second},
			"en",
			"Élan yesterday", "On May 2, it began.",
			[]string{"title 5-14 2025-05-08 day", "body 3-8 2025-05-02 day"},
		},
		{"when it was first seen", news.Date{}, "en", "x", "It began yesterday.", []string{"body 9-18 2025-06-01 day"}},
		{
			"a month that it was not seen in",
			news.Date{Time: time.Date(2025, 5, 1, 0, 0, 0, 0, time.UTC), Precision: news.Month},
			"en",
			"x", "It began yesterday, after March 2024.",
			[]string{"body 20-36 2024-03 month"},
		},
		{"not from a guess", news.Date{}, "en", "x", "It began yesterday, it said on May 8, 1998.", []string{"body 9-18 2025-06-01 day", "body 31-42 1998-05-08 day"}},
		{"no length of time, no now", news.Date{}, "en", "x", "It has run for the last three months and is now over.", nil},
		{"a language that is detected", news.Date{}, "", "x", "La semaine dernière, le conseil a voté pour la loi.", []string{"body 0-19 2025-W22 week"}},
	} {
		r := news.Record{FirstSeen: seen, Article: news.Article{Title: c.title, Body: c.body, Lang: c.lang, Published: c.published}}
		tags := tagger.Tag(&r)
		var got []string
		for _, d := range tags.Dates {
			got = append(got, fmt.Sprintf("%s %d-%d %s %s", d.Field, d.Start, d.End, d.Value, d.Precision))
			text := map[string]string{"title": c.title, "body": c.body}[d.Field]
			if cut := string([]rune(text)[d.Start:d.End]); cut != d.Text {
				t.Errorf("%s: %q stands there, not %q", c.name, cut, d.Text)
			}
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestTagDetectsTheLanguage(t *testing.T) {
	tagger, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ declared, body, lang, from string }{
		{"en-GB", "Der Rat wird am Montag über die Brücke abstimmen.", "en-GB", "declared"},
		{"", "Der Rat wird am Montag über die Brücke abstimmen.", "de", "detected"},
		{"", "1 2 3", "", ""},
	} {
		a := news.Article{Title: "7", Body: c.body, Lang: c.declared}
		tags := tagger.Tag(&news.Record{Article: a})
		if lang, from := tags.Language(&a); lang != c.lang || from != c.from {
			t.Errorf("%q %s: %q %q, want %q %q", c.declared, c.body, lang, from, c.lang, c.from)
		}
	}
}
