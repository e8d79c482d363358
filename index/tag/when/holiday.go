package when

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/dateline-search/dateline/index/news"
)

// holiday is a day that each year has: a date, a weekday of a month, or a day
// counted from Easter.
type holiday struct {
	month, day   int
	weekday, nth int // the nth such weekday of the month, -1 for the last
	easter       bool
	days         int // from Easter, or from that weekday
}

// parseHoliday reads 12-25, 11-4-4 (month, weekday, which) or easter+1.
func parseHoliday(text string) (holiday, error) {
	if days, ok := strings.CutPrefix(text, "easter"); ok {
		n, err := strconv.Atoi(days)
		return holiday{easter: true, days: n}, err
	}
	h := holiday{}
	text, days, _ := strings.Cut(text, "+")
	if days != "" {
		h.days, _ = strconv.Atoi(days)
	}
	var n []int
	for part := range strings.SplitSeq(text, "-") {
		v, err := strconv.Atoi(part)
		if err != nil {
			return holiday{}, fmt.Errorf("there is no holiday %q", text)
		}
		n = append(n, v)
	}
	switch len(n) {
	case 2:
		h.month, h.day = n[0], n[1]
		return h, nil
	case 3:
		if n[2] == 9 { // the last one
			n[2] = -1
		}
		h.month, h.weekday, h.nth = n[0], n[1], n[2]
		return h, nil
	}
	return holiday{}, fmt.Errorf("there is no holiday %q", text)
}

// in is the holiday's day in a year.
func (h holiday) in(year int) news.CalendarDay { return h.start(year) + news.CalendarDay(h.days) }

func (h holiday) start(year int) news.CalendarDay {
	switch {
	case h.easter:
		return easter(year)
	case h.weekday == 0:
		return news.DayOf(year, time.Month(h.month), h.day)
	case h.nth < 0:
		last := news.DayOf(year, time.Month(h.month)+1, 0)
		return last - news.CalendarDay((weekday(last)-h.weekday+7)%7)
	}
	first := news.DayOf(year, time.Month(h.month), 1)
	return first + news.CalendarDay((h.weekday-weekday(first)+7)%7+7*(h.nth-1))
}

// easter is Easter Sunday of the Gregorian calendar, by the anonymous algorithm
// of 1876 (Meeus, Astronomical Algorithms, chapter 8).
func easter(year int) news.CalendarDay {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return news.DayOf(year, time.Month(n/31), n%31+1)
}
