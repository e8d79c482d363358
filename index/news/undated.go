package news

import (
	"encoding/json"
	"maps"
	"net/url"
	"strings"
	"time"
	"unicode"
)

const (
	// longestDateline is within how many bytes of a text its dateline ends.
	longestDateline = 120
	// firstDated is the first year that an address is believed to speak of:
	// addresses with dates began with the web, archives put on it go back further.
	firstDated = "1900"
)

// FindPublished finds the date of publication of an article that came without:
// off its address (/2025/05/08/, or /2025/05/ for a month), or off the dateline
// that its text begins with ("ISLAMABAD, May 8, 2025 (Agency) -"), whose year may
// be that of the address. What neither states stays unknown, and so does a day
// after latest. Origins tells where the date was found. The ID is left as it is.
func (a *Article) FindPublished(latest time.Time) {
	if !a.Published.IsZero() {
		return
	}
	origins := map[string]Origin{}
	if sent := a.Extra[originsMember]; sent != nil && json.Unmarshal(sent, &origins) != nil {
		return // the sender's own member: it could not be told where the date is from
	}
	found, origin := addressDate(a.URL), FromAddress
	if found.Precision < Day {
		if day := datelineDate(a.Body, found); !day.IsZero() {
			found, origin = day, FromDateline
		}
	}
	if found.IsZero() || found.Time.After(latest) {
		return
	}
	if origins == nil { // they were null
		origins = map[string]Origin{}
	}
	origins["published"] = origin
	a.Published, a.Extra = found, maps.Clone(a.Extra)
	a.SetOrigins(origins)
}

// addressDate reads the date out of an address: three or two parts of its path
// that are a year, a month and a day, or a part that begins with all three.
func addressDate(address string) Date {
	u, err := url.Parse(address)
	if err != nil {
		return Date{}
	}
	parts := strings.Split(u.Path, "/")
	for i, p := range parts {
		if day := dayOf(p); day != "" {
			return certain(day)
		}
		if len(p) != 4 || leadingDigits(p) != 4 || i+2 >= len(parts) || !isTwoDigits(parts[i+1]) {
			continue
		}
		if isTwoDigits(parts[i+2]) {
			return certain(p + "-" + twoDigits(parts[i+1]) + "-" + twoDigits(parts[i+2]))
		}
		return certain(p + "-" + twoDigits(parts[i+1]))
	}
	return Date{}
}

// dayOf is the day that a part of a path begins with, as 2025-05-08-a-title does;
// "" where it does not.
func dayOf(part string) string {
	day := len("2006-01-02")
	if len(part) < day || len(part) > day && part[day] != '-' && part[day] != '_' {
		return ""
	}
	if part[4] != '-' || part[7] != '-' || leadingDigits(part) != 4 || leadingDigits(part[5:]) != 2 || leadingDigits(part[8:]) != 2 {
		return ""
	}
	return part[:day]
}

func isTwoDigits(s string) bool { return len(s) > 0 && len(s) <= 2 && leadingDigits(s) == len(s) }

// twoDigits writes 5 as 05.
func twoDigits(s string) string { return ("0" + s)[len(s)-1:] }

// certain reads a date that is written with its year; nothing where it does not
// exist, or is too old to be one of publication.
func certain(s string) Date {
	d, err := parseDate(s)
	if err != nil || d.String() < firstDated {
		return Date{}
	}
	d.Raw = ""
	return d
}

// datelineDate reads the day out of the dateline that a text begins with. Where
// it has no year, that of the address counts, if it names the same month.
func datelineDate(body string, address Date) Date {
	parts := datelineParts(body)
	if len(parts) < 2 {
		return Date{}
	}
	last := len(parts) - 1
	switch day := parts[last]; {
	case last > 1 && len(day) == 4 && leadingDigits(day) == 4 && isMonthDay(parts[last-1]):
		return certain(parts[last-1] + " " + day)
	case !isMonthDay(day):
		return Date{}
	case hasYear(day):
		return certain(day)
	case address.Precision == Month:
		d := certain(day + " " + address.Time.Format("2006"))
		if d.Time.Month() == address.Time.Month() {
			return d
		}
	}
	return Date{}
}

// datelineParts splits the dateline of a text at its commas: a place in capitals,
// and what follows up to a dash or a bracket. Nothing where it has none.
func datelineParts(body string) []string {
	head := body[:min(len(body), longestDateline)]
	end := len(head)
	for _, sign := range []string{" (", " —", "—", " – ", " -", "\n"} {
		if i := strings.Index(head, sign); i >= 0 {
			end = min(end, i)
		}
	}
	if end == len(head) {
		return nil
	}
	parts := strings.Split(head[:end], ",")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	if !isShouted(parts[0]) {
		return nil
	}
	return parts
}

// isShouted reports whether a place is written as datelines write it, in capitals.
func isShouted(place string) bool {
	letters := 0
	for _, r := range place {
		switch {
		case unicode.IsLower(r):
			return false
		case unicode.IsLetter(r):
			letters++
		}
	}
	return letters > 2
}

// isMonthDay reports whether a part of a dateline is a month and a day, in
// either order, and maybe a year.
func isMonthDay(part string) bool {
	words := strings.Fields(part)
	if len(words) < 2 || len(words) > 3 {
		return false
	}
	if !hasYear(part) {
		part += " 2000" // a leap year: it may be February 29
	}
	d, err := parseDate(part)
	return err == nil && d.Precision == Day && strings.ContainsFunc(words[0]+words[1], unicode.IsLetter)
}

// hasYear reports whether a part of a dateline ends in a year.
func hasYear(part string) bool {
	words := strings.Fields(part)
	last := words[len(words)-1]
	return len(words) == 3 && len(last) == 4 && leadingDigits(last) == 4
}
