package page

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/dateline-search/dateline/index/news"
)

// The first year that the web can speak of, and how far ahead of the clock a
// date of publication may be: newsrooms far east are a day ahead.
const (
	firstYear = 1700
	ahead     = 48 * time.Hour
)

// clockAfter is a time of day that follows a date; the zone with it.
const clockAfter = `(?:[\s,|–—•·-]*(?:at|um|à|às|alle|a las|в|kl\.?|o)?\s*(\d{1,2})[:.h](\d{2})(?::\d{2})?\s*(a\.?m\.?|p\.?m\.?)?\s*(?:\(?(UTC|GMT|[ECMP][SD]?T|BST|CES?T|IST|WIB|MSK|JST|KST|[+-]\d{2}:?\d{2})\b\)?)?)?`

// dateReader finds dates in what a page shows.
type dateReader struct {
	iso, dayMonth, monthDay, numeric *regexp.Regexp
	months                           map[string]int
	monthFirst                       bool // 3/7 is March 7
	latest                           time.Time
}

// newDateReader returns a reader for a page in that language. American pages
// write the month first, in numbers.
func newDateReader(lang string, now time.Time) *dateReader {
	letters := `([\p{L}]{3,12})\.?`
	lang = strings.ToLower(lang)
	return &dateReader{
		iso:        regexp.MustCompile(`\b(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?:日|\b)` + `(?i:` + clockAfter + `)`),
		dayMonth:   regexp.MustCompile(`(?i)\b(\d{1,2})(?:st|nd|rd|th|er|º|\.)?\s+(?:de\s+|of\s+)?` + letters + `,?\s+(?:de\s+|del\s+)?(\d{4})\b` + clockAfter),
		monthDay:   regexp.MustCompile(`(?i)` + letters + `\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b` + clockAfter),
		numeric:    regexp.MustCompile(`\b(\d{1,2})[./-](\d{1,2})[./-](\d{4})\b` + `(?i:` + clockAfter + `)`),
		months:     monthNames(),
		monthFirst: lang == "en" || lang == "en-us" || lang == "en_us" || lang == "",
		latest:     now.Add(ahead),
	}
}

// read reads one value that ought to be a date, such as an attribute.
func (r *dateReader) read(s string) (news.Date, bool) {
	d, err := news.ParseDate(s)
	if err != nil {
		return r.find(s)
	}
	return d, r.believable(d)
}

// believable leaves out what computers say where nobody set a date, and what has
// not come yet.
func (r *dateReader) believable(d news.Date) bool {
	return !d.IsZero() && d.Time.Year() >= firstYear && d.Time.Unix() != 0 && !d.Time.After(r.latest)
}

// find returns the first date in a text.
func (r *dateReader) find(s string) (news.Date, bool) {
	const longest = 400 // bytes: dates of publication stand in short lines
	s = strings.ToValidUTF8(s[:min(len(s), longest)], "")
	best, at := news.Date{}, len(s)
	for _, try := range []struct {
		form  *regexp.Regexp
		parts func(m []string) (y, mo, d int)
	}{
		{r.iso, func(m []string) (int, int, int) { return number(m[1]), number(m[2]), number(m[3]) }},
		{r.dayMonth, func(m []string) (int, int, int) { return number(m[3]), r.month(m[2]), number(m[1]) }},
		{r.monthDay, func(m []string) (int, int, int) { return number(m[3]), r.month(m[1]), number(m[2]) }},
		{r.numeric, r.numbers},
	} {
		for _, loc := range try.form.FindAllStringSubmatchIndex(s, 5) {
			m := submatches(s, loc)
			y, mo, d := try.parts(m)
			if date, ok := r.build(y, mo, d, m[4:]); ok && loc[0] < at {
				best, at = date, loc[0]
			}
		}
	}
	return best, at < len(s)
}

func submatches(s string, loc []int) []string {
	out := make([]string, len(loc)/2)
	for i := range out {
		if loc[2*i] >= 0 {
			out[i] = s[loc[2*i]:loc[2*i+1]]
		}
	}
	return out
}

// numbers tells day and month apart by size, else by what the page's language
// is used to.
func (r *dateReader) numbers(m []string) (y, mo, d int) {
	a, b := number(m[1]), number(m[2])
	dotted := strings.Contains(m[0], ".") // as no American writes
	if b > 12 || a <= 12 && r.monthFirst && !dotted {
		return number(m[3]), a, b
	}
	return number(m[3]), b, a
}

// build makes a date of parts that are known to be numbers; clock is hour,
// minute, half of the day and zone, each perhaps empty.
func (r *dateReader) build(y, mo, d int, clock []string) (news.Date, bool) {
	if mo < 1 || mo > 12 {
		return news.Date{}, false
	}
	s := fmt.Sprintf("%d %s %04d", d, time.Month(mo), y)
	if clock[0] != "" {
		half := strings.ReplaceAll(strings.ToLower(clock[2]), ".", "")
		s += " " + strings.TrimSpace(fmt.Sprintf("%s:%s %s", clock[0], clock[1], half)) + " " + usualZone(clock[3])
	}
	date, err := news.ParseDate(strings.TrimSpace(s))
	if err != nil && clock[0] != "" { // the time was none
		return r.build(y, mo, d, []string{"", "", "", ""})
	}
	date.Raw = ""
	return date, err == nil && r.believable(date)
}

// usualZone spells out the zones that American papers shorten.
func usualZone(zone string) string {
	zone = strings.ToUpper(zone)
	if len(zone) == 2 && zone[1] == 'T' {
		return "" // ET is EST or EDT by the season, which the date decides; rather unknown than wrong
	}
	return zone
}

func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

// month returns the number of a month by its name or the beginning of it.
func (r *dateReader) month(name string) int {
	name = strings.ToLower(name)
	if n := r.months[name]; n > 0 {
		return n
	}
	runes := []rune(name)
	return r.months[string(runes[:min(len(runes), 3)])+"*"]
}

// monthNames has the months of a dozen languages; those of English, and of what
// is like it, by their first three letters as well.
func monthNames() map[string]int {
	names := []string{
		"jan* january januar janvier enero janeiro gennaio januari stycznia января январь ocak siječnja ene ledna",
		"feb* february februar février fevrier febrero fevereiro febbraio februari lutego февраля февраль şubat fev února",
		"mar* march märz mars marzo março marco maart marca marts maret марта март mart mär března",
		"apr* april avril abril aprile kwietnia апреля апрель nisan abr avr dubna",
		"may* mai mayo maio maggio mei maja maj мая май mayıs května",
		"jun* june juni juin junio junho giugno czerwca июня июнь haziran giu června",
		"jul* july juli juillet julio julho luglio lipca июля июль temmuz lug července",
		"aug* august août aout agosto augustus sierpnia augusti agustus августа август ağustos ago srpna",
		"sep* september septembre septiembre setembro settembre września сентября сентябрь eylül sept set září",
		"oct* october oktober octobre octubre outubro ottobre października oktober октября октябрь ekim okt out ott října",
		"nov* november novembre noviembre novembro listopada ноября ноябрь kasım listopadu",
		"dec* december dezember décembre diciembre dezembro dicembre grudnia desember декабря декабрь aralık dez dic des prosince",
	}
	months := map[string]int{}
	for i, line := range names {
		for name := range strings.FieldsSeq(line) {
			months[name] = i + 1
		}
	}
	return months
}

// addressDate reads the date out of a page's address: /2019/11/20/, /2019-11-20-
// or /2019/nov/20/.
func (r *dateReader) addressDate(path string) (news.Date, bool) {
	day := regexp.MustCompile(`(?:^|[/_-])((?:19|20)\d{2})[/_-]?(\d{2}|[a-z]{3})[/_-]?(\d{2})(?:[/_.-]|$)`)
	month := regexp.MustCompile(`/((?:19|20)\d{2})/(\d{1,2})/`)
	path = strings.ToLower(path)
	if m := day.FindStringSubmatch(path); m != nil {
		mo := number(m[2])
		if mo == 0 {
			mo = r.month(m[2])
		}
		if d, ok := r.build(number(m[1]), mo, number(m[3]), []string{"", "", "", ""}); ok {
			return d, true
		}
	}
	if m := month.FindStringSubmatch(path); m != nil {
		if d, err := news.ParseDate(fmt.Sprintf("%s-%02d", m[1], number(m[2]))); err == nil && r.believable(d) {
			d.Raw = ""
			return d, true
		}
	}
	return news.Date{}, false
}
