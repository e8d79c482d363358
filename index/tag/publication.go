package tag

import (
	"time"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/tag/when"
)

// guessPublished guesses when an article was published of which nobody says it:
// no earlier than the latest date that it speaks of by its year, as far as that is
// not behind the day on which it was first seen; else on that day. It gives the
// zero Date for an article that has a date, or was never seen.
func (t *Tagger) guessPublished(r *news.Record, lang string) news.Date {
	if !r.Published.IsZero() || r.FirstSeen.IsZero() {
		return news.Date{}
	}
	seen := news.DayOf(r.FirstSeen.UTC().Date())
	latest := news.Period{From: seen, To: seen + 1, Grain: news.GrainDay}
	found := false
	for _, text := range []string{r.Title, r.Subtitle, r.Body} {
		for _, m := range t.when.Find(text, when.Base{Unknown: true, Lang: lang}) {
			if p := m.Period; canDate(&m) && p.To <= seen+1 && (!found || isLater(p, latest)) {
				latest, found = p, true
			}
		}
	}
	return dateOf(latest)
}

// canDate reports whether a mention can be that of a day, a month or a year of
// publication.
func canDate(m *when.Mention) bool {
	switch m.Period.Grain {
	case news.GrainDay, news.GrainMonth, news.GrainYear:
		return m.Period.Single() && !m.Counted && m.Vague == when.NotVague
	}
	return false
}

// isLater reports whether a period tells a later day than another: one inside of
// it does, else one that ends behind it.
func isLater(p, than news.Period) bool {
	switch {
	case p.From <= than.From && p.To >= than.To:
		return false
	case p.From >= than.From && p.To <= than.To:
		return true
	}
	return p.To > than.To
}

// dateOf is a day, a month or a year as a date of publication.
func dateOf(p news.Period) news.Date {
	year, month, day := p.From.Time().Date()
	d := news.Date{Time: time.Date(year, month, day, 0, 0, 0, 0, time.UTC), Precision: news.Day}
	switch p.Grain {
	case news.GrainMonth:
		d.Precision = news.Month
	case news.GrainYear:
		d.Precision = news.Year
	}
	return d
}
