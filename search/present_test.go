package search_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/search/highlight"
)

func titled(title string) func(*index.Document) { return func(d *index.Document) { d.Title = title } }

func subtitled(s string) func(*index.Document) { return func(d *index.Document) { d.Subtitle = s } }

// only is the hit of a search that must find one.
func only(t *testing.T, request search.Request, d index.Document) search.Hit {
	t.Helper()
	hits := open(d).search(t, request).Hits
	if len(hits) != 1 {
		t.Fatalf("hits %v, want one", ids(hits))
	}
	return hits[0]
}

func TestHit(t *testing.T) {
	d := article("a", "The ferry was late.", titled("Ferry & boat"), subtitled("No ferries today"), from("Ledger"), at("2025-05-08"),
		naming(news.Person, "Ana Lind"))
	for _, date := range []string{"2025-05-02", "2025-05", "1998", "2025-05-02"} {
		d.Tags.Dates = append(d.Tags.Dates, news.DateMention{Value: date})
	}
	d.URL, d.Section, d.Authors = "https://example.org/a", "World", []string{"Bo Ek"}
	got := only(t, search.Request{Q: "ferry"}, d)
	if got.Score == nil || *got.Score <= 0 {
		t.Errorf("score %v, want more than none", got.Score)
	}
	want := search.Hit{
		ID: "a", URL: "https://example.org/a", Title: "Ferry & boat", Summary: "No ferries today", Source: "Ledger", Section: "World",
		Authors: []string{"Bo Ek"}, Lang: "en", Published: "2025-05-08", PublishedPrecision: "day", Score: got.Score,
		Entities: map[string][]string{"person": {"Ana Lind"}}, Dates: []string{"1998", "2025-05", "2025-05-02"},
		Highlight: &search.Highlight{
			Title:    []highlight.Fragment{{Text: "Ferry & boat", HTML: "<mark>Ferry</mark> &amp; boat", Marks: []highlight.Mark{{0, 5}}}},
			Subtitle: []highlight.Fragment{{Text: "No ferries today", HTML: "No <mark>ferries</mark> today", Marks: []highlight.Mark{{3, 10}}}},
			Body:     []highlight.Fragment{{Text: "The ferry was late.", HTML: "The <mark>ferry</mark> was late.", Marks: []highlight.Mark{{4, 9}}}},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestNoHighlight(t *testing.T) {
	d := article("a", "The ferry was late.", titled("Boat"))
	if got := only(t, search.Request{Q: "ferry", NoHighlight: true}, d); got.Highlight != nil {
		t.Errorf("highlight %+v, want none", got.Highlight)
	}
	if got := only(t, search.Request{Q: "ferry"}, d).Highlight; len(got.Title) != 0 || len(got.Subtitle) != 0 || len(got.Body) != 1 {
		t.Errorf("highlight %+v, want the body alone", got)
	}
}

// An article may go between the engine's look and the archive's.
func TestDeletedHit(t *testing.T) {
	r := open(article("a", "x"), article("b", "x"), article("c", "x"))
	delete(r.archive, "b")
	size := 2
	first := r.search(t, search.Request{Size: &size})
	if diff := cmp.Diff([]string{"a"}, ids(first.Hits)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	second := r.search(t, search.Request{Size: &size, Cursor: first.Next})
	if diff := cmp.Diff([]string{"c"}, ids(second.Hits)); diff != "" {
		t.Errorf("second page (-want +got):\n%s", diff)
	}
	delete(r.archive, "a")
	if got := r.search(t, search.Request{Size: &size}); got.Hits == nil || got.Next == "" {
		t.Errorf("hits %#v, next %q, want an empty page that goes on", got.Hits, got.Next)
	}
}

func TestSummary(t *testing.T) {
	tests := []struct {
		name, subtitle, body, want string
	}{
		{"subtitle", "A word before", "The text.", "A word before"},
		{"short text", "", "The text.", "The text."},
		{"paragraphs", "", "One.\n\nTwo.", "One. Two."},
		{"just fits", "", strings.Repeat("a", 200), strings.Repeat("a", 200)},
		{"between words", "", strings.Repeat("abcd ", 60), strings.TrimSpace(strings.Repeat("abcd ", 39)) + " abcd…"},
		{"within a word", "", strings.Repeat("abcdef ", 60), strings.TrimSpace(strings.Repeat("abcdef ", 28)) + "…"},
		{"no blanks", "", strings.Repeat("长", 300), strings.Repeat("长", 200) + "…"},
		{"one blank at the beginning", "", "云屿港 " + strings.Repeat("长", 300), "云屿港 " + strings.Repeat("长", 196) + "…"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, only(t, search.Request{}, article("a", tt.body, subtitled(tt.subtitle))).Summary); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestPublished(t *testing.T) {
	type published struct{ Date, Precision, Zone string }
	for date, want := range map[string]published{
		"2025":                      {"2025", "year", ""},
		"2025-05":                   {"2025-05", "month", ""},
		"2025-05-08":                {"2025-05-08", "day", ""},
		"2025-05-08T14:30+02:00":    {"2025-05-08T14:30:00+02:00", "minute", ""},
		"2025-05-08T14:30:15Z":      {"2025-05-08T14:30:15Z", "second", ""},
		"2025-05-08T14:30:15":       {"2025-05-08T14:30:15Z", "second", "unknown"},
		"2025-05-08T14:30:15-03:30": {"2025-05-08T14:30:15-03:30", "second", ""},
	} {
		h := only(t, search.Request{}, article("a", "x", at(date)))
		if diff := cmp.Diff(want, published{h.Published, h.PublishedPrecision, h.PublishedZone}); diff != "" {
			t.Errorf("%s (-want +got):\n%s", date, diff)
		}
	}
	if h := only(t, search.Request{}, article("a", "x")); h.Published+h.PublishedPrecision+h.PublishedZone != "" {
		t.Errorf("undated: %q %q %q, want nothing", h.Published, h.PublishedPrecision, h.PublishedZone)
	}
}

// The names that an article is about come first, by headline, subtitle and text.
func TestProminentEntities(t *testing.T) {
	long := strings.Repeat("and so on ", 1000)
	tests := []struct {
		name string
		doc  index.Document
		want map[string][]string
	}{
		{
			"headline, subtitle, text",
			article("a", "Ana Lind met them.", titled("Zoe Wirth speaks"), subtitled("So does Cy Orr"), naming(news.Person, "Ana Lind", "Cy Orr", "Zoe Wirth")),
			map[string][]string{"person": {"Zoe Wirth", "Cy Orr", "Ana Lind"}},
		},
		{
			"by the last word of the name",
			article("a", "Ana Lind met Zoe Wirth.", titled("Wirth waits"), naming(news.Person, "Ana Lind", "Zoe Wirth")),
			map[string][]string{"person": {"Zoe Wirth", "Ana Lind"}},
		},
		{
			"the last word is no part of another",
			article("a", "Ana Lind met Wei Li.", titled("Library in O’Limerick reopens"), naming(news.Person, "Ana Lind", "Wei Li")),
			map[string][]string{"person": {"Ana Lind", "Wei Li"}},
		},
		{
			"the last word behind a part of another",
			article("a", "Ana Lind met Wei Li.", titled("Library: Li’s plan"), naming(news.Person, "Ana Lind", "Wei Li")),
			map[string][]string{"person": {"Wei Li", "Ana Lind"}},
		},
		{
			"no last word of a place",
			article("a", "In Port Lind. Then New Hope.", titled("Hope at last"), naming(news.Place, "New Hope", "Port Lind")),
			map[string][]string{"place": {"Port Lind", "New Hope"}},
		},
		{
			"those that are written otherwise come last, in their order",
			article("a", "Zoe Wirth.", naming(news.Org, "Abc", "Bcd"), naming(news.Person, "Ana Lind", "Bo Ek", "Zoe Wirth")),
			map[string][]string{"org": {"Abc", "Bcd"}, "person": {"Zoe Wirth", "Ana Lind", "Bo Ek"}},
		},
		{
			"far down is not there",
			article("a", long+"Zoe Wirth and Ana Lind", naming(news.Person, "Ana Lind", "Zoe Wirth")),
			map[string][]string{"person": {"Ana Lind", "Zoe Wirth"}},
		},
		{"none", article("a", "x"), map[string][]string{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, only(t, search.Request{}, tt.doc).Entities); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestTimeline(t *testing.T) {
	r := open(
		article("1", "ferry", at("2025-05-01")), article("2", "ferry", at("2025-05-02T22:30:00Z")),
		article("3", "other", at("2025-05-02")), article("4", "ferry"),
	)
	east := time.FixedZone("+02:00", 2*3600)
	tests := []struct {
		name    string
		request search.Request
		want    *search.ResultTimeline
	}{
		{
			"days",
			search.Request{Q: "ferry", Interval: search.IntervalDay},
			&search.ResultTimeline{Interval: search.IntervalDay, TZ: "UTC", Buckets: []search.ResultBucket{
				{Start: "2025-05-01", Count: 1, All: 1}, {Start: "2025-05-02", Count: 1, All: 2},
			}},
		},
		{
			"days of a zone",
			search.Request{Q: "ferry", Interval: search.IntervalDay, Zone: east},
			&search.ResultTimeline{Interval: search.IntervalDay, TZ: "+02:00", Buckets: []search.ResultBucket{
				{Start: "2025-05-01", Count: 1, All: 1}, {Start: "2025-05-02", All: 1}, {Start: "2025-05-03", Count: 1, All: 1},
			}},
		},
		{
			"a month",
			search.Request{Q: "ferry", Interval: search.IntervalMonth, Zone: east},
			&search.ResultTimeline{Interval: search.IntervalMonth, TZ: "+02:00", Buckets: []search.ResultBucket{{Start: "2025-05-01", Count: 2, All: 3}}},
		},
		{
			"hours are times",
			search.Request{Q: "ferry", From: "2025-05-02T22:00:00Z", Interval: search.IntervalHour},
			&search.ResultTimeline{Interval: search.IntervalHour, TZ: "UTC", Buckets: []search.ResultBucket{{Start: "2025-05-02T22:00:00Z", Count: 1, All: 1}}},
		},
		{
			"hours of a zone",
			search.Request{Q: "ferry", From: "2025-05-03", Interval: search.IntervalHour, Zone: east},
			&search.ResultTimeline{Interval: search.IntervalHour, TZ: "+02:00", Buckets: []search.ResultBucket{{Start: "2025-05-03T00:00:00+02:00", Count: 1, All: 1}}},
		},
		{"of nothing", search.Request{Q: "missing", Interval: search.IntervalWeek}, &search.ResultTimeline{Interval: search.IntervalWeek, TZ: "UTC", Buckets: []search.ResultBucket{}}},
		{"none", search.Request{Q: "ferry", Interval: search.IntervalNone}, nil},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, r.search(t, tt.request).Timeline); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}
