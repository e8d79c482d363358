package page

import (
	"time"

	"github.com/dateline-search/dateline/web/locale"
)

// The page of sources speaks English until its words are in the catalogue.

func count(n int) string { return english().Count(n) }

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return count(n) + " " + many
}

func sayAt(t time.Time, precision string, zoneUnknown bool, zone *time.Location) moment {
	return voice{english(), zone}.whenAt(t, precision, zoneUnknown)
}

func english() *locale.Language {
	words, err := locale.Load()
	if err != nil {
		panic(err)
	}
	return words.All()[0]
}
