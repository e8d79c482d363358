package telex

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index/news"
)

const (
	sampleIPTC = "../../../testdata/formats/iptc7901.txt"
	sampleANPA = "../../../testdata/formats/anpa1312.txt"
)

func content(t testing.TB, file string) []byte {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// read reads all messages.
func read(in []byte) (all []news.Article, lines []int, err error) {
	r := NewReader(bufio.NewReader(bytes.NewReader(in)))
	for {
		a, line, err := r.Next()
		if errors.Is(err, io.EOF) {
			return all, lines, nil
		}
		if err != nil {
			return all, lines, err
		}
		a.Normalize()
		a.ID = ""
		all, lines = append(all, a), append(lines, line)
	}
}

func check(t *testing.T, file string, want ...news.Article) {
	t.Helper()
	in := content(t, file)
	if !Detect(in) {
		t.Error("is not known as a message")
	}
	got, _, err := read(in)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func at(day, hour, minute int, raw string) news.Date {
	return news.Date{Time: time.Date(2026, 5, day, hour, minute, 0, 0, time.UTC), Precision: news.Minute, Raw: raw}
}

func TestIPTC7901(t *testing.T) {
	first, second := at(14, 11, 5, "141105 GMT Mai 26"), at(14, 11, 30, "141130 GMT May 26")
	check(t, sampleIPTC, news.Article{
		Title: "Snow in May surprises Tarn", Authors: []string{"Orla Venn"}, Source: "mw", Keywords: []string{"Tarn", "weather"},
		Body: "Tarn (mw) - Snow fell on Tarn on Thursday for the first time in any May since 1979, and closed the road over the pass " +
			"for the whole of the morning.\n\nThe ploughs had been put away, said Bo Carr, who drives one of them.",
		Published: first, Usage: news.Usage{Sent: first.Time},
	}, news.Article{
		Title: "Race put off", Source: "mw", Keywords: []string{"Tarn", "rowing"},
		Body:      "Tarn (mw) - The race is put off until the café is dug out.",
		Published: second, Usage: news.Usage{Sent: second.Time},
	})
	if _, lines, _ := read(content(t, sampleIPTC)); len(lines) != 2 || lines[0] != 1 || lines[1] != 23 {
		t.Errorf("messages begin at the lines %v", lines)
	}
}

func TestANPA1312(t *testing.T) {
	date := at(15, 17, 12, "MW-WF-05-15-26 1712GMT")
	check(t, sampleANPA, news.Article{
		Title: "Weir gives way above Greywick", Authors: []string{"HEDDA MAAR", "SEF AARNIO"}, Source: "MW",
		Body: "GREYWICK (MW) — The old weir above Greywick gave way on Friday after a week of rain.\n\n" +
			"“It sounded like a train,” said Jory Penn, who fishes there.",
		Published: date, Usage: news.Usage{Sent: date.Time},
		Extra: map[string]json.RawMessage{"ednote": json.RawMessage(`"Eds: Adds quote."`), "slugline": json.RawMessage(`"BC-TN--Weir"`)},
	})
}

func TestRefuses(t *testing.T) {
	for name, tt := range map[string]struct{ in, want string }{
		"no text":    {"\x01header\r\n\x04", "a message has no text"},
		"no end":     {"\x01h\n\x02" + strings.Repeat("text ", MaxMessage/4), "longer than 4 MB"},
		"text alone": {"no message", ""},
	} {
		_, _, err := read([]byte(tt.in))
		if (err == nil) != (tt.want == "") || err != nil && !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got %v, want %q", name, err, tt.want)
		}
	}
}

func TestDetect(t *testing.T) {
	for in, want := range map[string]bool{
		"": false, "{}": false, "\x01": false, "\x01a\x02": true, "\r\n\x16\x16\x01a\x02b": true, "a\x01b\x02": false,
	} {
		if Detect([]byte(in)) != want {
			t.Errorf("%q: want %v", in, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(content(f, sampleIPTC))
	f.Add(content(f, sampleANPA))
	f.Fuzz(func(t *testing.T, in []byte) {
		all, _, _ := read(in)
		for i := range all {
			var field *news.FieldError
			if err := all[i].Validate(); err != nil && !errors.As(err, &field) {
				t.Error(err)
			}
		}
	})
}
