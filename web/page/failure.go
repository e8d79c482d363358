package page

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/web/param"
)

// Failure is an error as people are told of it.
type Failure struct {
	Status    int
	Title     string
	Detail    string
	Position  *int // in the query, in code points, where the query is at fault
	RequestID string
}

// failure is the page of an error.
type failure struct {
	frame
	Failure
	Query *faulty
	Retry string // the same page again, where that may help
	Chips []chip
}

// faulty is a query with the place that cannot be read.
type faulty struct{ Before, At, After string }

// Error writes the page of an error. It keeps the box as it was filled, so that
// what is wrong can be put right.
func (p *Pages) Error(c echo.Context, f Failure) error {
	state := param.NewState(c.QueryParams())
	v := failure{frame: newFrame(f.Title+" - Dateline", state), Failure: f}
	if f.Position != nil {
		v.Query = newFaulty(state.Get(param.Q), *f.Position)
	}
	if f.Status >= http.StatusInternalServerError {
		v.Retry = c.Request().URL.RequestURI()
	}
	if f.Status == http.StatusBadRequest {
		v.Chips = chips(state)
	}
	return p.render(c, f.Status, "error.html", v)
}

// newFaulty underlines the word at a position, or the end.
func newFaulty(q string, position int) *faulty {
	runes := []rune(q)
	start := min(max(position, 0), len(runes))
	end := start
	for end < len(runes) && (end == start || runes[end] != ' ') {
		end++
	}
	f := &faulty{string(runes[:start]), string(runes[start:end]), string(runes[end:])}
	if f.At == "" {
		f.At = "\u00a0" // something to underline
	}
	return f
}
