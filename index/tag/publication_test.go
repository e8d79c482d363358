package tag

import (
	"testing"
	"time"

	"github.com/dateline-search/dateline/index/news"
)

func TestPublicationIsGuessed(t *testing.T) {
	tagger, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	seen := time.Date(2025, 6, 2, 8, 0, 0, 0, time.UTC)
	declared := news.Date{Time: time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC), Precision: news.Year}
	for _, c := range []struct {
		name, body string
		published  news.Date
		seen       time.Time
		want, from string
	}{
		{"the latest date", "In 1997 and on May 8, 1998, and again on May 2, 1998.", news.Date{}, seen, "1998-05-08", "guessed"},
		{"a month", "Built in 1997, opened in March 2019.", news.Date{}, seen, "2019-03", "guessed"},
		{"a year", "Built in 1997.", news.Date{}, seen, "1997", "guessed"},
		{"a day of that year", "Built in 1997, on May 8, 1997, in 1997.", news.Date{}, seen, "1997-05-08", "guessed"},
		{"nothing behind the day it was seen", "It opens on July 3, 2025, and ends in 2026.", news.Date{}, seen, "2025-06-02", "guessed"},
		{"the year in which it was seen", "It opened in 2025.", news.Date{}, seen, "2025-06-02", "guessed"},
		{"no date by its year", "It opened yesterday, in May.", news.Date{}, seen, "2025-06-02", "guessed"},
		{"no decade and no stretch", "From May 2 to May 5, 2024, as in the 1990s.", news.Date{}, seen, "2025-06-02", "guessed"},
		{"a date that is known", "On May 8, 1998.", declared, seen, "2020", "declared"},
		{"never seen", "On May 8, 1998.", news.Date{}, time.Time{}, "", ""},
	} {
		r := news.Record{FirstSeen: c.seen, Article: news.Article{Title: "x", Body: c.body, Lang: "en", Published: c.published}}
		tags := tagger.Tag(&r)
		if got, from := tags.PublishedFrom(&r.Article); got.String() != c.want || from != c.from {
			t.Errorf("%s: %q, %q; want %q, %q", c.name, got, from, c.want, c.from)
		}
	}
}
