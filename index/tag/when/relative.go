package when

import (
	"github.com/dateline-search/dateline/index/news"
)

// maxCount bounds "so many units": what is longer is no date of news.
const maxCount = 3000

// dir counts out last, this and next.
func (r *resolver) dir(n *node) (span, bool) {
	d := n.value(catDir, 0)
	switch count := n.number(0); {
	case count > maxCount:
		return span{}, false
	case n.find(catUnit) != nil && n.number(-1) >= 0:
		return r.stretch(d, count, n.value(catUnit, unitDay)), true
	case n.find(catUnit) != nil:
		return span{period: unitAt(r.today(), n.value(catUnit, unitDay), d*max(1, n.rule.arg))}, true
	}
	return r.dirNamed(n, d)
}

// dirNamed is the last or next of what has a name.
func (r *resolver) dirNamed(n *node, d int) (span, bool) {
	if p := r.parts(n); p.month > 0 && p.day > 0 {
		return r.turned(func(y int) (news.Period, bool) { return dayPeriod(y, p.month, p.day) }, d)
	}
	if s := n.find(catMonth); s != nil {
		return r.turned(func(y int) (news.Period, bool) { return monthPeriod(y, s.value) }, d)
	}
	if s := n.find(catSeason); s != nil {
		return r.turned(seasonOf(s.value), d)
	}
	if s := n.find(catHoliday); s != nil {
		return r.holiday(n)
	}
	if s := n.find(catWeekday); s != nil {
		found, ok := day(monday(r.today()) + news.CalendarDay(7*d+s.value-1))
		if n.rule.arg != 0 { // "the coming", "this past": the nearest one
			ahead := (s.value - weekday(r.today()) + 6) % 7
			found, ok = day(r.today() + news.CalendarDay(ahead+1))
			if d < 0 {
				found, ok = day(r.today() + news.CalendarDay(ahead+1-7))
				if found.period.From == r.today() {
					found, ok = day(r.today() - 7)
				}
			}
		}
		return found, ok
	}
	return span{}, false
}

// stretch is so many units up to publication or behind it: quarters and longer
// as the calendar has them, the others by days.
func (r *resolver) stretch(dir, count, unit int) span {
	s := span{counted: true}
	g := grainOf(unit)
	switch {
	case dir < 0 && (unit == unitQuarter || unit == unitDecade || unit == unitCentury):
		p := news.PeriodOf(r.today(), g)
		s.period = news.Period{From: p.Shift(-count).From, To: p.From, Grain: g}
	case dir > 0 && (unit == unitQuarter || unit == unitDecade || unit == unitCentury):
		p := news.PeriodOf(r.today(), g)
		s.period = news.Period{From: p.To, To: p.Shift(count).To, Grain: g}
	case dir < 0:
		s.period = news.Period{From: plus(r.today(), unit, -count), To: r.today(), Grain: news.GrainDay}
	default:
		s.period = news.Period{From: r.today() + 1, To: plus(r.today(), unit, count) + 1, Grain: news.GrainDay}
	}
	if s.period.From >= s.period.To {
		s.period = news.PeriodOf(r.today(), g)
	}
	return s
}

// ago counts units from a day. The result is as precise as the unit, and days
// for weeks: two years ago is a year, and not this very day of it.
func (r *resolver) ago(n *node, from news.CalendarDay) (span, bool) {
	if n.rule.arg > 0 && r.tense == past {
		return span{}, false // "the second in two weeks" is a length of time
	}
	return r.count(n, from)
}

func (r *resolver) count(n *node, from news.CalendarDay) (span, bool) {
	unit := n.find(catUnit)
	count := n.number(1)
	if unit == nil || count > maxCount {
		return span{}, false
	}
	d := plus(from, unit.value, n.rule.arg*count)
	if y := d.Time().Year(); y < 1 || y > 9998 {
		return span{}, false
	}
	g := news.GrainDay
	if unit.value >= unitMonth {
		g = min(grainOf(unit.value), news.GrainMonth)
		if unit.value >= unitDecade {
			g = news.GrainYear
		}
	}
	return span{period: news.PeriodOf(d, g)}, true
}

// later counts from the date before it in the text; a year before or after
// another period is the same period of that year.
func (r *resolver) later(n *node) (span, bool) {
	if r.focus.IsZero() {
		return r.count(n, r.today())
	}
	if unit := n.find(catUnit); unit != nil && unit.value == unitYear && r.focus.Grain <= news.GrainMonth && r.focus.Single() {
		months := map[news.Grain]int{news.GrainYear: 1, news.GrainQuarter: 4, news.GrainMonth: 12, news.GrainHalf: 2, news.GrainSeason: 4}
		if per := months[r.focus.Grain]; per > 0 && n.number(1) <= maxCount {
			return span{period: r.focus.Shift(n.rule.arg * per * n.number(1))}, true
		}
	}
	return r.count(n, r.focus.From)
}

// from counts units from a date that is named.
func (r *resolver) from(n *node) (span, bool) {
	s, ok := r.evalSlot(n.date(0))
	if !ok {
		return span{}, false
	}
	unit, count := n.find(catUnit), n.number(1)
	if unit == nil || count > maxCount {
		return span{}, false
	}
	start := s.period.From
	if n.rule.arg > 0 {
		start = s.period.To - 1
	}
	d := plus(start, unit.value, n.rule.arg*count)
	if y := d.Time().Year(); y < 1 || y > 9998 {
		return span{}, false
	}
	return day(d)
}

// that is the unit which the text speaks of: of the date before it, else of
// publication.
func (r *resolver) that(n *node) (span, bool) {
	unit := unitQuarter
	if u := n.find(catUnit); u != nil {
		unit = u.value
	}
	if unit == unitQuarter && !r.account.IsZero() {
		return span{period: r.account.Shift(n.rule.arg)}, true
	}
	if unit == unitQuarter {
		return span{period: unitAt(r.today(), unit, -1)}, true // the last that is over
	}
	at := r.today()
	if !r.focus.IsZero() && (r.focus.Grain >= grainOf(unit) || unit == unitDay) {
		at = r.focus.From
	}
	p := unitAt(at, unit, n.rule.arg)
	if unit == unitWeekend && p.From > r.today() && r.tense != future {
		p = unitAt(at, unit, -1)
	}
	return span{period: p}, true
}

// yearAgo is the period a year before the one that the text reports on; or that
// period of the year that is named.
func (r *resolver) yearAgo(n *node) (span, bool) {
	year := r.today().Time().Year() - 1
	if r.focus.Grain == news.GrainYear && n.rule.arg == 0 {
		year = r.focus.From.Time().Year() - 1
	}
	if y := n.find(catYear); y != nil {
		year = y.value
	}
	if o := n.find(catOrd); o != nil {
		p, ok := nthOfYear(o.value, news.GrainQuarter)(year)
		return span{period: p}, ok
	}
	switch u := n.find(catUnit); {
	case !r.account.IsZero() && n.find(catYear) != nil:
		return span{period: shiftYears(r.account, year-r.account.From.Time().Year())}, true
	case !r.account.IsZero():
		return span{period: shiftYears(r.account, -1)}, true
	case u != nil && u.value == unitQuarter:
		return span{period: shiftYears(unitAt(r.today(), unitQuarter, -1), -1)}, true
	}
	return span{period: yearPeriod(year)}, true
}

// shiftYears moves a period by whole years.
func shiftYears(p news.Period, n int) news.Period {
	switch p.Grain {
	case news.GrainQuarter, news.GrainSeason:
		return p.Shift(4 * n)
	case news.GrainHalf:
		return p.Shift(2 * n)
	case news.GrainMonth:
		return p.Shift(12 * n)
	case news.GrainYear:
		return p.Shift(n)
	}
	return news.PeriodOf(plus(p.From, unitYear, n), p.Grain)
}
