package page

import (
	"time"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/web/locale"
	"github.com/dateline-search/dateline/web/openapi"
)

// voice is how a page speaks to its reader: in which language, and in which zone
// it gives times.
type voice struct {
	*locale.Language
	zone  *time.Location
	token string // what links to feeds hold; empty where they need nothing
}

// voice is how the page of a request speaks, with times in UTC.
func (p *Pages) voice(c echo.Context) voice {
	return voice{p.language(c), time.UTC, openapi.VisitorOf(c).Feeds}
}

// at is the voice with times in a zone; nil is UTC.
func (in voice) at(zone *time.Location) voice {
	if zone == nil {
		zone = time.UTC
	}
	in.zone = zone
	return in
}
