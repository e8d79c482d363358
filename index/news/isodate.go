package news

import (
	"errors"
	"fmt"
	"strings"
)

// errISO tells how a date that begins with a year is written.
var errISO = errors.New("write it like 2025-05-09, 2025-05, 2025 or 2025-05-09T14:00:00Z")

// readISO reads ISO 8601 and its relatives, which begin with a year: digits
// says how many digits stand in front, 4 or 8.
func readISO(s string, digits int) (moment, error) {
	if digits == 8 {
		m := moment{year: number(s[:4]), month: number(s[4:6]), day: number(s[6:8]), precision: Day}
		return m, m.readTime(s[8:])
	}
	m := moment{year: number(s[:4]), precision: Year}
	rest := s[4:]
	if rest == "" {
		return m, nil
	}
	separator := rest[0]
	if separator != '-' && separator != '/' && separator != '.' {
		return m, errISO
	}
	for _, part := range []*int{&m.month, &m.day} {
		if rest == "" || rest[0] != separator {
			break
		}
		n := leadingDigits(rest[1:])
		if n != 1 && n != 2 {
			return m, errISO
		}
		*part, rest = number(rest[1:n+1]), rest[n+1:]
		m.precision++
	}
	if rest != "" && m.precision != Day {
		return m, errISO
	}
	return m, m.readTime(rest)
}

// readTime reads the time of day that follows the date, if there is one.
func (m *moment) readTime(s string) error {
	if s == "" {
		return nil
	}
	s = strings.TrimLeft(s, "Tt _")
	if i := strings.IndexByte(s, '['); i >= 0 && strings.HasSuffix(s, "]") {
		s = s[:i] // the zone's name behind its offset
	}
	rest, err := m.readClock(s)
	if err != nil {
		return err
	}
	if rest, err = m.readMeridiem(strings.TrimSpace(rest)); err != nil || rest == "" {
		return err
	}
	offset, _, _ := strings.Cut(rest, " ") // "+0200 CEST": the number counts
	m.zone, err = readZone(offset)
	return err
}

// readClock reads 14:00, 14:00:05.1 or 140005 off the front of s.
func (m *moment) readClock(s string) (rest string, err error) {
	var parts []int
	switch n := leadingDigits(s); n {
	case 4, 6:
		for ; n > 0; n -= 2 {
			parts, s = append(parts, number(s[:2])), s[2:]
		}
	case 1, 2:
		parts, s = readColons(s)
	default:
		return s, fmt.Errorf("%q is no time of day; write it as 14:00 or 14:00:00", shorten(s))
	}
	m.precision = Minute
	if len(parts) == 3 {
		m.precision = Second
		s = skipFraction(s)
	}
	parts = append(parts, 0, 0)
	m.hour, m.minute, m.second = parts[0], parts[1], parts[2]
	return s, nil
}

// readColons reads up to three numbers of one or two digits with colons between.
func readColons(s string) (parts []int, rest string) {
	for {
		n := leadingDigits(s)
		parts, s = append(parts, number(s[:n])), s[n:]
		if len(parts) == 3 || s == "" || s[0] != ':' {
			return parts, s
		}
		if n := leadingDigits(s[1:]); n != 1 && n != 2 {
			return parts, s
		}
		s = s[1:]
	}
}

func skipFraction(s string) string {
	if s == "" || s[0] != '.' && s[0] != ',' {
		return s
	}
	if n := leadingDigits(s[1:]); n > 0 {
		return s[n+1:]
	}
	return s
}

// readMeridiem turns the hour into that of a day of 24 where am or pm stands in
// front of s.
func (m *moment) readMeridiem(s string) (rest string, err error) {
	word, rest, _ := strings.Cut(s, " ")
	half := strings.ToLower(strings.ReplaceAll(word, ".", ""))
	if half != "am" && half != "pm" {
		return s, nil
	}
	if m.hour < 1 || m.hour > 12 {
		return s, fmt.Errorf("there is no %d %s", m.hour, half)
	}
	m.hour %= 12
	if half == "pm" {
		m.hour += 12
	}
	return strings.TrimSpace(rest), nil
}

// number reads up to four ASCII digits.
func number(s string) int {
	n := 0
	for i := range len(s) {
		n = 10*n + int(s[i]-'0')
	}
	return n
}
