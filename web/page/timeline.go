package page

import (
	"fmt"
	"strings"
	"time"

	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/web/locale"
	"github.com/dateline-search/dateline/web/param"
)

const (
	// maxBars keeps bars wide enough to be hit with a finger or a mouse; what is
	// finer is drawn together.
	maxBars = 120
	// barPitch and barWidth are in units of the drawing, whose width is stretched
	// over the column.
	barPitch     = 10
	barWidth     = 8
	leastWidth   = 240 // of the drawing, so that few bars do not become blocks
	chartHeight  = 64
	leastVisible = 3 // a bar of one article beside one of a thousand
	lineRoom     = 4 // so that the line of shares is not cut at the edges
)

// timeline is the matches over time as bars.
type timeline struct {
	Width, Height int
	Bars          []bar
	First, Last   string // the ends of the axis
	Summary       string // for those who do not see it
	Whole         string // where the time is not narrowed, if it is
	Wider         string // where it is twice as wide, if it is narrowed on both sides
	Share         string // of all coverage, as the points of a line
	Highest       string // the highest point of that line
}

// bar is one stretch of time.
type bar struct {
	X, Y, Width, Height int
	Slot, Pitch         int // where what can be clicked begins, and its width
	Label               string
	Count               int
	URL                 string // empty for a bar without matches
	From, To            string // as parameters
	First, Last         string // the same in words
}

// stretch is a bucket, or several that are drawn as one.
type stretch struct {
	start, end time.Time // end is exclusive
	from, to   string    // as parameters, inclusive
	count, all int
}

// share is the part of all coverage that matches.
func (s stretch) share() float64 {
	if s.all == 0 {
		return 0
	}
	return float64(s.count) / float64(s.all)
}

// newTimeline draws a timeline, and nothing where it would be one bar.
func newTimeline(in voice, state param.State, found *search.ResultTimeline) *timeline {
	if found == nil || len(found.Buckets) < 2 {
		return nil
	}
	stretches := gather(found, in.zone)
	highest := 1
	for _, s := range stretches {
		highest = max(highest, s.count)
	}
	pitch := max(barPitch, leastWidth/len(stretches))
	t := &timeline{
		Width: len(stretches) * pitch, Height: chartHeight,
		First: in.stretch(stretches[0], found.Interval, false), Last: in.stretch(stretches[len(stretches)-1], found.Interval, true),
		Summary: in.Say("timeline.summary", locale.Num("n", highest)),
	}
	for i, s := range stretches {
		t.Bars = append(t.Bars, newBar(in, state, s, highest, found.Interval).at(i, pitch))
	}
	if state.Get(param.From) != "" || state.Get(param.To) != "" {
		t.Whole = here(state.Set(param.From, "").Set(param.To, ""))
		t.Wider = wider(state)
	}
	t.Share, t.Highest = in.shares(stretches, pitch)
	return t
}

// shares draws the share of all coverage as a line whose highest point is at the
// top, and says how much that is.
func (in voice) shares(stretches []stretch, pitch int) (points, highest string) {
	top := 0.0
	for _, s := range stretches {
		top = max(top, s.share())
	}
	if top == 0 {
		return "", ""
	}
	list := make([]string, len(stretches))
	for i, s := range stretches {
		list[i] = fmt.Sprintf("%d,%.1f", i*pitch+pitch/2, chartHeight-s.share()/top*(chartHeight-lineRoom)-lineRoom/2)
	}
	return strings.Join(list, " "), in.Percent(top)
}

// wider is the search with as much time again around what is chosen, half before
// and half behind.
func wider(state param.State) string {
	start, _, ok := param.Period(state.Get(param.From))
	_, end, ok2 := param.Period(state.Get(param.To))
	if !ok || !ok2 || !end.After(start) {
		return ""
	}
	half := max(end.Sub(start)/2, 12*time.Hour)
	from, to := start.Add(-half), end.Add(half-time.Second)
	return here(state.Set(param.From, from.Format(time.DateOnly)).Set(param.To, to.Format(time.DateOnly)))
}

func newBar(in voice, state param.State, s stretch, highest int, interval search.Interval) bar {
	height := 0
	if s.count > 0 {
		height = max(s.count*chartHeight/highest, leastVisible)
	}
	b := bar{
		Y: chartHeight - height, Width: barWidth, Height: height,
		Label: in.Say("timeline.bar", locale.Str("when", in.wholeStretch(s, interval)), locale.Num("n", s.count), locale.Num("all", s.all)),
		Count: s.count, From: s.from, To: s.to,
		First: in.stretch(s, interval, false), Last: in.stretch(s, interval, true),
	}
	if s.count > 0 {
		b.URL = here(state.Set(param.From, s.from).Set(param.To, s.to))
	}
	return b
}

// at puts a bar into the middle of the i-th slot.
func (b bar) at(i, pitch int) bar {
	b.Slot, b.Pitch = i*pitch, pitch
	b.X = b.Slot + (pitch-barWidth)/2
	return b
}

// gather reads the buckets and draws neighbours together until they fit.
func gather(found *search.ResultTimeline, zone *time.Location) []stretch {
	width := (len(found.Buckets) + maxBars - 1) / maxBars
	var list []stretch
	for i, b := range found.Buckets {
		s := newStretch(b, found.Interval, zone)
		if i%width == 0 {
			list = append(list, s)
			continue
		}
		last := &list[len(list)-1]
		last.end, last.to = s.end, s.to
		last.count += s.count
		last.all += s.all
	}
	return list
}

func newStretch(b search.ResultBucket, interval search.Interval, zone *time.Location) stretch {
	start, err := time.ParseInLocation(time.DateOnly, b.Start, zone)
	if err != nil {
		start, _ = time.Parse(time.RFC3339, b.Start)
		start = start.In(zone)
	}
	end, layout := start.AddDate(0, 0, 1), time.DateOnly
	switch interval {
	case search.IntervalHour:
		end, layout = start.Add(time.Hour), time.RFC3339
	case search.IntervalWeek:
		end = start.AddDate(0, 0, 7)
	case search.IntervalMonth:
		end, layout = start.AddDate(0, 1, 0), "2006-01"
	case search.IntervalYear:
		end, layout = start.AddDate(1, 0, 0), "2006"
	}
	return stretch{
		start: start, end: end, count: b.Count, all: b.All,
		from: start.Format(layout), to: end.Add(-time.Second).Format(layout),
	}
}

// stretch words where a stretch begins, or where it ends.
func (in voice) stretch(s stretch, interval search.Interval, end bool) string {
	t := s.start
	if end {
		t = s.end.Add(-time.Second)
	}
	switch interval {
	case search.IntervalHour:
		return in.At(in.Date(t), t)
	case search.IntervalMonth:
		return in.Month(t)
	case search.IntervalYear:
		return in.Year(t)
	}
	return in.Date(t)
}

// wholeStretch words a stretch from its beginning to its end.
func (in voice) wholeStretch(s stretch, interval search.Interval) string {
	if interval == search.IntervalDay && s.from == s.to {
		return in.Day(s.start)
	}
	first, last := in.stretch(s, interval, false), in.stretch(s, interval, true)
	if first == last {
		return first
	}
	return in.Say("date.range", locale.Str("from", first), locale.Str("to", last))
}
