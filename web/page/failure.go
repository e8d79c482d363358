package page

import (
	"net/http"
	"unicode"
	"unicode/utf8"

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
	What   Failure
	Server bool // whether it is the server's fault
	Query  *faulty
	Retry  string // the same page again, where that may help
	Chips  chosen
}

// faulty is a query with the place that cannot be read.
type faulty struct{ Before, At, After string }

// Error writes the page of an error. It keeps the box as it was filled, so that
// what is wrong can be put right.
func (p *Pages) Error(c echo.Context, f Failure) error {
	state := param.NewState(c.QueryParams())
	v := &failure{
		frame: newFrame(f.Title+" - Dateline", state), What: f,
		Server: f.Status >= http.StatusInternalServerError,
	}
	if f.Position != nil {
		v.Query = newFaulty(state.Get(param.Q), *f.Position)
		v.What.Detail = sentence(f.Detail)
	}
	if v.Server && c.Request().Method != http.MethodPost { // what a form sent is not in its address
		v.Retry = c.Request().URL.RequestURI()
	}
	if f.Status == http.StatusBadRequest && f.Position == nil {
		v.Chips = newChosen(p.voice(c), state)
	}
	return p.render(c, f.Status, "error.html", v)
}

// sentence begins a text with a capital.
func sentence(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
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
