package cite

import (
	"strings"

	"github.com/dateline-search/dateline/index/news"
)

// plain writes a reference as people do: authors, title, outlet, date, address,
// and which version.
func plain(r *news.Record) string {
	var parts []string
	if authors := strings.Join(lines(r.Authors), ", "); authors != "" {
		parts = append(parts, ended(authors))
	}
	parts = append(parts, "“"+ended(line(r.Title))+"”")
	place := line(r.Source)
	if date := spoken(r.Published); date != "" {
		place = strings.TrimPrefix(place+", "+date, ", ")
	}
	if place != "" {
		parts = append(parts, ended(place))
	}
	if r.URL != "" {
		parts = append(parts, line(r.URL))
	}
	text := version(r)
	return strings.Join(append(parts, "("+strings.ToUpper(text[:1])+text[1:]+".)"), " ")
}

// ended ends with a mark that ends a sentence.
func ended(s string) string {
	if strings.HasSuffix(s, ".") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "!") {
		return s
	}
	return s + "."
}

// spoken is a date as far as it is known: 9 May 2025.
func spoken(d news.Date) string {
	switch d.Precision {
	case news.None:
		return ""
	case news.Year:
		return d.Time.Format("2006")
	case news.Month:
		return d.Time.Format("January 2006")
	}
	return d.Time.Format("2 January 2006")
}
