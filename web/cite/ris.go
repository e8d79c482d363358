package cite

import (
	"fmt"
	"strings"

	"github.com/dateline-search/dateline/index/news"
)

// ris writes a NEWS entry: lines of a tag and a value, each ended by CR LF.
func ris(r *news.Record) string {
	var b strings.Builder
	add := func(tag, value string) {
		if value = line(value); value != "" {
			b.WriteString(tag + "  - " + value + "\r\n")
		}
	}
	add("TY", "NEWS")
	for _, author := range r.Authors {
		add("AU", author)
	}
	add("TI", r.Title)
	add("T2", r.Source)
	add("SE", r.Section)
	year, day := risDates(r.Published)
	add("PY", year)
	add("DA", day)
	add("LA", r.Lang)
	for _, word := range r.Keywords {
		add("KW", word)
	}
	add("UR", r.URL)
	add("ID", r.ID)
	add("N1", version(r))
	b.WriteString("ER  - \r\n")
	return b.String()
}

// risDates are a year, and a date whose unknown parts are empty: 2025/05//.
func risDates(d news.Date) (year, day string) {
	if d.Precision < news.Year {
		return "", ""
	}
	year = fmt.Sprintf("%04d", d.Time.Year())
	month, of := "", ""
	if d.Precision >= news.Month {
		month = fmt.Sprintf("%02d", int(d.Time.Month()))
	}
	if d.Precision >= news.Day {
		of = fmt.Sprintf("%02d", d.Time.Day())
	}
	return year, year + "/" + month + "/" + of + "/"
}
