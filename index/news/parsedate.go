package news

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// maxDate is the length of the longest text that is tried as a date, in bytes.
// The longest forms, a browser's with the zone spelled out, stay below 80.
const maxDate = 100

// errNoDate says that there was nothing to read.
var errNoDate = errors.New("there is none")

// ParseDate reads a date as feeds, wires and programs write it, in English:
//
//   - RFC 3339 and ISO 8601, extended and basic, with or without seconds and
//     zone; a year, a month, a day
//   - RFC 1123, 822, 850, asctime, and their usual bastards: "Thu, Jul 03 2025
//     09:15:00 +0000", "THU,3 JUL 2025 09:15:00", "26-FEB-1987 15:01:01.79",
//     "July 3, 2025 9:15 am EDT"
//   - Unix time, in seconds (10 digits) or milliseconds (13)
//
// The date is as precise as what was written: a day gets no midnight. Fractions
// of a second are dropped. A time of day without a zone, or with a zone name
// that means several (IST) or is unknown, is marked ZoneUnknown. Numbers alone
// must stand year first, as 03/07/2025 is two days.
//
// A date that does not exist (February 30, hour 25) is an error that says so.
// The years are 1 to 9999.
func ParseDate(s string) (Date, error) {
	d, err := parseDate(s)
	if err != nil {
		return Date{}, fmt.Errorf("date %q: %w", shorten(s), err)
	}
	return d, nil
}

// parseDate is ParseDate with an error that is the reason alone.
func parseDate(s string) (Date, error) {
	text := strings.TrimSpace(s)
	if text == "" {
		return Date{}, errNoDate
	}
	if len(text) > maxDate {
		return Date{}, fmt.Errorf("longer than %d bytes", maxDate)
	}
	m, err := readMoment(text)
	if err != nil {
		return Date{}, err
	}
	d, err := m.date()
	if err != nil {
		return Date{}, err
	}
	if d.String() != text {
		d.Raw = text
	}
	return d, nil
}

// readMoment tells the forms apart by how they begin.
func readMoment(s string) (moment, error) {
	switch n := leadingDigits(s); {
	case n == len(s) && n != 4:
		return readDigits(s)
	case (n == 10 || n == 13) && s[n] == '.' && leadingDigits(s[n+1:]) == len(s)-n-1:
		return readDigits(s[:n])
	case n == 4 || n == 8:
		return readISO(s, n)
	case (n == 1 || n == 2) && strings.ContainsAny(s[n:n+1], "/."):
		return moment{}, errors.New("day and month cannot be told apart; write it as 2025-07-03")
	}
	return readWords(s)
}

// leadingDigits counts the ASCII digits that s begins with.
func leadingDigits(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}

// readDigits reads what is nothing but digits.
func readDigits(s string) (moment, error) {
	switch len(s) {
	case 8, 12, 14:
		return readISO(s, 8)
	case 10, 13:
		n, err := strconv.ParseInt(s[:10], 10, 64)
		return momentOf(time.Unix(n, 0).UTC()), err
	}
	return moment{}, errors.New("digits alone must be a year (4), a day (8), or Unix time in seconds (10) or milliseconds (13)")
}

// moment is a date on its way from text: the parts as they were written, not
// yet known to exist.
type moment struct {
	year, month, day     int
	hour, minute, second int
	precision            Precision
	zone                 *time.Location // nil where unknown
}

func momentOf(t time.Time) moment {
	return moment{
		t.Year(), int(t.Month()), t.Day(), t.Hour(), t.Minute(), t.Second(), Second, t.Location(),
	}
}

// date makes a Date of the parts, or says which of them cannot be.
func (m moment) date() (Date, error) {
	if m.precision < Month {
		m.month = 1
	}
	if m.precision < Day {
		m.day = 1
	}
	if err := m.check(); err != nil {
		return Date{}, err
	}
	d := Date{Precision: m.precision, ZoneUnknown: m.precision >= Minute && m.zone == nil}
	zone := m.zone
	if zone == nil {
		zone = time.UTC
	}
	d.Time = time.Date(m.year, time.Month(m.month), m.day, m.hour, m.minute, min(m.second, 59), 0, zone)
	if year := d.Time.Year(); year > 9999 || d.Time.UTC().Year() > 9999 || d.Time.UTC().Year() < 1 {
		return Date{}, errors.New("the year must be 1 to 9999")
	}
	return d, nil
}

// check accepts hour 24 where it ends the day, and the leap second 60.
func (m moment) check() error {
	days := time.Date(m.year, time.Month(m.month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
	switch {
	case m.year < 1 || m.year > 9999:
		return errors.New("the year must be 1 to 9999")
	case m.month < 1 || m.month > 12:
		return fmt.Errorf("there is no month %d", m.month)
	case m.day < 1 || m.day > days:
		return fmt.Errorf("%s %d has no day %d", time.Month(m.month), m.year, m.day)
	case m.hour > 24 || m.hour == 24 && m.minute+m.second > 0:
		return fmt.Errorf("a day has no hour %d", m.hour)
	case m.minute > 59:
		return fmt.Errorf("an hour has no minute %d", m.minute)
	case m.second > 60:
		return fmt.Errorf("a minute has no second %d", m.second)
	}
	return nil
}
