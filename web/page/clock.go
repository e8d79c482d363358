package page

import (
	"strings"
	"time"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/web/locale"
)

// moment is a time as people say it and as machines read it.
type moment struct {
	Text  string
	Exact string // for the attribute datetime
}

// when words a date: a day has no time of day, and a time without a zone is in
// none.
func (in voice) when(d news.Date) moment {
	return in.whenAt(d.Time, d.Precision.String(), d.ZoneUnknown)
}

func (in voice) whenAt(t time.Time, precision string, zoneUnknown bool) moment {
	switch precision {
	case "", "none":
		return moment{}
	case "year":
		return moment{in.Year(t), t.Format("2006")}
	case "month":
		return moment{in.Month(t), t.Format("2006-01")}
	case "day":
		return moment{in.Day(t), t.Format(time.DateOnly)}
	}
	if zoneUnknown {
		return moment{in.Say("date.zone-unknown", locale.Str("when", in.minute(t))), t.Format("2006-01-02T15:04")}
	}
	return moment{in.exactly(t.In(in.zone)), t.Format(time.RFC3339)}
}

// minute words a time to the minute, on the clock that it has.
func (in voice) minute(t time.Time) string { return in.At(in.Day(t), t) }

// exactly is minute with the zone.
func (in voice) exactly(t time.Time) string { return in.minute(t) + " " + zoneName(t) }

// whenText words a date of a search result, which comes as the API writes it.
func (in voice) whenText(published, precision, stated string) moment {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04", time.DateOnly, "2006-01", "2006"} {
		if t, err := time.Parse(layout, published); err == nil {
			return in.whenAt(t, precision, stated == "unknown")
		}
	}
	return moment{Text: published}
}

// zoneName is a zone's short name, or its distance from UTC where it has none.
func zoneName(t time.Time) string {
	name := t.Format("MST")
	if strings.HasPrefix(name, "+") || strings.HasPrefix(name, "-") {
		return "UTC" + t.Format("-07:00")
	}
	return name
}
