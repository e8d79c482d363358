package page

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

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
	Boxes         []string // the queries, and room for more
	Series        []comparedSeries
	Rows          []comparedRow
	First, Last   string
	Most          string // what the upper edge stands for
	Ways          []choice
	Share         bool
}

// comparedSeries is the line of one query.
type comparedSeries struct {
	Number int // 1 to 5: which way of drawing
	Query  string
	URL    string
	Total  int
	Points string
}

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
		Share: values.Get("as") == "share", Boxes: slices.Concat(queries, make([]string, api.MaxSeries-len(queries))),
	}
	values.Del(param.Q)
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
		v.draw(in, queries, found)
	}
	return p.render(c, http.StatusOK, "compare.html", v)
}

// draw makes a line of each query, all to one scale.
func (v *compareView) draw(in voice, queries []string, found *api.Attention) {
	same := url.Values{param.Q: queries}
	v.Ways = []choice{{link{in.Say("compare.articles"), "/compare?" + same.Encode()}, !v.Share}}
	same.Set("as", "share")
	v.Ways = append(v.Ways, choice{link{in.Say("compare.share"), "/compare?" + same.Encode()}, v.Share})
	lines := make([][]float64, len(found.Series))
	top := 0.0
	for i, s := range found.Series {
		lines[i] = s.Share
		if !v.Share {
			lines[i] = make([]float64, len(s.Counts))
			for j, n := range s.Counts {
				lines[i][j] = float64(n)
			}
		}
		top = max(top, slices.Max(append([]float64{0}, lines[i]...)))
	}
	for i, s := range found.Series {
		v.Series = append(v.Series, comparedSeries{
			Number: i + 1, Query: queries[i], URL: here(param.State{}.Set(param.Q, queries[i])), Total: s.Total, Points: points(lines[i], top),
		})
	}
	if len(found.Starts) == 0 {
		return
	}
	v.Most = v.word(in, top)
	for j := range found.Starts {
		row := comparedRow{When: in.wholeStretch(newStretch(search.ResultBucket{Start: found.Starts[j]}, found.Interval, time.UTC), found.Interval)}
		for i := range lines {
			row.Values = append(row.Values, v.word(in, lines[i][j]))
		}
		v.Rows = append(v.Rows, row)
	}
	v.First, v.Last = v.Rows[0].When, v.Rows[len(v.Rows)-1].When
}

func (v *compareView) word(in voice, value float64) string {
	if v.Share {
		return in.Percent(value)
	}
	return in.Count(int(value))
}

// points lays values over the drawing, the highest at the upper edge.
func points(values []float64, top float64) string {
	if top == 0 {
		top = 1
	}
	list := make([]string, len(values))
	for i, y := range values {
		x := (float64(i) + .5) * compareWidth / float64(len(values))
		list[i] = fmt.Sprintf("%.0f,%.1f", x, compareHeight-lineRoom/2-y/top*(compareHeight-lineRoom))
	}
	return strings.Join(list, " ")
}

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
