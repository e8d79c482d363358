package when

import (
	"time"

	"github.com/dateline-search/dateline/index/news"
)

// span is a date counted out.
type span struct {
	period  news.Period
	mod     int
	inner   int  // the modifier of what mod modifies
	through bool // a range up to the end of its last unit
	counted bool // a length of time, as in "the last three months"
	vague   int
	parts   parts // what was written of it
}

// parts are the parts of a date as far as they were written; 0 where not.
type parts struct {
	year, month, day int
	weekday          int // 1 is Monday
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// dayPeriod is one day; none where the calendar has no such day.
func dayPeriod(year, month, day int) (news.Period, bool) {
	if month < 1 || month > 12 || day < 1 || day > daysIn(year, month) {
		return news.Period{}, false
	}
	return news.PeriodOf(news.DayOf(year, time.Month(month), day), news.GrainDay), true
}

func monthPeriod(year, month int) (news.Period, bool) {
	if month < 1 || month > 12 {
		return news.Period{}, false
	}
	return news.PeriodOf(news.DayOf(year, time.Month(month), 1), news.GrainMonth), true
}

func yearPeriod(year int) news.Period {
	return news.PeriodOf(news.DayOf(year, time.January, 1), news.GrainYear)
}

// grainOf is the grain of a unit of time; of those that the calendar does not
// cut, like weekends, the next that it does.
func grainOf(unit int) news.Grain {
	switch unit {
	case unitWeek, unitFortnight, unitWeekend:
		return news.GrainWeek
	case unitMonth:
		return news.GrainMonth
	case unitQuarter:
		return news.GrainQuarter
	case unitHalf:
		return news.GrainHalf
	case unitYear:
		return news.GrainYear
	case unitDecade:
		return news.GrainDecade
	case unitCentury:
		return news.GrainCentury
	}
	return news.GrainDay
}

// unitAt is the unit that lies n of them from the one a day is in.
func unitAt(d news.CalendarDay, unit, n int) news.Period {
	p := news.PeriodOf(d, grainOf(unit)).Shift(n)
	switch unit {
	case unitWeekend:
		return news.Period{From: p.From + 5, To: p.To, Grain: news.GrainDay}
	case unitFortnight:
		p = p.Shift(n)
		p.To += 7
	case unitWorkday:
		return news.PeriodOf(workday(d, n), news.GrainDay)
	}
	return p
}

// plus is the day n units later.
func plus(d news.CalendarDay, unit, n int) news.CalendarDay {
	switch unit {
	case unitDay:
		return d + news.CalendarDay(n)
	case unitWorkday:
		return workday(d, n)
	case unitWeek, unitWeekend:
		return d + news.CalendarDay(7*n)
	case unitFortnight:
		return d + news.CalendarDay(14*n)
	}
	months := map[int]int{unitMonth: 1, unitQuarter: 3, unitHalf: 6, unitYear: 12, unitDecade: 120, unitCentury: 1200}[unit]
	year, month, day := d.Time().Date()
	first := news.DayOf(year, month+time.Month(n*months), 1)
	y, m, _ := first.Time().Date()
	return first + news.CalendarDay(min(day, daysIn(y, int(m)))-1)
}

// workday is the n-th day from d that is no Saturday or Sunday.
func workday(d news.CalendarDay, n int) news.CalendarDay {
	step := news.CalendarDay(1)
	if n < 0 {
		step, n = -1, -n
	}
	for n > 0 {
		d += step
		if weekday(d) <= 5 {
			n--
		}
	}
	return d
}

// weekday is a day's place in its week, 1 for Monday.
func weekday(d news.CalendarDay) int { return (int(d.Time().Weekday())+6)%7 + 1 }

// monday is the first day of a day's week.
func monday(d news.CalendarDay) news.CalendarDay { return d - news.CalendarDay(weekday(d)-1) }
