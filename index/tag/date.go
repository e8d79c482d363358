package tag

import (
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/schema"
	"github.com/dateline-search/dateline/index/tag/when"
)

// dates finds the dates that an article speaks of, in the order of its fields.
// Lengths of time and words like "now" are none.
func (t *Tagger) dates(r *news.Record, lang string) []news.DateMention {
	base := baseOf(r)
	base.Lang = lang
	var all []news.DateMention
	for _, f := range []struct{ name, text string }{
		{schema.Title, r.Title}, {schema.Subtitle, r.Subtitle}, {schema.Body, r.Body},
	} {
		count := counter{text: f.text}
		masked := addresses(f.text)
		for _, m := range t.when.Find(f.text, base) {
			for len(masked) > 0 && masked[0].end <= m.Start {
				masked = masked[1:]
			}
			inside := len(masked) > 0 && masked[0].start < m.End
			if m.Counted || m.Vague != when.NotVague || inside {
				continue
			}
			all = append(all, news.DateMention{
				Value: m.Period.String(), Precision: m.Period.Grain.String(), Field: f.name,
				Start: count.at(m.Start), End: count.at(m.End), Text: f.text[m.Start:m.End],
			})
		}
	}
	return all
}

// baseOf is what "yesterday" is counted from: the day of publication, in the
// zone in which it was stated. Where only its month or year is known, or nothing,
// the article was new when it was first seen, as far as that fits. A guess at it is
// not counted from, since searches find what is counted out.
func baseOf(r *news.Record) when.Base {
	p := r.Published
	if p.Precision >= news.Day {
		return when.Base{Day: news.DayOf(p.Time.Date())}
	}
	seen := r.FirstSeen.UTC()
	year, month, _ := p.Time.Date()
	if r.FirstSeen.IsZero() || p.Precision >= news.Year && seen.Year() != year || p.Precision == news.Month && seen.Month() != month {
		return when.Base{Unknown: true}
	}
	return when.Base{Day: news.DayOf(seen.Date())}
}
