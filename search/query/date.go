package query

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/dateline-search/dateline/index/news"
)

// dateForms tells what a date may look like.
const dateForms = "write 2025, 2025-05, 2025-05-08 or 2025-05-08T14:00Z"

// rangeForm tells what a range of dates in a query looks like.
const rangeForm = ", and a range as 2025-05-01..2025-05-09"

// notDate says that a text is no date, why where more than its form is wrong, and
// what would be right.
func notDate(text string, err error, forms string) error {
	for inner := errors.Unwrap(err); inner != nil; inner = errors.Unwrap(err) {
		err = inner
	}
	why, _, _ := strings.Cut(err.Error(), "; ")
	if strings.TrimSpace(text) == "" {
		return fmt.Errorf("there is no date; %s", forms)
	}
	if strings.HasPrefix(why, "write it") {
		return fmt.Errorf("%q is no date; %s", text, forms)
	}
	return fmt.Errorf("%q is no date: %s; %s", text, why, forms)
}

// In is the bound as an instant; a floating one is a wall clock's time in zone.
func (b Bound) In(zone *time.Location) time.Time {
	if !b.Floating || b.Time.IsZero() {
		return b.Time
	}
	t := b.Time
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, zone)
}

// ParseRange reads the two ends of a range of dates, both inclusive, each of
// them empty for an open end: to 2025-05 includes the 31st. An end that is no
// date, or ends that are the wrong way round, are an error.
func ParseRange(from, to string) (Published, error) {
	var r Published
	if strings.TrimSpace(from) != "" {
		first, err := period(from)
		if err != nil {
			return Published{}, err
		}
		r.From = first.From
	}
	if strings.TrimSpace(to) != "" {
		last, err := period(to)
		if err != nil {
			return Published{}, err
		}
		r.To = last.To
	}
	if !r.From.Time.IsZero() && !r.To.Time.IsZero() && !r.From.Time.Before(r.To.Time) {
		return Published{}, fmt.Errorf("from %s is after to %s", from, to)
	}
	return r, nil
}

// period gives the time that a date covers: the whole day, month or year.
func period(text string) (Published, error) {
	d, err := news.ParseDate(strings.TrimSpace(text))
	if err == nil && d.Time.Year() < 1000 {
		err = errors.New("there were no news before the year 1000")
	}
	if err != nil {
		return Published{}, notDate(text, err, dateForms)
	}
	start := d.Time.UTC().Truncate(time.Second)
	var end time.Time
	switch d.Precision {
	case news.Year:
		end = start.AddDate(1, 0, 0)
	case news.Month:
		end = start.AddDate(0, 1, 0)
	case news.Day:
		end = start.AddDate(0, 0, 1)
	case news.Minute:
		end = start.Add(time.Minute)
	default:
		end = start.Add(time.Second)
	}
	floating := d.Precision <= news.Day || d.ZoneUnknown
	return Published{From: Bound{Time: start, Floating: floating}, To: Bound{Time: end, Floating: floating}}, nil
}

func isDateField(field string) bool {
	switch field {
	case fieldPublished, fieldAfter, fieldBefore, fieldLast, fieldMentions:
		return true
	}
	return false
}

// date reads a unit as a condition on the date of publication. A date that is
// none is an error, since leaving it out would answer another question.
func (p *parser) date(t token, field string) Node {
	p.count(t, 1)
	if field == fieldMentions {
		return p.mentions(t)
	}
	var n Published
	var err error
	switch field {
	case fieldAfter:
		n, err = compared(">", t.text)
	case fieldBefore:
		n, err = compared("<", t.text)
	case fieldLast:
		n, err = p.last(t.text)
	default:
		n, err = p.published(t)
	}
	if err != nil {
		p.failDate(t, field, err)
		return nil
	}
	return n
}

// failDate fails for what is no date, or no length of time.
func (p *parser) failDate(t token, field string, err error) {
	message, reason := err.Error(), Reason{"no-date", []Detail{{"text", t.text}}}
	switch field {
	case fieldLast:
		reason.Code = "no-span"
	case fieldMentions:
		reason.Code = "no-period"
	}
	if ranges := field == fieldPublished || field == fieldMentions; ranges && (strings.HasSuffix(message, dateForms) || strings.HasSuffix(message, periodForms)) {
		message += rangeForm
	}
	p.give(&SyntaxError{Position: t.position, Message: message, Reason: reason})
}

// published reads a date, a comparison or a range.
func (p *parser) published(t token) (Published, error) {
	p.turnedSign(&t)
	for _, sign := range []string{">=", "<=", ">", "<"} {
		if date, ok := strings.CutPrefix(t.text, sign); ok {
			return compared(sign, date)
		}
	}
	from, to, found := strings.Cut(t.text, "..")
	if !found {
		return period(t.text)
	}
	if strings.TrimSpace(from+to) == "" {
		return Published{}, fmt.Errorf("the range has no ends; write published:2025-05-01..2025-05-09")
	}
	r, err := ParseRange(from, to)
	if err == nil {
		return r, nil
	}
	if turned, again := ParseRange(to, from); again == nil {
		p.repair(t.position, "turned-range", "this range ends before it begins; read as {from}..{to}", to, from)
		return turned, nil
	}
	return Published{}, err
}

// turnedSign reads => and =< as what they are meant for: the equals sign in front
// was taken for that of an exact form.
func (p *parser) turnedSign(t *token) {
	if t.exact && t.kind == tokenWord && strings.ContainsAny(t.text[:1], "<>") && !strings.HasPrefix(t.text[1:], "=") {
		p.repair(t.position, "other-sign", "{sign} is written {name} here; read as that", "="+t.text[:1], t.text[:1]+"=")
		t.text = t.text[:1] + "=" + t.text[1:]
	}
}

// compared reads a date behind a sign of comparison.
func compared(sign, date string) (Published, error) {
	d, err := period(date)
	if err != nil {
		return Published{}, err
	}
	switch sign {
	case ">=":
		return Published{From: d.From}, nil
	case "<":
		return Published{To: d.From}, nil
	case "<=":
		return Published{To: d.To}, nil
	}
	if d.To.Time.Year() > 9999 {
		return Published{}, fmt.Errorf("date %q: the last year is 9999", date)
	}
	return Published{From: d.To}, nil
}

// last reads a length of time up to now: 24h, 7d, 2w, 3m, 1y.
func (p *parser) last(text string) (Published, error) {
	text = strings.ToLower(text)
	n, err := strconv.Atoi(strings.TrimRight(text, "hdwmy"))
	if err != nil || n < 1 || n > 99999 || len(text) != len(strconv.Itoa(n))+1 {
		return Published{}, fmt.Errorf("%q is no length of time; write 24h, 7d, 2w, 3m or 1y", text)
	}
	now := time.Now
	if p.now != nil {
		now = p.now
	}
	from := back(now().UTC(), n, text[len(text)-1]).Truncate(time.Second)
	if from.Year() < 1000 {
		return Published{}, fmt.Errorf("last:%s goes back before the year 1000", text)
	}
	return Published{From: Bound{Time: from}}, nil
}

// back goes n units back from t.
func back(t time.Time, n int, unit byte) time.Time {
	switch unit {
	case 'h':
		return t.Add(-time.Duration(n) * time.Hour)
	case 'd':
		return t.AddDate(0, 0, -n)
	case 'w':
		return t.AddDate(0, 0, -7*n)
	case 'm':
		return t.AddDate(0, -n, 0)
	}
	return t.AddDate(-n, 0, 0)
}
