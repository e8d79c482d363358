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
