package param

import (
	"regexp"
	"strings"
	"time"

	"github.com/dateline-search/dateline/search/query"
)

const dateForms = "a date (2025-05-08, 2025-05 or 2025) or a time (2025-05-08T14:00:00Z)"

// Period reads a date or an RFC 3339 time as from and to take it. It begins at
// start and ends before end; dates are read in UTC.
func Period(value string) (start, end time.Time, ok bool) {
	forms := []struct {
		layout string
		years  int
		months int
		days   int
	}{
		{layout: time.DateOnly, days: 1},
		{layout: "2006-01", months: 1},
		{layout: "2006", years: 1},
	}
	for _, f := range forms {
		if t, err := time.Parse(f.layout, value); err == nil {
			return t, t.AddDate(f.years, f.months, f.days), true
		}
	}
	if t, err := time.Parse(time.RFC3339, value); err == nil {
		return t, t.Add(time.Second), true
	}
	return time.Time{}, time.Time{}, false
}

// date is a date or a time. A plus sign that came as a blank, as it does where a
// URL was not encoded, is put back.
func (b *binder) date(name string) string {
	value := b.text(name)
	if value == "" {
		return ""
	}
	if strings.Contains(value, "T") {
		value = strings.ReplaceAll(value, " ", "+")
	}
	if _, _, ok := Period(value); !ok {
		b.fail(name, value, dateForms)
	}
	return value
}

// order refuses a range that ends before it begins.
func (b *binder) order(from, to string) {
	start, _, ok := Period(from)
	_, end, ok2 := Period(to)
	if ok && ok2 && !end.After(start) {
		b.fail(To, to, "no earlier than from, which is "+from)
	}
}

const periodForms = "a date: 2025-05-08, 2025-05, 2025, 2025-W19 or 2025-Q2"

// period is a date as texts speak of them.
func (b *binder) period(name string) string {
	value := b.text(name)
	if value == "" {
		return ""
	}
	if _, err := query.ParseMentions(value, ""); err != nil {
		b.fail(name, value, periodForms)
	}
	return value
}

// orderMentions refuses a range that ends before it begins.
func (b *binder) orderMentions(from, to string) {
	if b.err != nil {
		return
	}
	if _, err := query.ParseMentions(from, to); err != nil {
		b.fail(MentionsTo, to, "no earlier than mentions_from, which is "+from)
	}
}

// zone is a time zone by its IANA name or its distance from UTC.
func (b *binder) zone(name string) *time.Location {
	value := b.text(name)
	if value == "" {
		return nil
	}
	if offset, ok := fixedZone(value); ok {
		return offset
	}
	zone, err := time.LoadLocation(value)
	if err != nil || value == "Local" { // Local is the server's affair
		b.fail(name, value, "the name of a time zone (Asia/Karachi) or a distance from UTC (+05:00)")
		return nil
	}
	return zone
}

// fixedZone reads +05:30, -0330 or Z. A blank in front is a plus sign of a URL
// that was not encoded.
func fixedZone(value string) (*time.Location, bool) {
	form := regexp.MustCompile(`^([+\- ])(0\d|1[0-4]):?([0-5]\d)$`)
	if value == "Z" {
		return time.UTC, true
	}
	part := form.FindStringSubmatch(value)
	if part == nil {
		return nil, false
	}
	sign := strings.ReplaceAll(part[1], " ", "+")
	t, err := time.Parse("-07:00", sign+part[2]+":"+part[3])
	if err != nil {
		return nil, false
	}
	_, seconds := t.Zone()
	return time.FixedZone(sign+part[2]+":"+part[3], seconds), true
}
