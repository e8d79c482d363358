package searchtest

import (
	"testing"
	"time"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/schema"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/search/query"
)

// speaking adds dates that the text speaks of.
func speaking(dates ...string) func(*index.Document) {
	return func(d *index.Document) {
		for _, date := range dates {
			d.Tags.Dates = append(d.Tags.Dates, news.DateMention{Value: date})
		}
	}
}

// A language that was detected is found and counted as a declared one.
func testDetected(t *testing.T, open Open) {
	detected := func(d *index.Document) { d.Tags.Lang = "es" }
	b, _ := open(t, []index.Document{
		article("declared", "x", in("es-MX")), article("detected", "x", in(""), detected), article("other", "x", in("en"), detected),
		article("unknown", "x", in("")),
	})
	queries{
		{query.Value{Field: schema.Lang, Text: "es", Whole: true}, []string{"declared", "detected"}},
		{query.Value{Field: schema.Lang, Text: "en", Whole: true}, []string{"other"}},
	}.check(t, b)
}

func mentions(from, to string) query.Mentions {
	m, err := query.ParseMentions(from, to)
	if err != nil {
		panic("searchtest: " + err.Error())
	}
	return m
}

// A text speaks of a day where it names it or days about it, and not where it
// names the month; of a month where it names it, or a week or a day of it.
func testMentions(t *testing.T, open Open) {
	b, _ := open(t, []index.Document{
		article("day", "x", speaking("2025-05-02", "2025-05-02", "1998-03-01")),
		article("days", "x", speaking("2025-05-02/2025-05-05")),
		article("week", "x", speaking("2025-W18")), // April 28 to May 4
		article("month", "x", speaking("2025-05")),
		article("quarter", "x", speaking("2025-Q2")),
		article("year", "x", speaking("2025")),
		article("decade", "x", speaking("202X")),
		article("none", "x"),
	})
	queries{
		{mentions("2025-05-02", "2025-05-02"), []string{"day", "days"}},
		{mentions("2025-05-05", "2025-05-05"), []string{"days"}},
		{mentions("2025-05-06", "2025-05-06"), nil},
		{mentions("2025-W18", "2025-W18"), []string{"day", "days", "week"}},
		{mentions("2025-05", "2025-05"), []string{"day", "days", "month", "week"}},
		{mentions("2025-04-28", "2025-05-01"), nil},
		{mentions("2025-04", "2025-06"), []string{"day", "days", "month", "quarter", "week"}},
		{mentions("2025", "2025"), []string{"day", "days", "month", "quarter", "week", "year"}},
		{mentions("2025-05-04", ""), []string{"days", "decade", "month", "quarter", "week", "year"}},
		{mentions("", "1999"), []string{"day"}},
		{mentions("2021", "2021"), nil},
		{query.Not{Node: mentions("2025", "2025")}, []string{"decade", "none"}},
		{query.And{Nodes: []query.Node{mentions("2025-05-02", "2025-05-02"), mentions("1998", "1998")}}, []string{"day"}},
	}.check(t, b)
	queries{
		{query.All{}, []string{"day", "days"}},
		{query.Not{Node: mentions("1998", "1998")}, []string{"days"}},
	}.check(t, b, func(p *search.Plan) { p.Mentions = mentions("2025-05-02", "2025-05-02") })
}

// mentions is a condition on the dates that texts speak of.
func (g *generator) mentions() query.Mentions {
	first := news.PeriodOf(g.day(), pick(g, news.GrainDay, news.GrainWeek, news.GrainMonth, news.GrainQuarter, news.GrainYear))
	m := query.Mentions{From: first.From, To: first.To + news.CalendarDay(g.IntN(40))}
	switch g.IntN(6) {
	case 0:
		m.From = query.FirstDay()
	case 1:
		m.To = query.LastDay()
	}
	return m
}

// spoken are dates that a text speaks of.
func (g *generator) spoken() []news.DateMention {
	var dates []news.DateMention
	for range g.IntN(4) {
		p := news.PeriodOf(g.day(), pick(g, news.GrainDay, news.GrainDay, news.GrainWeek, news.GrainMonth, news.GrainQuarter, news.GrainYear))
		if g.IntN(4) == 0 {
			p.To = p.Shift(g.IntN(3)).To
		}
		dates = append(dates, news.DateMention{Value: p.String()})
	}
	return dates
}

func (g *generator) day() news.CalendarDay { return news.DayOf(2025, time.January, 1+g.IntN(150)) }
