package page

import (
	"strings"
	"time"

	"github.com/dateline-search/dateline/index/news"
)

// moment is a time as people say it and as machines read it.
type moment struct {
	Text  string
	Exact string // for the attribute datetime
}

const (
	dayLayout  = "Mon 2 Jan 2006"
	timeLayout = dayLayout + ", 15:04"
)

// say words a date: a day has no time of day, and a time without a zone is in
// none.
func say(d news.Date, zone *time.Location) moment {
	return sayAt(d.Time, d.Precision.String(), d.ZoneUnknown, zone)
}

func sayAt(t time.Time, precision string, zoneUnknown bool, zone *time.Location) moment {
	switch precision {
	case "", "none":
		return moment{}
	case "year":
		return moment{t.Format("2006"), t.Format("2006")}
	case "month":
		return moment{t.Format("January 2006"), t.Format("2006-01")}
	case "day":
		return moment{t.Format(dayLayout), t.Format(time.DateOnly)}
	}
	if zoneUnknown {
		return moment{t.Format(timeLayout) + ", zone not stated", t.Format("2006-01-02T15:04")}
	}
	local := t.In(zone)
	return moment{local.Format(timeLayout) + " " + zoneName(local), t.Format(time.RFC3339)}
}

// sayText words a date of a search result, which comes as the API writes it.
func sayText(published, precision, stated string, zone *time.Location) moment {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04", time.DateOnly, "2006-01", "2006"} {
		if t, err := time.Parse(layout, published); err == nil {
			return sayAt(t, precision, stated == "unknown", zone)
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
