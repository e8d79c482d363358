package query

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/dateline-search/dateline/index/news"
)

// periodForms tells what a date that a text speaks of may look like.
const periodForms = "write 2025, 2025-05, 2025-05-08, 2025-Q2 or 2025-W19"

// FirstDay and LastDay are the ends of a range of Mentions that is open: years
// have four digits.
func FirstDay() news.CalendarDay { return news.DayOf(1, time.January, 1) }

// LastDay is the day behind all that have a name.
func LastDay() news.CalendarDay { return news.DayOf(10000, time.January, 1) }

// IsZero reports whether nothing is asked for.
func (m Mentions) IsZero() bool { return m == Mentions{} }

// Has reports whether a period that a text speaks of is in the range.
func (m Mentions) Has(p news.Period) bool {
	return p.From < m.To && m.From < p.To && p.Unit() <= int(m.To-m.From)
}

// ParseMentions reads the two ends of a range of dates that texts speak of, both
// inclusive, each of them empty for an open end; both empty ask for nothing. An
// end that is no date, or ends that are the wrong way round, are an error.
func ParseMentions(from, to string) (Mentions, error) {
	from, to = strings.TrimSpace(from), strings.TrimSpace(to)
	if from == "" && to == "" {
		return Mentions{}, nil
	}
	m := Mentions{From: FirstDay(), To: LastDay()}
	for _, end := range []struct {
		text string
		set  func(news.Period)
	}{
		{from, func(p news.Period) { m.From = p.From }},
		{to, func(p news.Period) { m.To = p.To }},
	} {
		if end.text == "" {
			continue
		}
		p, err := spoken(end.text)
		if err != nil {
			return Mentions{}, err
		}
		end.set(p)
	}
	if m.From >= m.To {
		return Mentions{}, fmt.Errorf("from %s is after to %s", from, to)
	}
	return m, nil
}

// spoken reads a date as texts speak of them: a day, or something longer.
func spoken(text string) (news.Period, error) {
	if p, err := news.ParsePeriod(text); err == nil {
		return p, nil
	}
	d, err := news.ParseDate(text)
	if err != nil {
		return news.Period{}, notDate(text, err, periodForms)
	}
	switch d.Precision {
	case news.Year:
		return news.PeriodOf(news.DayOf(d.Time.Date()), news.GrainYear), nil
	case news.Month:
		return news.PeriodOf(news.DayOf(d.Time.Date()), news.GrainMonth), nil
	case news.Day:
		return news.PeriodOf(news.DayOf(d.Time.Date()), news.GrainDay), nil
	}
	return news.Period{}, notDate(text, errors.New("texts are searched for days, not for times of day"), periodForms)
}

// mentions reads a unit as a condition on the dates that a text speaks of.
func (p *parser) mentions(t token) Node {
	m, err := p.mentioned(t)
	if err != nil {
		p.failDate(t, fieldMentions, err)
		return nil
	}
	return m
}

func (p *parser) mentioned(t token) (Mentions, error) {
	p.turnedSign(&t)
	for _, sign := range []string{">=", "<=", ">", "<"} {
		if date, ok := strings.CutPrefix(t.text, sign); ok {
			return comparedMentions(sign, date)
		}
	}
	from, to, found := strings.Cut(t.text, "..")
	if !found {
		from, to = t.text, t.text
	}
	if strings.TrimSpace(from+to) == "" {
		return Mentions{}, fmt.Errorf("the range has no ends; write mentions:2025-05-01..2025-05-09")
	}
	m, err := ParseMentions(from, to)
	if err == nil || !found {
		return m, err
	}
	if turned, again := ParseMentions(to, from); again == nil {
		p.repair(t.position, "turned-range", "this range ends before it begins; read as {from}..{to}", to, from)
		return turned, nil
	}
	return Mentions{}, err
}

// comparedMentions reads a date behind a sign of comparison.
func comparedMentions(sign, date string) (Mentions, error) {
	p, err := spoken(strings.TrimSpace(date))
	if err != nil {
		return Mentions{}, err
	}
	m := Mentions{From: FirstDay(), To: LastDay()}
	switch sign {
	case ">=":
		m.From = p.From
	case ">":
		m.From = p.To
	case "<":
		m.To = p.From
	case "<=":
		m.To = p.To
	}
	if m.From >= m.To {
		return Mentions{}, fmt.Errorf("date %q: there is nothing %s it", date, map[string]string{">": "after", "<": "before"}[sign])
	}
	return m, nil
}

// String prints the range as one period where it is one, else with both ends
// inclusive, or with a sign where one is open.
func (m Mentions) String() string {
	switch {
	case m.IsZero():
		return "*"
	case m.To == LastDay():
		return "mentions:>=" + dayString(m.From)
	case m.From == FirstDay():
		return "mentions:<=" + dayString(m.To-1)
	}
	for g := news.GrainCentury; g <= news.GrainDay; g++ {
		if p := news.PeriodOf(m.From, g); p.From == m.From && p.To == m.To {
			return "mentions:" + p.String()
		}
	}
	return "mentions:" + dayString(m.From) + ".." + dayString(m.To-1)
}

func dayString(d news.CalendarDay) string { return news.PeriodOf(d, news.GrainDay).String() }
