package when

import (
	"time"

	"github.com/dateline-search/dateline/index/news"
)

// nth is the nth unit of a date: the first week of May, the second quarter of
// 2024; or the last, or the first three.
func (r *resolver) nth(n *node) (span, bool) {
	which, fromEnd := 1, false
	if s := n.find(catOrd); s != nil {
		which = s.value
	} else if s := n.find(catDir); s != nil {
		fromEnd = s.value < 0
	} else {
		which = n.number(1)
	}
	unit := n.find(catUnit)
	if unit == nil {
		return r.nthWeekday(n, which, fromEnd)
	}
	if which < 1 {
		return span{}, false
	}
	if unit.value == unitCentury {
		return span{period: news.PeriodOf(news.DayOf(100*(which-1), 1, 1), news.GrainCentury)}, which > 1 && which < 30
	}
	count := 1
	if n.rule.arg != 0 {
		count = n.number(1)
		which = 1
	}
	if d := n.date(0); d != nil {
		whole, ok := r.evalSlot(d)
		if !ok || which > maxCount || count > maxCount {
			return span{}, false
		}
		return nthIn(whole.period, unit.value, which, count, fromEnd)
	}
	return r.inYear(r.parts(n), func(y int) (news.Period, bool) {
		s, ok := nthIn(yearPeriod(y), unit.value, which, count, fromEnd)
		return s.period, ok
	})
}

// nthIn is so many units of a period from the nth on, or its last ones.
func nthIn(whole news.Period, unit, nth, count int, fromEnd bool) (span, bool) {
	g := grainOf(unit)
	first := firstIn(whole, g)
	p := first.Shift(nth - 1)
	if fromEnd {
		p = news.PeriodOf(whole.To-1, g)
		if g == news.GrainWeek && p.From+3 >= whole.To {
			p = p.Shift(-1) // it belongs to where its Thursday is
		}
		p.From = p.Shift(1 - count).From
	} else {
		p.To = p.Shift(count - 1).To
	}
	return span{period: p, counted: count > 1}, p.From < whole.To && p.To > whole.From
}

// firstIn is the first unit of a period. The first week of a month or a year is
// the one that has its Thursday there, as ISO 8601 counts.
func firstIn(whole news.Period, g news.Grain) news.Period {
	p := news.PeriodOf(whole.From, g)
	if g == news.GrainWeek && p.From+3 < whole.From {
		p = p.Shift(1)
	}
	return p
}

// nthWeekday is the first Monday of a month.
func (r *resolver) nthWeekday(n *node, nth int, fromEnd bool) (span, bool) {
	s, ok := r.evalSlot(n.date(0))
	w := n.find(catWeekday)
	if !ok || w == nil {
		return span{}, false
	}
	first := s.period.From + news.CalendarDay((w.value-weekday(s.period.From)+7)%7)
	d := first + news.CalendarDay(7*(nth-1))
	if fromEnd {
		last := s.period.To - 1
		d = last - news.CalendarDay((weekday(last)-w.value+7)%7)
	}
	if d < s.period.From || d >= s.period.To {
		return span{}, false
	}
	return day(d)
}

// in is the weekday of a week, or the weekend of a holiday: the nearest one.
func (r *resolver) in(n *node) (span, bool) {
	s, ok := r.evalSlot(n.date(0))
	if unit := n.find(catUnit); ok && unit != nil && unit.value == unitWeekend {
		return span{period: weekendBy(s.period.From)}, true
	}
	w := n.find(catWeekday)
	if !ok || w == nil {
		return s, ok
	}
	return day(monday(s.period.From) + news.CalendarDay(w.value-1))
}

// weekendBy is the weekend nearest to a day; of a Wednesday the one behind it.
func weekendBy(d news.CalendarDay) news.Period {
	saturday := monday(d) + 5
	if weekday(d) <= 2 {
		saturday -= 7
	}
	return news.Period{From: saturday, To: saturday + 2, Grain: news.GrainDay}
}

// modified is a date with a word about it; early May is May.
func (r *resolver) modified(n *node) (span, bool) {
	if m := n.find(catMod); m != nil && m.value == modSince || n.rule.arg == modSince {
		r.tense = past // nothing is so since a day to come
	}
	s, ok := r.evalSlot(n.date(0))
	s.inner, s.mod = s.mod, n.rule.arg
	if m := n.find(catMod); m != nil {
		s.mod = m.value
	}
	return s, ok
}

// between is a range. What one end leaves out, it has from the other.
func (r *resolver) between(n *node) (span, bool) {
	var first, last span
	ok1, ok2 := true, true
	a, b := n.date(0), n.date(1)
	switch {
	case a != nil && b != nil:
		first, ok1 = r.evalSlot(a)
		last, ok2 = r.evalSlot(b)
	case a != nil && isDate(n.slots[0].category): // May 2 to 5
		first, ok1 = r.evalSlot(a)
		last, ok2 = withDay(first, r.lastDay(n))
	case a != nil: // 2 to 5 May
		last, ok2 = r.evalSlot(a)
		first, ok1 = withDay(last, n.slots[0].value)
		if ok1 && first.period.From > last.period.From {
			first.period, ok1 = previousMonth(first.period)
		}
	}
	if !ok1 || !ok2 || a == nil {
		return span{}, false
	}
	return join(agree(r, first, last))
}

// lastDay is the number behind the date that begins a range; a year of two
// digits goes on the year before it: 2014-18.
func (r *resolver) lastDay(n *node) int { return n.slots[len(n.slots)-1].value }

// withDay is another day of a date's month, or for a year another of its century.
func withDay(s span, d int) (span, bool) {
	t := s.period.From.Time()
	ok := true
	switch s.period.Grain {
	case news.GrainDay:
		s.period, ok = dayPeriod(t.Year(), int(t.Month()), d)
	case news.GrainYear:
		s.period = yearPeriod(t.Year()/100*100 + d)
	default:
		return s, false
	}
	return s, ok
}

func previousMonth(p news.Period) (news.Period, bool) {
	t := p.From.Time()
	m := time.Date(t.Year(), t.Month()-1, 1, 0, 0, 0, 0, time.UTC)
	return dayPeriod(m.Year(), int(m.Month()), t.Day())
}

// agree moves the end whose year was not written to that of the other one.
func agree(r *resolver, first, last span) (span, span) {
	switch {
	case first.parts.weekday > 0 && first.parts.month == 0 && last.parts.weekday > 0 && last.parts.month == 0:
		for last.period.From < first.period.From {
			if r.tense == unknown {
				last.period = last.period.Shift(7)
			} else {
				first.period = first.period.Shift(-7)
			}
		}
		if r.tense == future {
			for last.period.From-first.period.From > 7 {
				first.period = first.period.Shift(7)
			}
		}
	case first.parts.year == 0 && first.parts.month > 0 && (last.parts.year > 0 || last.parts.month > 0):
		first = inYearOf(first, last)
		if last.parts.year == 0 { // February 29 may have stayed where it was
			last = shiftYear(last, first.period.From.Time().Year()-last.period.From.Time().Year())
			if last.period.From < first.period.From {
				last = shiftYear(last, 1)
			}
		}
	case last.parts.year == 0 && last.parts.month > 0 && first.parts.year > 0:
		last = inYearOf(last, first)
		if last.period.From < first.period.From {
			last = shiftYear(last, 1)
		}
	}
	return first, last
}

// inYearOf puts a date into the year of another, or the year before where it
// would end behind it.
func inYearOf(s, other span) span {
	s = shiftYear(s, other.period.From.Time().Year()-s.period.From.Time().Year())
	if s.period.From > other.period.From && other.parts.month > 0 {
		s = shiftYear(s, -1)
	}
	return s
}

func shiftYear(s span, n int) span {
	t := s.period.From.Time()
	if p, ok := dayPeriod(t.Year()+n, int(t.Month()), t.Day()); ok {
		s.period = news.PeriodOf(p.From, s.period.Grain)
	}
	return s
}

// join makes one period of two, of the finer grain of both.
func join(first, last span) (span, bool) {
	if first.mod == modLate && first.period.To < last.period.To {
		first.period.From = first.period.To
	}
	p := news.Period{From: first.period.From, To: last.period.To, Grain: max(first.period.Grain, last.period.Grain)}
	if p.Grain == news.GrainDay && last.period.Grain < news.GrainDay {
		p.To = last.period.To
	}
	return span{period: p, parts: last.parts, through: last.mod == modLate}, p.From < p.To
}
