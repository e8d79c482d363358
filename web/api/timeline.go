package api

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/web/openapi"
	"github.com/dateline-search/dateline/web/param"
)

// MaxSeries is as many as a reader can tell apart in one drawing.
const MaxSeries = 5

// Attention is the timelines of several queries, for pages to show.
type Attention = attention

// attention is the timelines of several queries side by side.
type attention struct {
	Interval search.Interval `json:"interval"`
	TZ       string          `json:"tz"`
	Starts   []string        `json:"starts" doc:"Where each bar begins"`
	All      []int           `json:"all" doc:"Every article of that bar in the archive"`
	Series   []series        `json:"series"`
}

// series is the timeline of one query, bar by bar.
type series struct {
	Query  search.Understood `json:"query"`
	Total  int               `json:"total"`
	Counts []int             `json:"counts"`
	Share  []float64         `json:"share" doc:"Of all coverage: 0 to 1; 0 where there was none"`
}

func (a *API) timelineOperations() []openapi.Operation {
	specs := param.Without(param.SearchSpecs(), append(param.Paging(), param.Q, param.Sort, param.Recency)...)
	interval := specFor(param.Interval)
	interval.Words = slices.DeleteFunc(slices.Clone(interval.Words), func(w string) bool { return w == string(search.IntervalNone) })
	q := param.Spec{Name: param.Q, Repeat: true, Required: true, Most: MaxSeries, Example: "ceasefire", Meaning: "A query; up to five."}
	return []openapi.Operation{
		{
			Method: http.MethodGet, Path: "/api/v1/timeline", ID: "timeline", Tag: tagSearch, Scope: openapi.Read, Handler: a.timeline,
			Summary: "Attention over time of several queries, with their share of all coverage",
			Detail:  "All series have the same bars, without holes, from the first match of any to the last.",
			Query:   append([]param.Spec{q, interval}, specs...), Answers: openapi.JSON("The series", attention{}),
		},
		{
			Method: http.MethodGet, Path: "/api/v1/suggest", ID: "suggest", Tag: tagSearch, Scope: openapi.Read, Handler: a.suggest,
			Summary: "Completions: entities, outlets, words of headlines",
			Query: []param.Spec{
				{Name: "prefix", Required: true, Example: "rub", Meaning: "What was typed."},
				{Name: param.Size, Kind: param.Number, Least: 1, Most: 50, Default: "8", Meaning: "How many of each kind."},
			},
			Answers: openapi.JSON("The completions", suggestions{}),
		},
	}
}

// specFor is a parameter of a search.
func specFor(name string) param.Spec {
	specs := param.SearchSpecs()
	return specs[slices.IndexFunc(specs, func(s param.Spec) bool { return s.Name == name })]
}

// timeline answers GET /api/v1/timeline.
func (a *API) timeline(c echo.Context, in openapi.Input) error {
	values := url.Values{}
	for name, v := range in.URL() {
		if name != param.Q {
			values[name] = v
		}
	}
	request, err := param.Bind(values)
	if err != nil {
		return err
	}
	out, err := a.Compare(c.Request().Context(), request, in.All(param.Q))
	if err != nil {
		return err
	}
	return writeHashed(c, out)
}

// Compare lays the timelines of several queries over the same bars; all else that
// a request asks holds for each.
func (a *API) Compare(ctx context.Context, request search.Request, queries []string) (*Attention, error) {
	none := 0
	request.Size, request.Facets, request.NoHighlight = &none, []string{}, true
	results, err := a.allSeries(ctx, request, queries)
	if err != nil {
		return nil, err
	}
	return a.attention(ctx, request, results)
}

// allSeries searches for each query, all with the same width of bars: the widest
// that one of them chose.
func (a *API) allSeries(ctx context.Context, request search.Request, queries []string) ([]*search.Result, error) {
	results := make([]*search.Result, len(queries))
	for {
		widest := request.Interval
		for i, q := range queries {
			request.Q = q
			if results[i] != nil && results[i].Timeline.Interval == request.Interval {
				continue
			}
			result, err := a.searcher.Search(ctx, request)
			if err != nil {
				return nil, fmt.Errorf("api: timeline: %w", err)
			}
			results[i] = result
			if rank(result.Timeline.Interval) > rank(widest) && result.Total > 0 {
				widest = result.Timeline.Interval
			}
		}
		if widest == request.Interval || rank(widest) == 0 {
			return results, nil
		}
		request.Interval = widest
	}
}

// rank orders intervals by their width; 0 is auto.
func rank(i search.Interval) int {
	return slices.Index([]search.Interval{
		search.IntervalAuto, search.IntervalHour, search.IntervalDay, search.IntervalWeek, search.IntervalMonth, search.IntervalYear,
	}, i)
}

// attention lays the series over the bars of all coverage.
func (a *API) attention(ctx context.Context, request search.Request, results []*search.Result) (*Attention, error) {
	first, last := "", ""
	out := &Attention{Interval: search.IntervalDay, TZ: "UTC", Starts: []string{}, All: []int{}, Series: make([]series, len(results))}
	for _, r := range results {
		for _, b := range r.Timeline.Buckets {
			if first == "" || b.Start < first {
				first = b.Start
			}
			last = max(last, b.Start)
			out.Interval, out.TZ = r.Timeline.Interval, r.Timeline.TZ
		}
	}
	if first != "" {
		none := 0
		all, err := a.searcher.Search(ctx, search.Request{
			Size: &none, Facets: []string{}, Interval: out.Interval, Zone: request.Zone, NoHighlight: true,
		})
		if err != nil {
			return nil, fmt.Errorf("api: timeline: %w", err)
		}
		for _, b := range all.Timeline.Buckets {
			if b.Start >= first && b.Start <= last {
				out.Starts, out.All = append(out.Starts, b.Start), append(out.All, b.All)
			}
		}
	}
	for i, r := range results {
		out.Series[i] = lay(r, out.Starts, out.All)
	}
	return out, nil
}

// lay gives a result's count for every bar.
func lay(r *search.Result, starts []string, all []int) series {
	counts := map[string]int{}
	for _, b := range r.Timeline.Buckets {
		counts[b.Start] = b.Count
	}
	s := series{Query: r.Query, Total: r.Total, Counts: make([]int, len(starts)), Share: make([]float64, len(starts))}
	for i, start := range starts {
		s.Counts[i] = counts[start]
		if all[i] > 0 {
			s.Share[i] = float64(s.Counts[i]) / float64(all[i])
		}
	}
	return s
}
