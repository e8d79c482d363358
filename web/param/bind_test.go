package param

import (
	"errors"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/search"
)

func TestBind(t *testing.T) {
	number := func(n int) *int { return &n }
	tests := []struct {
		name  string
		query string
		want  search.Request // Filters and FacetPrefix nil mean empty
	}{
		{"nothing", "", search.Request{}},
		{"empty values, as forms send them", "q=&from=&to=&size=&person=&sort=", search.Request{}},
		{"query", "q=drone*+NEAR/5+strike", search.Request{Q: "drone* NEAR/5 strike"}},
		{"blanks of a query stay", "q=+a+", search.Request{Q: " a "}},
		{"dates of each precision", "from=2024&to=2025-05", search.Request{From: "2024", To: "2025-05"}},
		{"times", "from=2025-05-08T14:00:00Z&to=2025-05-08T20:00:00%2B05:30", search.Request{From: "2025-05-08T14:00:00Z", To: "2025-05-08T20:00:00+05:30"}},
		{"a plus sign that became a blank", "from=2025-05-08T14:00:00+05:30", search.Request{From: "2025-05-08T14:00:00+05:30"}},
		{"one day", "from=2025-05-08&to=2025-05-08", search.Request{From: "2025-05-08", To: "2025-05-08"}},
		{"a month from its last day", "from=2025-05-31&to=2025-05", search.Request{From: "2025-05-31", To: "2025-05"}},
		{"ways to match", "match=any&strict=true&recency=off&sort=oldest", search.Request{Match: search.MatchAny, Strict: true, NoRecency: true, Sort: search.Oldest}},
		{"defaults said aloud", "match=auto&strict=false&recency=on&highlight=true&collapse=false&interval=auto", search.Request{Match: search.MatchAuto, Interval: search.IntervalAuto}},
		{"filters", "person=Marco+Rubio&person=-Kaja+Kallas&lang=en", search.Request{Filters: map[string][]string{"person": {"Marco Rubio", "-Kaja Kallas"}, "lang": {"en"}}}},
		{"a value twice", "source=A&source=A", search.Request{Filters: map[string][]string{"source": {"A"}}}},
		{"size 0", "size=0", search.Request{Size: number(0)}},
		{"size 100", "size=100", search.Request{Size: number(100)}},
		{"cursor", "cursor=abc", search.Request{Cursor: "abc"}},
		{"no facets", "facets=none", search.Request{Facets: []string{}}},
		{"some facets", "facets=person,+place,person&facet_size=1000", search.Request{Facets: []string{"person", "place"}, FacetSize: 1000}},
		{"beginnings", "facet_prefix=person:rub&facet_prefix=source:a:b", search.Request{FacetPrefix: map[string]string{"person": "rub", "source": "a:b"}}},
		{"interval and highlight", "interval=month&highlight=false", search.Request{Interval: search.IntervalMonth, NoHighlight: true}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Bind(parse(t, tt.query))
			if err != nil {
				t.Fatal(err)
			}
			if tt.want.Filters == nil {
				tt.want.Filters = map[string][]string{}
			}
			if tt.want.FacetPrefix == nil {
				tt.want.FacetPrefix = map[string]string{}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("request (-want +got):\n%s", diff)
			}
		})
	}
}

func TestBindZones(t *testing.T) {
	noon := time.Date(2025, 7, 1, 12, 0, 0, 0, time.UTC)
	tests := []struct{ value, want string }{
		{"Asia/Karachi", "17:00"},
		{"UTC", "12:00"},
		{"Z", "12:00"},
		{"%2B05:30", "17:30"},
		{"+0530", "17:30"}, // a plus sign that became a blank
		{"-03:00", "09:00"},
		{"Europe/Berlin", "14:00"},
	}
	for _, tt := range tests {
		r, err := Bind(parse(t, "tz="+tt.value))
		if err != nil {
			t.Errorf("tz=%s: %v", tt.value, err)
			continue
		}
		if got := noon.In(r.Zone).Format("15:04"); got != tt.want {
			t.Errorf("tz=%s: noon UTC is %s, want %s", tt.value, got, tt.want)
		}
	}
}

func TestBindSaysWhatIsWrong(t *testing.T) {
	tests := []struct {
		query, parameter string
		says             []string
	}{
		{"size=101", "size", []string{"101", "0 to 100"}},
		{"size=-1", "size", []string{"-1"}},
		{"size=ten", "size", []string{"ten"}},
		{"size=1&size=2", "size", []string{"once"}},
		{"q=a&q=b", "q", []string{"once"}},
		{"from=yesterday", "from", []string{"yesterday", "2025-05-08"}},
		{"from=2025-02-30", "from", []string{"2025-02-30"}},
		{"to=08.05.2025", "to", []string{"08.05.2025"}},
		{"from=2025-05-09&to=2025-05-08", "to", []string{"2025-05-08", "2025-05-09"}},
		{"tz=Mars/Olympus", "tz", []string{"Mars/Olympus", "Asia/Karachi"}},
		{"tz=Local", "tz", []string{"Local"}},
		{"tz=%2B25:00", "tz", []string{"+25:00"}},
		{"tz=../../etc/passwd", "tz", []string{"etc"}},
		{"match=some", "match", []string{"auto, all or any"}},
		{"strict=yes", "strict", []string{"false or true"}},
		{"recency=true", "recency", []string{"on or off"}},
		{"sort=date", "sort", []string{"relevance, newest or oldest"}},
		{"person=-", "person", []string{"exclude"}},
		{"facets=people", "facets", []string{"people", "person"}},
		{"facets=person,", "facets", []string{"none"}},
		{"facet_size=0", "facet_size", []string{"1 to 1000"}},
		{"facet_size=1001", "facet_size", []string{"1001"}},
		{"facet_prefix=rub", "facet_prefix", []string{"person:rub"}},
		{"facet_prefix=people:rub", "facet_prefix", []string{"people:rub"}},
		{"facet_prefix=person:a&facet_prefix=person:b", "facet_prefix", []string{"once"}},
		{"interval=decade", "interval", []string{"decade", "month"}},
		{"highlight=on", "highlight", []string{"true or false"}},
		{"collapse=maybe", "collapse", []string{"false or true"}},
		{"mentions_from=spring", "mentions_from", []string{"2025-Q2"}},
		{"mentions_to=2025-05-08T10:00:00Z", "mentions_to", []string{"2025-W19"}},
		{"mentions_from=2025-06&mentions_to=2025-05", "mentions_to", []string{"no earlier than"}},
	}
	for _, tt := range tests {
		t.Run(tt.query, func(t *testing.T) {
			_, err := Bind(parse(t, tt.query))
			var wrong *Error
			if !errors.As(err, &wrong) || !errors.Is(err, search.ErrBadRequest) {
				t.Fatalf("error %v, want a bad request", err)
			}
			if wrong.Name != tt.parameter {
				t.Errorf("blames %q, want %q", wrong.Name, tt.parameter)
			}
			for _, part := range append(tt.says, tt.parameter) {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("%q does not say %q", err, part)
				}
			}
		})
	}
}

func TestCheckNames(t *testing.T) {
	tests := []struct{ query, says string }{
		{"q=a&person=b&country=c", ""},
		{"zise=3", `"size"`},
		{"persons=x", `"person"`},
		{"form=2025", `"from"`},
		{"facetsize=3", `"facet_size"`},
		{"entirely_different_thing=3", `no parameter "entirely_different_thing"`},
		{strings.Repeat("x", 5000) + "=1", "no parameter"},
	}
	for _, tt := range tests {
		err := CheckNames(parse(t, tt.query), Search())
		switch {
		case tt.says == "" && err != nil:
			t.Errorf("%s: %v", tt.query, err)
		case tt.says != "" && (err == nil || !strings.Contains(err.Error(), tt.says)):
			t.Errorf("%.40s: error %v, want one that says %s", tt.query, err, tt.says)
		case err != nil && len(err.Error()) > 300:
			t.Errorf("%.40s: the error repeats %d bytes", tt.query, len(err.Error()))
		}
	}
}

func parse(t *testing.T, query string) url.Values {
	t.Helper()
	values, err := url.ParseQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	return values
}
