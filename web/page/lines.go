package page

import (
	"cmp"
	"fmt"
	"math"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/web/api"
	"github.com/dateline-search/dateline/web/param"
)

// draw makes a line of each query, all to one scale; kept is what else was asked.
func (v *compareView) draw(in voice, kept param.State, queries []string, found *api.Attention) {
	v.Ways = compareWays(in, kept, queries, v.Share)
	lines, top := v.lines(found)
	var letters []letterAt
	for i, s := range found.Series {
		one := comparedSeries{
			Number: i + 1, Letter: letterOf(i), Query: queries[i], URL: here(kept.Set(param.Q, queries[i])), Total: s.Total, Points: points(lines[i], top),
		}
		if at, ok := letterPlace(lines[i], top, letters); ok {
			letters = append(letters, at)
			one.At, one.Down, one.Left = fmt.Sprintf("%.1f%%", at.x), fmt.Sprintf("%.1f%%", at.y), at.left
		}
		v.Series = append(v.Series, one)
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

// compareWays lead to the same queries and filters in each measure.
func compareWays(in voice, kept param.State, queries []string, share bool) []choice {
	values := url.Values{param.Q: queries}
	for _, p := range kept.Pairs() {
		values.Add(p.Name, p.Value)
	}
	ways := []choice{{link{in.Say("compare.articles"), "/compare?" + values.Encode()}, !share}}
	values.Set("as", "share")
	return append(ways, choice{link{in.Say("compare.share"), "/compare?" + values.Encode()}, share})
}

// lines are the values of each series, and the highest of all.
func (v *compareView) lines(found *api.Attention) (lines [][]float64, top float64) {
	lines = make([][]float64, len(found.Series))
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
	return lines, top
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

// Letters stand beside the points that they name, in percent of the drawing: so
// far from it, not beyond an edge, and so far from each other.
const (
	letterGap   = .6
	letterEdge  = 4.
	letterTop   = 5.
	apartAcross = 5.
	apartDown   = 8.
)

// letterAt is where a letter stands: left of the place, or right of it.
type letterAt struct {
	x, y float64
	left bool
}

func (l letterAt) near(other letterAt) bool {
	return l.left == other.left && math.Abs(other.x-l.x) < apartAcross && math.Abs(other.y-l.y) < apartDown
}

// letterPlace is beside the highest point of a line that no other letter stands
// near. A line that is nowhere above nothing has no letter.
func letterPlace(values []float64, top float64, taken []letterAt) (letterAt, bool) {
	order := make([]int, len(values))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(values[b], values[a]) })
	for _, i := range order {
		x, y := (float64(i)+.5)*100/float64(len(values)), max(letterTop, 100-values[i]/top*100)
		for _, at := range []letterAt{{x + letterGap, y, false}, {x - letterGap, y, true}} {
			inside := at.left && at.x >= letterEdge || !at.left && at.x <= 100-letterEdge
			if values[i] > 0 && inside && !slices.ContainsFunc(taken, at.near) {
				return at, true
			}
		}
	}
	return letterAt{}, false
}
