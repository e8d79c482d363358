package page

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/web/api"
	"github.com/dateline-search/dateline/web/param"
)

const (
	compareWidth  = 1000
	compareHeight = 240
)

// compareView is the page of several queries on one timeline.
type compareView struct {
	frame
	Width, Height int
	Boxes         []comparedBox // the queries, and room for more
	Series        []comparedSeries
	Rows          []comparedRow
	First, Last   string
	Most          string // what the upper edge stands for
	Ways          []choice
	Share         bool
	Kept          []param.Pair // the filters, which the form carries along
}

// comparedSeries is the line of one query.
type comparedSeries struct {
	Number int    // 1 to 5: which way of drawing
	Letter string // A to E: what it is called in the drawing
	Query  string
	URL    string
	Total  int
	Points string
	At     string // where its letter stands, across and down, in percent of the drawing
	Down   string
	Left   bool // left of that place
}

// comparedBox is a box for a query.
type comparedBox struct{ Letter, Query string }

// comparedRow is one stretch of time, for those who read numbers.
type comparedRow struct {
	When   string
	Values []string
}

// Compare answers GET /compare?q=…&q=….
func (p *Pages) Compare(c echo.Context) error {
	values := c.QueryParams()
	queries := slices.DeleteFunc(slices.Clone(values[param.Q]), func(q string) bool { return strings.TrimSpace(q) == "" })
	if len(queries) > api.MaxSeries {
		return fmt.Errorf("page: compare: %w", &param.Error{Name: param.Q, Value: queries[api.MaxSeries], Want: "given up to five times"})
	}
	in := p.voice(c)
	v := &compareView{
		frame: newFrame(in.Say("layout.compare")+" - Dateline", param.State{}), Width: compareWidth, Height: compareHeight,
		Share: values.Get("as") == "share",
	}
	for i, q := range slices.Concat(queries, make([]string, api.MaxSeries-len(queries))) {
		v.Boxes = append(v.Boxes, comparedBox{letterOf(i), q})
	}
	values.Del(param.Q)
	kept := param.NewState(values).Set(param.Cursor, "")
	v.Kept = kept.Pairs()
	request, err := param.Bind(values)
	if err != nil {
		return err
	}
	if request.Interval == search.IntervalNone {
		request.Interval = search.IntervalAuto
	}
	if len(queries) > 0 {
		found, err := p.entities.Compare(c.Request().Context(), request, queries)
		if err != nil {
			return fmt.Errorf("page: compare: %w", err)
		}
		v.draw(in, kept, queries, found)
	}
	return p.render(c, http.StatusOK, "compare.html", v)
}

// letterOf names a series: A is the first.
func letterOf(i int) string { return string(rune('A' + i)) }

// Help answers GET /help.
func (p *Pages) Help(c echo.Context) error {
	none := 0
	found, err := p.searcher.Search(c.Request().Context(), search.Request{Size: &none, Facets: []string{}, Interval: search.IntervalNone})
	view := struct {
		frame
		Total int
		Known bool
	}{frame: newFrame(p.voice(c).Say("layout.help")+" - Dateline", param.State{})}
	if err == nil { // help is most needed where searching fails
		view.Total, view.Known = found.Total, true
	}
	return p.render(c, http.StatusOK, "help.html", &view)
}
