package when

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index/lineartest"
	"github.com/dateline-search/dateline/index/news"
)

func dayFrom(t testing.TB, s string) news.CalendarDay {
	t.Helper()
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		t.Fatal(err)
	}
	return news.DayOf(d.Date())
}

func finder(t testing.TB) *Finder {
	t.Helper()
	f, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// values lists what is found as "text = value", without what names no date.
func values(f *Finder, text string, base Base) []string {
	var got []string
	for _, m := range f.Find(text, base) {
		if m.Vague == NotVague {
			got = append(got, fmt.Sprintf("%s = %s", text[m.Start:m.End], m.Period))
		}
	}
	return got
}

// sample is a text, and what is to be found in it, with "; " between.
type sample struct{ text, want string }

// check finds in samples published on Friday, 9 May 2025.
func check(t *testing.T, lang string, samples []sample) {
	t.Helper()
	f, day := finder(t), dayFrom(t, "2025-05-09")
	for _, s := range samples {
		var want []string
		if s.want != "" {
			want = strings.Split(s.want, "; ")
		}
		if diff := cmp.Diff(want, values(f, s.text, Base{Day: day, Lang: lang})); diff != "" {
			t.Errorf("%s (-want +got):\n%s", s.text, diff)
		}
	}
}

// The values are read off a calendar.
func TestEnglish(t *testing.T) {
	check(t, "en", []sample{
		{"The talks began on Thursday.", "Thursday = 2025-05-08"},
		{"The talks began on Friday.", "Friday = 2025-05-09"},
		{"The council will meet on Thursday.", "Thursday = 2025-05-15"},
		{"On Thursday the council will vote.", "Thursday = 2025-05-15"},
		{"She said on Tuesday that the bridge would open on Sunday.", "Tuesday = 2025-05-06; Sunday = 2025-05-11"},
		{"It rose last week and fell yesterday.", "last week = 2025-W18; yesterday = 2025-05-08"},
		{"The harbour reopened on May 2.", "May 2 = 2025-05-02"},
		{"It closed on Dec. 30 for repairs.", "Dec. 30 = 2024-12-30"},
		{"It closed in April.", "April = 2025-04"},
		{"It is due to open in August.", "August = 2025-08"},
		{"The shop, which will close in May, has been shut since August.", "May = 2025-05; since August = 2024-08"},
		{"Profit fell in the second quarter.", "the second quarter = 2025-Q2"},
		{"Profit fell in the fourth quarter.", "the fourth quarter = 2024-Q4"},
		{"Sales in the first quarter were 5 million crowns, up from 4 million a year earlier.", "the first quarter = 2025-Q1; a year earlier = 2024-Q1"},
		{"It opened two days ago.", "two days ago = 2025-05-07"},
		{"It opened two years ago.", "two years ago = 2023"},
		{"The vote is next month.", "next month = 2025-06"},
		{"It must be ready by March 2026, by Thursday at the latest.", "March 2026 = 2026-03; Thursday = 2025-05-15"},
		{"A storm in early May cut the line.", "early May = 2025-05"},
		{"The fair runs from May 2 to May 5.", "from May 2 to May 5 = 2025-05-02/2025-05-05"},
		{"The fair ran May 2-5.", "May 2-5 = 2025-05-02/2025-05-05"},
		{"between 28 April and 3 May", "between 28 April and 3 May = 2025-04-28/2025-05-03"},
		{"In 1994–1996 nothing was built.", "1994–1996 = 1994/1996"},
		{"Thursday, May 8, 2025", "Thursday, May 8, 2025 = 2025-05-08"},
		{"the 8th of May 1945", "the 8th of May 1945 = 1945-05-08"},
		{"2025-05-08 and 05/08/2025", "2025-05-08 = 2025-05-08; 05/08/2025 = 2025-05-08"},
		{"music of the 1990s", "the 1990s = 199X"},
		{"a tower of the 15th century", "15th century = 14XX"},
		{"They met on Wednesday night.", "Wednesday night = 2025-05-07"},
		{"The pass has been shut since March.", "since March = 2025-03"},
		{"It opened on Easter Monday.", "Easter Monday = 2025-04-21"},
		{"last Christmas", "last Christmas = 2024-12-25"},
		{"the first week of June", "the first week of June = 2025-W23"},
		{"on 2, 3 and 4 May 2024", "2 = 2024-05-02; 3 = 2024-05-03; 4 May 2024 = 2024-05-04"},
		{"over the Labor Day weekend, on Halloween weekend", "the Labor Day weekend = 2025-08-30/2025-08-31; Halloween weekend = 2024-11-02/2024-11-03"},
		{"for the rest of the year", "the rest of the year = 2025"},
		{"at the end of year, by end of month", "end of year = 2025; end of month = 2025-05"},
		{"between 2015 and 2018 or later than 2020", "between 2015 and 2018 = 2015/2018; later than 2020 = 2020"},
		{"a year of February 29 in the diary", "February 29 = 2024-02-29"},
	})
}

// What only looks like a date is none.
func TestEnglishNoDates(t *testing.T) {
	check(t, "en", []sample{
		{"The firm may sue, and it may appeal.", ""},
		{"May I ask why?", ""},
		{"Prices rose 3.5 in 2019.", "2019 = 2019"},
		{"It rose 5 in 2019.", "2019 = 2019"},
		{"March on, they sang; the march on the mill went on.", ""},
		{"The Sun reported it, and so did The Sunday Mail of April Orvane.", "Sunday = 2025-05-04"},
		{"He came second, for a second time, in a second.", ""},
		{"mon ami sat in the sun", ""},
		{"Version 2.1.20 of the A320 costs $2024 or 2,025 crowns.", ""},
		{"Call 0177 2019 2020 or 138-2010-2015.", ""},
		{"Of 18 and 1,900 of 2.5 and 12 men, 12 and more.", ""},
		{"They won 3-2 and 10/12 in the sets.", ""},
		{"It killed 2000 people.", ""},
		{"It killed two thousand people.", ""},
		{"At 20:25 the room held 1900 chairs.", ""},
		{"every Monday and each Tuesday", ""},
		{"February 30", ""},
		{"April Orvane and August Tell", ""},
		{"", ""},
	})
}

func TestUnknownPublication(t *testing.T) {
	f := finder(t)
	text := "On Thursday, two days ago, in May, on 8 May 1945, in 2019 and in the third quarter of 2024."
	want := []string{"8 May 1945 = 1945-05-08", "2019 = 2019", "the third quarter of 2024 = 2024-Q3"}
	if diff := cmp.Diff(want, values(f, text, Base{Lang: "en", Unknown: true})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestRegionTellsTheOrderOfNumbers(t *testing.T) {
	f := finder(t)
	for lang, want := range map[string]string{"en": "2025-03-04", "en-US": "2025-03-04", "en-GB": "2025-04-03", "und": "2025-04-03", "": "2025-04-03"} {
		got := values(f, "03/04/2025", Base{Lang: lang})
		if len(got) != 1 || got[0] != "03/04/2025 = "+want {
			t.Errorf("%q: %v, want %s", lang, got, want)
		}
	}
}

// TestShippedLanguages reads all of them: New puts that off.
func TestShippedLanguages(t *testing.T) {
	eager, err := Load(os.DirFS("lang"))
	if err != nil {
		t.Fatal(err)
	}
	f := finder(t)
	if f.Version() != eager.Version() {
		t.Errorf("version %s, want that of the same files read at once, %s", f.Version(), eager.Version())
	}
	for tag := range eager.languages {
		if f.language(tag) == nil {
			t.Errorf("%s is not read", tag)
		}
	}
}

func TestLoadRefuses(t *testing.T) {
	for _, c := range []struct{ name, file, want string }{
		{"category", "mnth 1: may", "line 1: there is no category"},
		{"value", "month x: may", "line 1: there is no value"},
		{"no colon", "\nmonth 1 may", "line 2:"},
		{"action", "@1 do: {month}", "there is no action"},
		{"level", "@9 date: {month}", "there is no level"},
		{"open group", "@1 date: [ {month}", "pattern"},
		{"unknown part", "@1 date: {mnth}", "there is no category"},
		{"empty", "@1 date: [ {month} ]", ""},
		{"nothing", "@1 date: [ a ] [ b ]", "matches nothing"},
		{"holiday", "holiday 1: x", "there is no holiday"},
		{"too many", "@1 date: " + strings.Repeat("< a | b | c > ", 12), "more than"},
	} {
		_, err := Load(fstest.MapFS{"xx.txt": {Data: []byte(c.file)}})
		if c.want == "" {
			c.want = "matches nothing"
		}
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "xx.txt") {
			t.Errorf("%s: %v, want %q in it", c.name, err, c.want)
		}
	}
}

// hostile are texts that would take long if looking for dates took more than
// linear time.
func hostile(n int) map[string]string {
	return map[string]string{
		"one word":    strings.Repeat("a", n),
		"may":         strings.Repeat("May ", n/4),
		"numbers":     strings.Repeat("2 ", n/2),
		"digits":      strings.Repeat("7", n),
		"slashes":     strings.Repeat("1/2/", n/4),
		"the first":   strings.Repeat("the first ", n/10),
		"ranges":      strings.Repeat("from May 2 to ", n/14),
		"of":          strings.Repeat("first week of ", n/14),
		"capitals":    strings.Repeat("MAY JUNE ", n/9),
		"will":        strings.Repeat("will was ", n/9) + "Monday",
		"mondays":     strings.Repeat("Monday, ", n/8),
		"bytes":       strings.Repeat("\xff\xfe", n/2),
		"marks":       strings.Repeat("\u0301", n/2),
		"昨":           strings.Repeat("昨日", n/6),
		"blank lines": strings.Repeat("\n\n", n/2),
		"a year":      strings.Repeat("a year earlier ", n/15),
	}
}

func TestLinearTime(t *testing.T) {
	f, day := finder(t), dayFrom(t, "2025-05-09")
	for name := range hostile(1) {
		for _, lang := range []string{"en", "zh"} {
			t.Run(name+" "+lang, func(t *testing.T) {
				lineartest.Check(t, 1<<15, func(n int) { f.Find(hostile(n)[name], Base{Day: day, Lang: lang}) })
			})
		}
	}
}

func FuzzFind(f *testing.F) {
	fd := finder(f)
	for name, text := range hostile(200) {
		f.Add(text, "en", int32(len(name)))
	}
	f.Add("between 3 and 12 of Sept, two days before the last week of July 2024", "en", int32(20000))
	f.Add("昨日、5月2日に 2 mai 8. Mai الخميس 2 मई", "zh", int32(20000))
	f.Fuzz(func(t *testing.T, text, lang string, day int32) {
		end := 0
		for _, m := range fd.Find(text, Base{Day: news.CalendarDay(day % 800000), Lang: lang}) {
			if m.Start < end || m.End <= m.Start || m.End > len(text) {
				t.Fatalf("%q: %d to %d behind %d", text, m.Start, m.End, end)
			}
			end = m.End
			if m.Vague == NotVague && m.Period.From >= m.Period.To {
				t.Errorf("%q: %q is %v", text, text[m.Start:m.End], m.Period)
			}
			if p, err := news.ParsePeriod(m.Period.String()); m.Vague == NotVague && (err != nil || p != m.Period) {
				t.Errorf("%q: %q is %v, read back %v, %v", text, text[m.Start:m.End], m.Period, p, err)
			}
		}
	})
}
