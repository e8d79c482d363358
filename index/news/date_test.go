package news

import (
	"strings"
	"testing"
	"time"
)

// written is a date with what it must be read as: String, precision, zone.
type written struct {
	in, want  string
	precision Precision
	unknown   bool
}

func TestParseDate(t *testing.T) {
	kinds := map[string][]written{
		"RFC 3339": {
			{"2025-05-09T14:00:00Z", "2025-05-09T14:00:00Z", Second, false},
			{"2025-05-09t14:00:00z", "2025-05-09T14:00:00Z", Second, false},
			{"2025-05-09T14:00:00.123456789+05:30", "2025-05-09T14:00:00+05:30", Second, false},
			{"2025-05-09 14:00:00-00:00", "2025-05-09T14:00:00Z", Second, false},
			{" 2025-05-09T14:00:00Z\n", "2025-05-09T14:00:00Z", Second, false},
		},
		"ISO 8601": {
			{"2025", "2025", Year, false},
			{"0001", "0001", Year, false},
			{"9999", "9999", Year, false},
			{"2025-05", "2025-05", Month, false},
			{"2025-05-08", "2025-05-08", Day, false},
			{"2025-5-8", "2025-05-08", Day, false},
			{"2025/05/08", "2025-05-08", Day, false},
			{"20250508", "2025-05-08", Day, false},
			{"2024-02-29", "2024-02-29", Day, false},
			{"20250508T1400", "2025-05-08T14:00:00Z", Minute, true},
			{"20250508T140005Z", "2025-05-08T14:00:05Z", Second, false},
			{"20250508140005", "2025-05-08T14:00:05Z", Second, true},
			{"202505081400", "2025-05-08T14:00:00Z", Minute, true},
			{"2025-05-08T14Z", "2025-05-08T14:00:00Z", Minute, false},
			{"2025-05-08T14:00", "2025-05-08T14:00:00Z", Minute, true},
			{"2025-05-08T14:00+02", "2025-05-08T14:00:00+02:00", Minute, false},
			{"2025-05-08 14:00:05,25 +0200", "2025-05-08T14:00:05+02:00", Second, false},
			{"2025-05-08T24:00:00Z", "2025-05-09T00:00:00Z", Second, false},
			{"2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z", Second, false},
			{"2025-07-03T09:15:00+02:00[Europe/Berlin]", "2025-07-03T09:15:00+02:00", Second, false},
			{"2025-07-03 09:15:00 +0200 CEST", "2025-07-03T09:15:00+02:00", Second, false},
			{"2025-07-03 9:15 PM EDT", "2025-07-03T21:15:00-04:00", Minute, false},
		},
		"feeds": {
			{"Thu, 03 Jul 2025 09:15:00 EDT", "2025-07-03T09:15:00-04:00", Second, false},
			{"Thu, 03 Jul 2025 09:15:00 PST", "2025-07-03T09:15:00-08:00", Second, false},
			{"Thu, 03 Jul 2025 09:15:00 CEST", "2025-07-03T09:15:00+02:00", Second, false},
			{"Thu, Jul 03 2025 09:15:00 +0000", "2025-07-03T09:15:00Z", Second, false},
			{"THU,3 JUL 2025 09:15:00", "2025-07-03T09:15:00Z", Second, true},
			{"Thu, 03 Jul 2025 09:15:00 UT", "2025-07-03T09:15:00Z", Second, false},
			{"Thu, 03 Jul 2025 09:15:00 GMT+0000", "2025-07-03T09:15:00Z", Second, false},
			{"2025-07-03", "2025-07-03", Day, false},
			{"Thu, 03 Jul 25 09:15 GMT", "2025-07-03T09:15:00Z", Minute, false},
			{"Thursday, 03-Jul-25 09:15:00 GMT", "2025-07-03T09:15:00Z", Second, false},
			{"Thu Jul  3 09:15:00 2025", "2025-07-03T09:15:00Z", Second, true},
			{"Thu Jul  3 09:15:00 CET 2025", "2025-07-03T09:15:00+01:00", Second, false},
			{"Thu Jul 03 2025 09:15:00 GMT+0200 (Central European Summer Time)", "2025-07-03T09:15:00+02:00", Second, false},
			{"Thu, 03 Jul 2025 09:15:00 IST", "2025-07-03T09:15:00Z", Second, true},
			{"Thu, 03 Jul 2025 09:15:00 XYZ", "2025-07-03T09:15:00Z", Second, true},
		},
		"the press": {
			{"26-FEB-1987 15:01:01.79", "1987-02-26T15:01:01Z", Second, true},
			{"July 3, 2025", "2025-07-03", Day, false},
			{"3 July 2025", "2025-07-03", Day, false},
			{"3rd of Sept. 2025", "2025-09-03", Day, false},
			{"July 2025", "2025-07", Month, false},
			{"July 3, 2025 at 9:15 a.m. EDT", "2025-07-03T09:15:00-04:00", Minute, false},
			{"July 3, 2025, 12:05am", "2025-07-03T00:05:00Z", Minute, true},
			{"1 Jan 69", "1969-01-01", Day, false},
			{"1 Jan 68", "2068-01-01", Day, false},
		},
		"Unix time": {
			{"1746799200", "2025-05-09T14:00:00Z", Second, false},
			{"1746799200123", "2025-05-09T14:00:00Z", Second, false},
			{"1746799200.5", "2025-05-09T14:00:00Z", Second, false},
		},
	}
	for kind, dates := range kinds {
		t.Run(kind, func(t *testing.T) {
			for _, w := range dates {
				checkDate(t, w)
			}
		})
	}
}

func checkDate(t *testing.T, w written) {
	t.Helper()
	d, err := ParseDate(w.in)
	if err != nil {
		t.Error(err)
		return
	}
	if d.String() != w.want || d.Precision != w.precision || d.ZoneUnknown != w.unknown {
		t.Errorf("%q: %s (%s, zone %q), want %s (%s, unknown zone: %v)",
			w.in, d, d.Precision, d.Zone(), w.want, w.precision, w.unknown)
	}
	if raw := strings.TrimSpace(w.in); d.Raw != raw && d.String() != raw {
		t.Errorf("%q: Raw is %q", w.in, d.Raw)
	}
}

func TestParseDateTellsWhatCannotBe(t *testing.T) {
	tests := []struct{ in, want string }{
		{"", "there is none"},
		{"2025-02-30", "February 2025 has no day 30"},
		{"2025-02-29", "February 2025 has no day 29"},
		{"1900-02-29", "February 1900 has no day 29"},
		{"30 Feb 2025", "February 2025 has no day 30"},
		{"2025-13-01", "no month 13"},
		{"2025-00-01", "no month 0"},
		{"2025-05-00", "no day 0"},
		{"20251301", "no month 13"},
		{"2025-05-08T25:00:00Z", "no hour 25"},
		{"2025-05-08T24:00:01Z", "no hour 24"},
		{"2025-05-08T14:60Z", "no minute 60"},
		{"2025-05-08T14:00:61Z", "no second 61"},
		{"2025-05-08T14:00:00+25:00", "no zone is 25:00 away"},
		{"2025-05-08 13:00 PM", "no 13 pm"},
		{"0000", "1 to 9999"},
		{"9999-12-31T24:00Z", "1 to 9999"},
		{"0001-01-01T00:00:00+02:00", "1 to 9999"},
		{"12025-01-01", "write it like"},
		{"03/07/2025", "cannot be told apart"},
		{"yesterday", "write it like"},
		{"July 3", "no year"},
		{"July 2025 9:15", "no day"},
		{"2025-W27", "write it like"},
		{"202505", "digits alone"},
		{"0", "digits alone"},
		{"2025-05-08T", "no time of day"},
		{"2025-05-08 soon", "no time of day"},
		{"2025-05-08T14:00 somewhere", "no zone"},
		{"May May 2025", "two months"},
		{strings.Repeat("2025 ", 30), "longer than"},
	}
	for _, tt := range tests {
		if d, err := ParseDate(tt.in); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("ParseDate(%q) = %s, %v; want an error with %q", tt.in, d, err, tt.want)
		}
	}
}

func TestDayHasNoMidnight(t *testing.T) {
	d, err := ParseDate("2025-07-03")
	if err != nil || d.String() != "2025-07-03" || !d.Time.Equal(time.Date(2025, 7, 3, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("got %s at %s, %v", d, d.Time, err)
	}
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{
		"2025-05-09T14:00:00Z", "Thu, 03 Jul 2025 09:15:00 EDT", "26-FEB-1987 15:01:01.79", "1746799200",
		"July 3, 2025 at 9:15 a.m. EDT", "2025/1/2", "0001-01-01T00:00:00+15:59", "9999-12-31",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := ParseDate(s)
		if err != nil {
			return
		}
		if d.Precision == None {
			t.Fatalf("%q is no date and no error", s)
		}
		again, err := ParseDate(d.String())
		if err != nil || !again.Time.Equal(d.Time) || again.String() != d.String() {
			t.Errorf("%q is %s, which is %s, %v", s, d, again, err)
		}
		a := Article{Published: d}
		if got := roundTrip(t, a).Published; got.Raw != d.Raw || !got.Time.Equal(d.Time) {
			t.Errorf("%+v comes back from the archive as %+v", d, got)
		}
	})
}

func BenchmarkParseDate(b *testing.B) {
	for _, s := range []string{"2025-05-09T14:00:00Z", "Thu, 03 Jul 2025 09:15:00 EDT"} {
		b.Run(s, func(b *testing.B) {
			for b.Loop() {
				if _, err := ParseDate(s); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
