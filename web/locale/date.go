package locale

import (
	"strconv"
	"time"
)

// Day writes a day with its weekday: Thu 8 May 2025.
func (l *Language) Day(t time.Time) string {
	return l.Say("date.day", Str("weekday", l.format.Weekdays[t.Weekday()]), Str("date", l.Date(t)))
}

// Date writes a day: 8 May 2025.
func (l *Language) Date(t time.Time) string {
	return l.Say("date.date", Str("day", strconv.Itoa(t.Day())), Str("month", l.format.ShortMonths[t.Month()-1]), Str("year", l.Year(t)))
}

// Month writes a month: May 2025.
func (l *Language) Month(t time.Time) string {
	return l.Say("date.month", Str("month", l.format.Months[t.Month()-1]), Str("year", l.Year(t)))
}

// Year writes a year.
func (*Language) Year(t time.Time) string { return t.Format("2006") }

// At puts a day and the time of that day together: Thu 8 May 2025, 14:03.
func (l *Language) At(day string, t time.Time) string {
	return l.Say("date.at", Str("day", day), Str("time", t.Format("15:04")))
}
