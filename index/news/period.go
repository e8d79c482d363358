package news

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Grain is the size of a Period: how precisely a text speaks of a date.
type Grain uint8

// The grains, coarse to fine. NoGrain is that of the zero Period.
const (
	NoGrain Grain = iota
	GrainCentury
	GrainDecade
	GrainYear
	GrainHalf
	GrainSeason
	GrainQuarter
	GrainMonth
	GrainWeek
	GrainDay
)

// grainNames are the words for grains, by their values.
func grainNames() [10]string {
	return [...]string{"none", "century", "decade", "year", "half", "season", "quarter", "month", "week", "day"}
}

// String names the grain in one word: "year", "quarter", "day", …
func (g Grain) String() string {
	if names := grainNames(); int(g) < len(names) {
		return names[g]
	}
	return grainNames()[NoGrain]
}

// months is how many months a grain has; 0 for those of days.
func (g Grain) months() int {
	switch g {
	case GrainCentury:
		return 1200
	case GrainDecade:
		return 120
	case GrainYear:
		return 12
	case GrainHalf:
		return 6
	case GrainSeason, GrainQuarter:
		return 3
	case GrainMonth:
		return 1
	}
	return 0
}

// CalendarDay is a day of the Gregorian calendar, counted from 1970-01-01.
type CalendarDay int32

// DayOf is the day of a date, whose parts may run over: month 13 is January.
func DayOf(year int, month time.Month, day int) CalendarDay {
	return CalendarDay(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / secondsOfDay)
}

const secondsOfDay = 24 * 60 * 60

// Time is the day's midnight in UTC.
func (d CalendarDay) Time() time.Time { return time.Unix(int64(d)*secondsOfDay, 0).UTC() }

// Period is a stretch of whole calendar days: one unit of its grain, or several
// in a row, as in "2 to 5 May".
type Period struct {
	From, To CalendarDay // To is the first day behind it
	Grain    Grain
}

// IsZero reports whether it is no period.
func (p Period) IsZero() bool { return p.Grain == NoGrain }

// PeriodOf is the unit of grain g in which a day lies. Weeks begin on Monday, as
// ISO 8601 has them; seasons on the first of March, June, September and December.
func PeriodOf(d CalendarDay, g Grain) Period {
	year, month, _ := d.Time().Date()
	var from CalendarDay
	switch g {
	case GrainDay:
		return Period{d, d + 1, g}
	case GrainWeek:
		from = d - CalendarDay(mondayOffset(d))
		return Period{from, from + 7, g}
	case GrainMonth:
		from = DayOf(year, month, 1)
	case GrainQuarter, GrainHalf:
		n := time.Month(g.months())
		from = DayOf(year, (month-1)/n*n+1, 1)
	case GrainSeason:
		from = DayOf(year, month/3*3, 1) // January is month 0 of 3: last December
	case GrainYear:
		from = DayOf(year, 1, 1)
	case GrainDecade:
		from = DayOf(year/10*10, 1, 1)
	case GrainCentury:
		from = DayOf(year/100*100, 1, 1)
	default:
		return Period{}
	}
	p := Period{From: from, Grain: g}
	p.To = p.after(from, 1)
	return p
}

// mondayOffset is how many days a day is behind its week's Monday.
func mondayOffset(d CalendarDay) int { return (int(d.Time().Weekday()) + 6) % 7 }

// after is n units of the grain behind a day.
func (p Period) after(d CalendarDay, n int) CalendarDay {
	switch p.Grain {
	case GrainDay:
		return d + CalendarDay(n)
	case GrainWeek:
		return d + CalendarDay(7*n)
	}
	year, month, _ := d.Time().Date()
	return DayOf(year, month+time.Month(n*p.Grain.months()), 1)
}

// Unit is how many days its first unit has.
func (p Period) Unit() int { return int(p.after(p.From, 1) - p.From) }

// Shift is the period of the same length n units of its grain later.
func (p Period) Shift(n int) Period {
	return Period{p.after(p.From, n), p.after(p.To, n), p.Grain}
}

// Single reports whether it is one unit of its grain.
func (p Period) Single() bool { return p.after(p.From, 1) >= p.To }

// Last is its last unit.
func (p Period) Last() Period { return Period{p.after(p.To, -1), p.To, p.Grain} }

// Overlaps reports whether the two share a day.
func (p Period) Overlaps(q Period) bool { return p.From < q.To && q.From < p.To }

// String writes the period at its grain as ISO 8601 does: "2025", "2025-05",
// "2025-05-02", the week "2025-W19"; several units with a slash between the
// first and the last, "2025-05-02/2025-05-05". For what has no such form it
// follows TimeML: "2025-Q2", "2025-H1", "2025-SU" (SP, SU, FA, WI), "199X" for a
// decade and "19XX" for a century. The zero Period is "".
func (p Period) String() string {
	if p.IsZero() {
		return ""
	}
	if p.Single() {
		return unitString(p.From, p.Grain)
	}
	return unitString(p.From, p.Grain) + "/" + unitString(p.Last().From, p.Grain)
}

func unitString(d CalendarDay, g Grain) string {
	t := d.Time()
	year := fmt.Sprintf("%04d", t.Year())
	switch g {
	case GrainCentury:
		return year[:2] + "XX"
	case GrainDecade:
		return year[:3] + "X"
	case GrainYear:
		return year
	case GrainHalf:
		return year + "-H" + strconv.Itoa((int(t.Month())-1)/6+1)
	case GrainSeason:
		return year + "-" + seasons()[int(t.Month())/3%4]
	case GrainQuarter:
		return year + "-Q" + strconv.Itoa((int(t.Month())-1)/3+1)
	case GrainMonth:
		return t.Format("2006-01")
	case GrainWeek:
		isoYear, week := t.ISOWeek()
		return fmt.Sprintf("%04d-W%02d", isoYear, week)
	}
	return t.Format(time.DateOnly)
}

// seasons are TimeML's names of the seasons, from that of December on.
func seasons() [4]string { return [...]string{"WI", "SP", "SU", "FA"} }

// errPeriod tells how a period is written.
var errPeriod = errors.New("write it like 2025-05-02, 2025-05, 2025, 2025-W19 or 2025-Q2")

// ParsePeriod reads what String writes.
func ParsePeriod(s string) (Period, error) {
	first, last, found := strings.Cut(s, "/")
	p, ok := parseUnit(first)
	if !ok {
		return Period{}, fmt.Errorf("date %q: %w", shorten(s), errPeriod)
	}
	if !found {
		return p, nil
	}
	q, ok := parseUnit(last)
	if !ok || q.Grain != p.Grain || q.From < p.From {
		return Period{}, fmt.Errorf("date %q: %w", shorten(s), errPeriod)
	}
	return Period{p.From, q.To, p.Grain}, nil
}

// parseUnit reads one unit.
func parseUnit(s string) (Period, bool) {
	if len(s) < 4 || len(s) > len(time.DateOnly) {
		return Period{}, false
	}
	year, rest := s[:4], s[4:]
	switch {
	case rest == "" && strings.HasSuffix(year, "XX"):
		return unitFrom(year[:2]+"00", 1, 1, GrainCentury)
	case rest == "" && year[3] == 'X':
		return unitFrom(year[:3]+"0", 1, 1, GrainDecade)
	case rest == "":
		return unitFrom(year, 1, 1, GrainYear)
	case rest[0] != '-' || len(rest) < 3:
		return Period{}, false
	}
	return parsePart(year, rest[1:], s)
}

// parsePart reads what stands behind the year.
func parsePart(year, part, whole string) (Period, bool) {
	n := int(part[1] - '0')
	switch {
	case part[0] == 'W' && len(part) == 3 && leadingDigits(part[1:]) == 2:
		return weekUnit(year, number(part[1:]))
	case part[0] == 'Q' && len(part) == 2 && 1 <= n && n <= 4:
		return unitFrom(year, 3*n-2, 1, GrainQuarter)
	case part[0] == 'H' && len(part) == 2 && 1 <= n && n <= 2:
		return unitFrom(year, 6*n-5, 1, GrainHalf)
	}
	for i, name := range seasons() {
		if part == name {
			return unitFrom(year, (i+3)%4*3+3, 1, GrainSeason)
		}
	}
	if t, err := time.Parse("2006-01", whole); err == nil {
		return unitFrom(year, int(t.Month()), 1, GrainMonth)
	}
	if t, err := time.Parse(time.DateOnly, whole); err == nil {
		return unitFrom(year, int(t.Month()), t.Day(), GrainDay)
	}
	return Period{}, false
}

func unitFrom(year string, month, day int, g Grain) (Period, bool) {
	if leadingDigits(year) != 4 {
		return Period{}, false
	}
	p := Period{From: DayOf(number(year), time.Month(month), day), Grain: g}
	p.To = p.after(p.From, 1)
	return p, true
}

// weekUnit is an ISO week: week 1 has January 4 in it.
func weekUnit(year string, week int) (Period, bool) {
	if leadingDigits(year) != 4 || week < 1 {
		return Period{}, false
	}
	p := PeriodOf(DayOf(number(year), 1, 4), GrainWeek).Shift(week - 1)
	isoYear, isoWeek := p.From.Time().ISOWeek()
	return p, isoYear == number(year) && isoWeek == week
}
