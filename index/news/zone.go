package news

import (
	"fmt"
	"strings"
	"time"
)

// readZone reads an offset (Z, +02:00, +0200, +02, GMT+2) or a zone's
// abbreviation. It returns nil for an abbreviation that does not say which zone
// is meant.
func readZone(s string) (*time.Location, error) {
	if s == "" {
		return nil, nil
	}
	name := strings.ToUpper(s)
	for _, prefix := range []string{"GMT", "UTC", "UT", "Z"} {
		if rest, ok := strings.CutPrefix(name, prefix); ok && rest != "" && strings.ContainsAny(rest[:1], "+-") {
			name = rest
		}
	}
	if name[0] == '+' || name[0] == '-' {
		return readOffset(name)
	}
	if hours, ok := zoneHours(name); ok {
		return fixedZone(int(hours * 3600)), nil
	}
	if len(name) <= 5 && strings.Trim(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" {
		return nil, nil
	}
	return nil, fmt.Errorf("%q is no zone; write an offset like +02:00, or Z", shorten(s))
}

// readOffset reads ±h, ±hh, ±hhmm and ±hh:mm.
func readOffset(s string) (*time.Location, error) {
	digits := strings.Replace(s[1:], ":", "", 1)
	if n := leadingDigits(digits); n != len(digits) || n == 0 || n > 4 {
		return nil, fmt.Errorf("%q is no offset; write it as +02:00", shorten(s))
	}
	if len(digits) <= 2 {
		digits += "00"
	}
	hours, minutes := number(digits[:len(digits)-2]), number(digits[len(digits)-2:])
	if hours > 15 || minutes > 59 {
		return nil, fmt.Errorf("no zone is %s away from UTC", shorten(s[1:]))
	}
	seconds := hours*3600 + minutes*60
	if s[0] == '-' {
		seconds = -seconds
	}
	return fixedZone(seconds), nil
}

func fixedZone(seconds int) *time.Location {
	if seconds == 0 {
		return time.UTC
	}
	return time.FixedZone("", seconds)
}

// zoneHours returns how many hours east of UTC a zone's abbreviation is. Where
// several zones share one, it is that of RFC 822 (EST to PDT), else that of the
// zone whose press uses it most; IST (India, Israel, Ireland) and AST (Atlantic,
// Arabia) are too close to call and are left out.
func zoneHours(name string) (hours float64, ok bool) {
	switch name {
	case "Z", "UT", "UTC", "GMT", "WET":
		return 0, true
	case "BST", "CET", "MEZ", "WEST", "WAT":
		return 1, true
	case "CEST", "MESZ", "EET", "CAT", "SAST":
		return 2, true
	case "EEST", "MSK", "EAT", "TRT":
		return 3, true
	case "GST":
		return 4, true
	case "PKT", "UZT":
		return 5, true
	case "NPT":
		return 5.75, true
	case "WIB", "ICT":
		return 7, true
	case "HKT", "SGT", "MYT", "AWST", "PHT":
		return 8, true
	case "JST", "KST":
		return 9, true
	case "ACST":
		return 9.5, true
	case "AEST":
		return 10, true
	case "ACDT":
		return 10.5, true
	case "AEDT":
		return 11, true
	case "NZST":
		return 12, true
	case "NZDT":
		return 13, true
	}
	return americanHours(name)
}

func americanHours(name string) (hours float64, ok bool) {
	switch name {
	case "NST":
		return -3.5, true
	case "NDT":
		return -2.5, true
	case "BRT", "ART", "ADT":
		return -3, true
	case "EDT":
		return -4, true
	case "EST", "CDT":
		return -5, true
	case "CST", "MDT":
		return -6, true
	case "MST", "PDT":
		return -7, true
	case "PST", "AKDT":
		return -8, true
	case "AKST":
		return -9, true
	case "HST":
		return -10, true
	}
	return 0, false
}
