package news

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// errWords tells how a date that begins otherwise is written.
var errWords = errors.New("write it like 2025-05-09T14:00:00Z, 2025-05-09, 9 May 2025 or Fri, 09 May 2025 14:00:00 GMT")

// wordDate reads a date whose month is a word, token by token and in any order:
// every form in use can be told by its tokens alone.
type wordDate struct {
	moment
	hasClock, hasZone bool
}

func readWords(s string) (moment, error) {
	if i := strings.IndexByte(s, '('); i >= 0 && strings.HasSuffix(s, ")") {
		s = s[:i] // a comment: the zone once more
	}
	var w wordDate
	for _, token := range strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == ',' || r == '\t' }) {
		if err := w.readToken(token); err != nil {
			return moment{}, err
		}
	}
	return w.finish()
}

func (w *wordDate) readToken(token string) error {
	first := token[0]
	switch {
	case first >= '0' && first <= '9' && strings.ContainsRune(token, ':'):
		return w.readTimeToken(token)
	case first >= '0' && first <= '9' && strings.ContainsRune(token, '-'):
		return w.readHyphens(token)
	case first >= '0' && first <= '9':
		return w.readNumber(token)
	case first == '+' || first == '-':
		return w.readZoneToken(token)
	}
	return w.readWord(token)
}

// readHyphens reads 26-FEB-1987.
func (w *wordDate) readHyphens(token string) error {
	for part := range strings.SplitSeq(token, "-") {
		if part == "" || strings.ContainsRune(part, ':') {
			return errWords
		}
		if err := w.readToken(part); err != nil {
			return err
		}
	}
	return nil
}

// readTimeToken reads a time of day with whatever sticks to it: 9:15am,
// 09:15:00Z, 09:15:00+0200.
func (w *wordDate) readTimeToken(token string) error {
	if w.hasClock {
		return errors.New("there are two times of day")
	}
	w.hasClock = true
	rest, err := w.readClock(token)
	if err != nil || rest == "" {
		return err
	}
	if rest, err = w.readMeridiem(rest); err != nil || rest == "" {
		return err
	}
	return w.readZoneToken(rest)
}

// readZoneToken keeps the first zone: "+0200 CEST".
func (w *wordDate) readZoneToken(token string) error {
	if !w.hasClock {
		return errWords
	}
	zone, err := readZone(token)
	if err == nil && !w.hasZone {
		w.zone, w.hasZone = zone, true
	}
	return err
}

// readNumber takes four digits for the year, the first of fewer for the day and
// the second for a year of two digits.
func (w *wordDate) readNumber(token string) error {
	n := leadingDigits(token)
	switch suffix := strings.ToLower(token[n:]); {
	case n == 4 && suffix == "" && w.year == 0:
		w.year = number(token)
		if w.year == 0 {
			return errors.New("the year must be 1 to 9999")
		}
	case n <= 2 && w.day == 0 && isOrdinal(suffix):
		w.day = number(token[:n])
		if w.day == 0 {
			return errors.New("there is no day 0")
		}
	case n == 2 && suffix == "" && w.year == 0:
		w.year = century(number(token))
	default:
		return errWords
	}
	return nil
}

func isOrdinal(suffix string) bool {
	switch suffix {
	case "", ".", "st", "nd", "rd", "th":
		return true
	}
	return false
}

// century completes a year of two digits as Go, C and POSIX do.
func century(year int) int {
	if year >= 69 {
		return 1900 + year
	}
	return 2000 + year
}

func (w *wordDate) readWord(token string) error {
	word := strings.TrimSuffix(token, ".")
	if month := monthOf(word); month > 0 {
		if w.month > 0 {
			return errors.New("there are two months")
		}
		w.month = month
		return nil
	}
	switch {
	case isWeekday(word), word == "at", word == "on", word == "of", word == "the":
		return nil
	case !w.hasClock:
		return errWords
	}
	if rest, err := w.readMeridiem(token); err != nil || rest == "" {
		return err
	}
	return w.readZoneToken(token)
}

// monthOf reads a month's name or the first three or more letters of it; 0 is
// none.
func monthOf(word string) int {
	for m := time.January; m <= time.December; m++ {
		if abbreviates(word, m.String()) {
			return int(m)
		}
	}
	return 0
}

func isWeekday(word string) bool {
	for d := time.Sunday; d <= time.Saturday; d++ {
		if abbreviates(word, d.String()) {
			return true
		}
	}
	return false
}

// abbreviates reports whether word is the first three or more letters of name.
func abbreviates(word, name string) bool {
	return len(word) >= 3 && len(word) <= len(name) && strings.EqualFold(word, name[:len(word)])
}

func (w *wordDate) finish() (moment, error) {
	switch {
	case w.month == 0:
		return moment{}, errWords
	case w.year == 0:
		return moment{}, fmt.Errorf("has no year; %w", errWords)
	case w.hasClock && w.day == 0:
		return moment{}, fmt.Errorf("has a time but no day; %w", errWords)
	case w.hasClock: // readClock set the precision
	case w.day > 0:
		w.precision = Day
	default:
		w.precision = Month
	}
	return w.moment, nil
}
