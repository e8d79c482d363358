package page

import (
	"fmt"
	"net/url"
	"testing"
	"time"

	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/web/param"
)

func TestTimelineBars(t *testing.T) {
	tests := []struct {
		interval   search.Interval
		start      string
		url, label string
	}{
		{search.IntervalHour, "2025-05-08T14:00:00Z", "/?from=2025-05-08T14:00:00Z&q=x&to=2025-05-08T14:59:59Z", "8 May 2025, 14:00 to 8 May 2025, 14:59: 2 of 5 articles"},
		{search.IntervalDay, "2025-05-08", "/?from=2025-05-08&q=x&to=2025-05-08", "Thu 8 May 2025: 2 of 5 articles"},
		{search.IntervalWeek, "2025-05-05", "/?from=2025-05-05&q=x&to=2025-05-11", "5 May 2025 to 11 May 2025: 2 of 5 articles"},
		{search.IntervalMonth, "2025-05-01", "/?from=2025-05&q=x&to=2025-05", "May 2025: 2 of 5 articles"},
		{search.IntervalYear, "2025-01-01", "/?from=2025&q=x&to=2025", "2025: 2 of 5 articles"},
	}
	state := param.NewState(url.Values{"q": {"x"}, "cursor": {"c"}})
	for _, tt := range tests {
		t.Run(string(tt.interval), func(t *testing.T) {
			found := &search.ResultTimeline{Interval: tt.interval, Buckets: []search.ResultBucket{
				{Start: tt.start, Count: 2, All: 5}, {Start: tt.start, Count: 1000, All: 1000}, {Start: tt.start},
			}}
			bars := newTimeline(speaking(t, "en"), state, found).Bars
			if bars[0].URL != tt.url || bars[0].Label != tt.label {
				t.Errorf("%s\n%s\nwant\n%s\n%s", bars[0].URL, bars[0].Label, tt.url, tt.label)
			}
			if bars[0].Height != leastVisible || bars[1].Height != chartHeight || bars[1].Y != 0 {
				t.Errorf("heights %d and %d", bars[0].Height, bars[1].Height)
			}
			if bars[2].URL != "" || bars[2].Height != 0 {
				t.Errorf("an empty bar is %+v", bars[2])
			}
		})
	}
}

func TestTimelineDrawsManyBucketsTogether(t *testing.T) {
	found := &search.ResultTimeline{Interval: search.IntervalDay}
	first := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range 500 {
		found.Buckets = append(found.Buckets, search.ResultBucket{Start: first.AddDate(0, 0, i).Format(time.DateOnly), Count: 1, All: 2})
	}
	v := newTimeline(speaking(t, "en"), param.State{}, found)
	if len(v.Bars) != 100 || v.First != "1 Jan 2024" || v.Last != "14 May 2025" {
		t.Errorf("%d bars from %s to %s", len(v.Bars), v.First, v.Last)
	}
	if got, want := v.Bars[0].URL, "/?from=2024-01-01&to=2024-01-05"; got != want {
		t.Errorf("the first bar leads to %s, want %s", got, want)
	}
	if got, want := v.Bars[0].Label, "1 Jan 2024 to 5 Jan 2024: 5 of 10 articles"; got != want {
		t.Errorf("the first bar says %s, want %s", got, want)
	}
}

func TestTimelineOfOneBarIsNone(t *testing.T) {
	for n := range 2 {
		found := &search.ResultTimeline{Interval: search.IntervalDay, Buckets: make([]search.ResultBucket, n)}
		if newTimeline(speaking(t, "en"), param.State{}, found) != nil {
			t.Errorf("a timeline of %d bars is drawn", n)
		}
	}
	if newTimeline(speaking(t, "en"), param.State{}, nil) != nil {
		t.Error("no timeline is drawn as one")
	}
}

func TestFaultyQuery(t *testing.T) {
	tests := []struct {
		q        string
		position int
		want     string
	}{
		{"drone) strike", 5, "drone|)| strike"},
		{"云屿 (a", 3, "云屿 |(a|"},
		{"a AND", 5, "a AND|\u00a0|"},
		{"a", 99, "a|\u00a0|"},
		{"ab c", -1, "|ab| c"},
		{"a  b", 1, "a| | b"},
	}
	for _, tt := range tests {
		f := newFaulty(tt.q, tt.position)
		if got := fmt.Sprintf("%s|%s|%s", f.Before, f.At, f.After); got != tt.want {
			t.Errorf("%q at %d: %q, want %q", tt.q, tt.position, got, tt.want)
		}
	}
}

func TestTimelineShare(t *testing.T) {
	// 3 of 12 is a quarter and the highest; 1 of 20 is a twentieth, a fifth of it.
	found := &search.ResultTimeline{Interval: search.IntervalDay, Buckets: []search.ResultBucket{
		{Start: "2025-05-08", Count: 3, All: 12}, {Start: "2025-05-09", Count: 1, All: 20},
	}}
	state := param.NewState(url.Values{"from": {"2025-05-08"}, "to": {"2025-05-09"}})
	got := newTimeline(speaking(t, "en"), state, found)
	if got.Highest != "25\u00a0%" || got.Share != "60,2.0 180,50.0" {
		t.Errorf("share %q, at most %q", got.Share, got.Highest)
	}
	if want := "/?from=2025-05-07&to=2025-05-10"; got.Wider != want {
		t.Errorf("wider is %s, want %s", got.Wider, want)
	}
}
