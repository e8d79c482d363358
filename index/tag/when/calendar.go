package when

import (
	"time"

	"github.com/dateline-search/dateline/index/news"
)

// date counts out what was written of a calendar date.
func (r *resolver) date(n *node) (span, bool) {
	p := r.parts(n)
	year := func(y int) (news.Period, bool) { return yearPeriod(y), true }
	of := year
	switch {
	case p.day > 0 && p.month > 0:
		of = func(y int) (news.Period, bool) { return dayPeriod(y, p.month, p.day) }
	case p.day > 0 && p.weekday > 0:
		return r.weekdayOfMonth(p)
	case p.day > 0:
		return r.dayOfMonth(p)
	case p.month > 0:
		of = func(y int) (news.Period, bool) { return monthPeriod(y, p.month) }
	case n.find(catSeason) != nil:
		of = seasonOf(n.value(catSeason, 0))
	case n.find(catQuarter) != nil:
		of = nthOfYear(n.value(catQuarter, 0), news.GrainQuarter)
	case n.find(catHalf) != nil:
		of = nthOfYear(n.value(catHalf, 0), news.GrainHalf)
	case p.weekday > 0:
		return r.onWeekday(p.weekday, r.signAt(n.end) == '\'')
	}
	return r.inYear(p, of)
}

// inYear takes the year that was written, or the one that the tense asks for.
func (r *resolver) inYear(p parts, of func(year int) (news.Period, bool)) (span, bool) {
	s := span{parts: p}
	var ok bool
	if p.year > 0 {
		s.period, ok = of(p.year)
	} else {
		s.period, ok = r.nearYears(of)
	}
	return s, ok
}

// parts gathers what was written, a year inside of another date among it.
func (r *resolver) parts(n *node) parts {
	var p parts
	for _, s := range n.slots {
		switch s.category {
		case catYear:
			p.year = s.value
		case catYY:
			p.year = r.century(s.value)
		case catMonth:
			p.month = s.value
		case catDay, catOrd, catMonthDay:
			p.day = s.value
		case catWeekday:
			p.weekday = s.value
		case catNumDate, catDayDate:
			if inner, ok := r.evalSlot(&s); ok {
				p = inner.parts
			}
		case catNum: // in words, before a month
			p.day += s.value
		case catDate, catYearDate:
			if inner, ok := r.evalSlot(&s); ok {
				p.year = inner.period.From.Time().Year()
			}
		}
	}
	return p
}

func seasonOf(season int) func(int) (news.Period, bool) {
	return func(year int) (news.Period, bool) {
		month := time.Month(3 * season)
		if season == 0 {
			month = time.December
		}
		return news.PeriodOf(news.DayOf(year, month, 1), news.GrainSeason), true
	}
}

func nthOfYear(nth int, g news.Grain) func(int) (news.Period, bool) {
	return func(year int) (news.Period, bool) {
		first := news.PeriodOf(news.DayOf(year, time.January, 1), g)
		p := first.Shift(nth - 1)
		return p, nth >= 1 && p.From.Time().Year() == year
	}
}

// onWeekday is the weekday before publication or on its day; after it where the
// sentence speaks of what will be, and it is not what something is called after:
// "would appeal Wednesday's ruling".
func (r *resolver) onWeekday(weekdayAsked int, possessive bool) (span, bool) {
	behind := (weekday(r.today()) - weekdayAsked + 7) % 7
	s, _ := day(r.today() - news.CalendarDay(behind))
	if r.tense == future && behind > 0 && !possessive {
		s, _ = day(r.today() + news.CalendarDay(7-behind))
	}
	s.parts.weekday = weekdayAsked
	return s, true
}

// dayOfMonth is "the 18th", of the month of publication or one beside it.
func (r *resolver) dayOfMonth(p parts) (span, bool) {
	year, month, today := r.today().Time().Date()
	direction, step := time.Month(-1), time.Month(0)
	if r.tense == future {
		direction = 1
	}
	if p.day > today && direction < 0 || p.day < today && direction > 0 {
		step = direction
	}
	for range 3 { // a month may be too short for the day
		first := news.DayOf(year, month+step, 1).Time()
		if period, ok := dayPeriod(first.Year(), int(first.Month()), p.day); ok {
			return span{period: period, parts: p}, true
		}
		step += direction
	}
	return span{}, false
}

// weekdayOfMonth is "Tuesday the 11th": the nearest such day, on the side that
// the tense asks for.
func (r *resolver) weekdayOfMonth(p parts) (span, bool) {
	year, month, _ := r.today().Time().Date()
	var best news.Period
	for step := -monthsAround; step <= monthsAround; step++ {
		first := news.DayOf(year, month+time.Month(step), 1).Time()
		d, ok := dayPeriod(first.Year(), int(first.Month()), p.day)
		if ok && weekday(d.From) == p.weekday && (best.IsZero() || r.distance(d) < r.distance(best)) {
			best = d
		}
	}
	return span{period: best, parts: p}, !best.IsZero()
}

// monthsAround is within how many months any day of a month falls on any weekday.
const monthsAround = 48

// distance is how far a day is from publication; on the side that the tense does
// not ask for it is farther.
func (r *resolver) distance(p news.Period) int {
	d := int(p.From - r.today())
	switch {
	case d < 0 && r.tense == future, d > 0 && r.tense == past:
		return 10 * max(d, -d)
	}
	return max(d, -d)
}

func (r *resolver) decade(n *node) (span, bool) {
	year := 0
	switch {
	case n.find(catYear) != nil:
		year = n.value(catYear, 0)
	case n.find(catYY) != nil:
		year = 1900 + n.value(catYY, 0)
	case n.find(catDecade) != nil:
		year = 1900 + n.value(catDecade, 0)
	}
	return span{period: news.PeriodOf(news.DayOf(year, 1, 1), news.GrainDecade)}, year > 0 && year%10 == 0
}

func (r *resolver) holiday(n *node) (span, bool) {
	which := n.find(catHoliday)
	if which == nil {
		return span{}, false
	}
	h := r.lang.holidays[which.value]
	of := func(year int) (news.Period, bool) { return news.PeriodOf(h.in(year), news.GrainDay), true }
	if d := n.find(catDir); d != nil {
		return r.turned(of, d.value)
	}
	return r.inYear(r.parts(n), of)
}

// turned is the last, this year's or the next of what each year has.
func (r *resolver) turned(of func(year int) (news.Period, bool), dir int) (span, bool) {
	year := r.today().Time().Year()
	var s span
	var ok bool
	switch dir {
	case 0:
		s.period, ok = of(year)
	case -1:
		for y := year; y >= year-8 && (!ok || s.period.To > r.today()); y-- {
			s.period, ok = of(y)
		}
	default:
		for y := year; y <= year+8 && (!ok || s.period.From <= r.today()); y++ {
			s.period, ok = of(y)
		}
	}
	return s, ok
}

// spelled reads nineteen ninety-four and two thousand and fifteen.
func spelled(n *node) (span, bool) {
	year, rest := n.slots[0].value*100, 0
	if year == 200 {
		year = 2000
	}
	for i, s := range n.slots[1:] {
		if i == 1 && (rest < 20 || s.value > 9) {
			return span{}, false
		}
		rest += s.value
	}
	if year != 2000 && (rest < 10 || len(n.slots) < 2) || year == 2000 && n.slots[0].value == 20 && rest < 10 || rest > 99 {
		return span{}, false
	}
	return span{period: yearPeriod(year + rest), parts: parts{year: year + rest}}, true
}
