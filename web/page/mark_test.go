package page

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/search/highlight"
)

// shown writes parts with their marks in brackets.
func shown(cut []part) string {
	var b strings.Builder
	for _, p := range cut {
		if p.Mark {
			b.WriteString("[" + p.Text + "]")
		} else {
			b.WriteString(p.Text)
		}
	}
	return b.String()
}

func TestParts(t *testing.T) {
	tests := []struct {
		name, text string
		marks      []highlight.Mark
		want       string
	}{
		{"none", "a b", nil, "a b"},
		{"empty", "", []highlight.Mark{{0, 1}}, ""},
		{"whole", "abc", []highlight.Mark{{0, 3}}, "[abc]"},
		{"code points", "नदी 云屿港 é", []highlight.Mark{{4, 6}, {8, 9}}, "नदी [云屿]港 [é]"},
		{"neighbours", "abcd", []highlight.Mark{{0, 2}, {2, 3}}, "[ab][c]d"},
		{"out of order", "abcd", []highlight.Mark{{2, 3}, {0, 1}}, "[a]b[c]d"},
		{"overlapping", "abcd", []highlight.Mark{{0, 3}, {1, 4}}, "[abc][d]"},
		{"beyond the end", "abc", []highlight.Mark{{2, 9}, {10, 12}}, "ab[c]"},
		{"backwards", "abc", []highlight.Mark{{2, 1}, {-4, -1}}, "abc"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := shown(parts(tt.text, tt.marks)); got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}

func TestParagraphs(t *testing.T) {
	tests := []struct {
		name, text string
		marks      []highlight.Mark
		want       []string
	}{
		{"empty", "", nil, nil},
		{"one", "a b", []highlight.Mark{{2, 3}}, []string{"a [b]"}},
		{"two", "云 a\n\nb c", []highlight.Mark{{2, 3}, {5, 6}}, []string{"云 [a]", "[b] c"}},
		{"a mark over the gap", "ab\n\ncd", []highlight.Mark{{1, 5}}, []string{"a[b]", "[c]d"}},
		{"many blank lines", "\n\na\n\n\n\nb\n", nil, []string{"a", "b\n"}},
		{"a line break stays", "a\nb", nil, []string{"a\nb"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, p := range paragraphs(tt.text, tt.marks) {
				got = append(got, shown(p))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("paragraphs (-want +got):\n%s", diff)
			}
		})
	}
}

func TestSay(t *testing.T) {
	karachi, err := time.LoadLocation("Asia/Karachi")
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2025, 5, 8, 22, 3, 4, 0, time.UTC)
	tests := []struct {
		name string
		date news.Date
		zone *time.Location
		want moment
	}{
		{"unknown", news.Date{}, time.UTC, moment{}},
		{"second", news.Date{Time: at, Precision: news.Second}, time.UTC, moment{"Thu 8 May 2025, 22:03 UTC", "2025-05-08T22:03:04Z"}},
		{"in a zone with a name", news.Date{Time: at, Precision: news.Minute}, karachi, moment{"Fri 9 May 2025, 03:03 PKT", "2025-05-08T22:03:04Z"}},
		{"in a zone without one", news.Date{Time: at, Precision: news.Minute}, time.FixedZone("+05:45", 20700), moment{"Fri 9 May 2025, 03:48 UTC+05:45", "2025-05-08T22:03:04Z"}},
		{"no zone stated", news.Date{Time: at, Precision: news.Minute, ZoneUnknown: true}, karachi, moment{"Thu 8 May 2025, 22:03, zone not stated", "2025-05-08T22:03"}},
		{"day", news.Date{Time: at, Precision: news.Day}, karachi, moment{"Thu 8 May 2025", "2025-05-08"}},
		{"month", news.Date{Time: at, Precision: news.Month}, karachi, moment{"May 2025", "2025-05"}},
		{"year", news.Date{Time: at, Precision: news.Year}, karachi, moment{"2025", "2025"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			in := speaking(t, "en").at(tt.zone)
			if got := in.when(tt.date); got != tt.want {
				t.Errorf("%+v, want %+v", got, tt.want)
			}
			again := in.whenText(tt.date.String(), tt.date.Precision.String(), tt.date.Zone())
			if tt.date.Precision != news.Second && tt.want.Exact != "" {
				again.Exact = tt.want.Exact // String rounds to the minute
			}
			if again != tt.want {
				t.Errorf("as a result's text %+v, want %+v", again, tt.want)
			}
		})
	}
}
