package news

import "time"

// Precision says how much of a Date is known.
type Precision uint8

// The precisions, coarse to fine. None is that of the zero Date.
const (
	None Precision = iota
	Year
	Month
	Day
	Minute
	Second
)

// String names the precision in one word: "year", "month", "day", "minute",
// "second", and "none" for anything else.
func (p Precision) String() string {
	switch p {
	case Year:
		return "year"
	case Month:
		return "month"
	case Day:
		return "day"
	case Minute:
		return "minute"
	case Second:
		return "second"
	}
	return "none"
}

// parsePrecision reads what String wrote; any other word is None.
func parsePrecision(s string) Precision {
	for p := Year; p <= Second; p++ {
		if p.String() == s {
			return p
		}
	}
	return None
}

// Date is a point or a period in time as news states it: a year, a month, a
// day, or a time of day.
type Date struct {
	// Time is the first instant of the period. Days, months and years belong to
	// no zone and are kept in UTC; so is a time of day whose zone is unknown.
	Time      time.Time
	Precision Precision
	// ZoneUnknown marks a time of day that was stated without a zone.
	ZoneUnknown bool
	// Raw is the text that the date was read from, where it is not String's.
	Raw string
}

// IsZero reports whether no date is known.
func (d Date) IsZero() bool { return d.Precision == None }

// String writes the date in RFC 3339 at its precision: "2025", "2025-05",
// "2025-05-08", "2025-05-09T14:00:00Z". A time of day stands in the zone that
// was stated; an unknown zone is written as Z, and Zone tells it. A minute is
// written with seconds 00, and the zero Date as "".
func (d Date) String() string {
	switch d.Precision {
	case Year:
		return d.Time.Format("2006")
	case Month:
		return d.Time.Format("2006-01")
	case Day:
		return d.Time.Format(time.DateOnly)
	case Minute:
		return d.Time.Truncate(time.Minute).Format(time.RFC3339)
	case Second:
		return d.Time.Format(time.RFC3339)
	}
	return ""
}

// Zone returns "unknown" where a time of day was stated without a zone, or with
// one that means several; else "".
func (d Date) Zone() string {
	if d.ZoneUnknown {
		return zoneUnknown
	}
	return ""
}

// zoneUnknown is the word for a zone that nobody stated.
const zoneUnknown = "unknown"
