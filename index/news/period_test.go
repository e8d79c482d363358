package news

import (
	"testing"
	"time"
)

// The weeks are those of ISO 8601's own rule, looked up in a calendar.
func TestPeriodString(t *testing.T) {
	for _, c := range []struct{ text, from, to string }{
		{"19XX", "1900-01-01", "2000-01-01"},
		{"199X", "1990-01-01", "2000-01-01"},
		{"2025", "2025-01-01", "2026-01-01"},
		{"2025-H1", "2025-01-01", "2025-07-01"},
		{"2025-H2", "2025-07-01", "2026-01-01"},
		{"2025-SP", "2025-03-01", "2025-06-01"},
		{"2025-SU", "2025-06-01", "2025-09-01"},
		{"2025-FA", "2025-09-01", "2025-12-01"},
		{"2025-WI", "2025-12-01", "2026-03-01"},
		{"2025-Q2", "2025-04-01", "2025-07-01"},
		{"2025-Q4", "2025-10-01", "2026-01-01"},
		{"2025-02", "2025-02-01", "2025-03-01"},
		{"2025-12", "2025-12-01", "2026-01-01"},
		{"2024-02-29", "2024-02-29", "2024-03-01"},
		{"2025-W19", "2025-05-05", "2025-05-12"},
		{"2026-W01", "2025-12-29", "2026-01-05"},
		{"2020-W53", "2020-12-28", "2021-01-04"},
		{"2025-05-02/2025-05-05", "2025-05-02", "2025-05-06"},
		{"2025-04/2025-05", "2025-04-01", "2025-06-01"},
		{"2007/2009", "2007-01-01", "2010-01-01"},
		{"1066-10-14", "1066-10-14", "1066-10-15"},
	} {
		p, err := ParsePeriod(c.text)
		if err != nil {
			t.Errorf("%s: %v", c.text, err)
			continue
		}
		from, to := p.From.Time().Format(time.DateOnly), p.To.Time().Format(time.DateOnly)
		if from != c.from || to != c.to || p.String() != c.text {
			t.Errorf("%s: %s to %s, written %s", c.text, from, to, p)
		}
	}
}

func TestParsePeriodRefuses(t *testing.T) {
	for _, text := range []string{
		"", "25", "2025-", "2025-13", "2025-02-30", "2025-5-2", "2025-W00", "2025-W53", "2025-Q0", "2025-Q5", "2025-H3",
		"2025-XX", "X999", "2025/", "/2025", "2025-05/2025", "2025-05-05/2025-05-02", "2025-05-02T10", "20255", "２０２５", "2025-Wxx",
	} {
		if p, err := ParsePeriod(text); err == nil {
			t.Errorf("%q is read as %v", text, p)
		}
	}
}

func TestPeriodOf(t *testing.T) {
	day := DayOf(2025, time.February, 1) // a Saturday
	for g, want := range map[Grain]string{
		GrainDay: "2025-02-01", GrainWeek: "2025-W05", GrainMonth: "2025-02", GrainQuarter: "2025-Q1", GrainSeason: "2024-WI",
		GrainHalf: "2025-H1", GrainYear: "2025", GrainDecade: "202X", GrainCentury: "20XX", NoGrain: "",
	} {
		p := PeriodOf(day, g)
		if got := p.String(); got != want {
			t.Errorf("%v: %s, want %s", g, got, want)
		}
		if g != NoGrain && !p.Overlaps(PeriodOf(day, GrainDay)) {
			t.Errorf("%v: the day is not in it", g)
		}
	}
}

func TestPeriodShift(t *testing.T) {
	for _, c := range []struct {
		text string
		n    int
		want string
	}{
		{"2025-01", -1, "2024-12"},
		{"2025-Q1", -1, "2024-Q4"},
		{"2025-W01", -1, "2024-W52"},
		{"2024-WI", 1, "2025-SP"},
		{"2025-12-31", 1, "2026-01-01"},
		{"2025-04/2025-05", 2, "2025-06/2025-07"},
		{"199X", 2, "201X"},
	} {
		p, err := ParsePeriod(c.text)
		if err != nil {
			t.Fatal(err)
		}
		if got := p.Shift(c.n).String(); got != c.want {
			t.Errorf("%s + %d: %s, want %s", c.text, c.n, got, c.want)
		}
	}
}

func FuzzParsePeriod(f *testing.F) {
	for _, s := range []string{"2025-05-02", "2025-W19/2025-W20", "199X", "2025-SU"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if p, err := ParsePeriod(s); err == nil && (p.String() != s || p.From >= p.To) {
			t.Errorf("%q is written %q", s, p)
		}
	})
}
