package when

import (
	"strings"
	"testing"
	"time"

	"github.com/dateline-search/dateline/index/news"
)

// tempEvalCase is a news story with its dates in TimeML.
type tempEvalCase struct {
	ID, DCT, Text string
	Timex         []struct {
		Begin, End        int
		Text, Type, Value string
	}
}

// tempEvalScore counts as TempEval-3 does: a found date is right where it
// overlaps one of the standard's that no other took, and its value where the
// string is the same.
type tempEvalScore struct{ wanted, found, overlap, values int }

// TestEvalTempEval measures on news what TimeML calls DATE, twice: all of them,
// with words like "now" and "recently" whose value is no date, and only those
// with a value of the calendar.
func TestEvalTempEval(t *testing.T) {
	f := finder(t)
	var all, dated tempEvalScore
	for _, c := range collection[tempEvalCase](t, "temporal-tempeval3", "timex.dev.jsonl") {
		dct, err := time.Parse(time.DateOnly, c.DCT[:10])
		if err != nil {
			t.Fatal(err)
		}
		found := f.Find(c.Text, Base{Day: news.DayOf(dct.Date()), Lang: "en"})
		all.count(t, &c, found, true)
		dated.count(t, &c, found, false)
	}
	all.print(t, "all of TimeML's DATE")
	dated.print(t, "those with a date")
}

func (s *tempEvalScore) print(t *testing.T, what string) {
	t.Helper()
	t.Logf("%s: %d wanted, %d found, span F1 %.1f (precision %.1f, recall %.1f), value F1 %.1f, values right of matched %.1f %%", what,
		s.wanted, s.found, f1(s.overlap, s.found, s.wanted), percent(s.overlap, s.found), percent(s.overlap, s.wanted),
		f1(s.values, s.found, s.wanted), percent(s.values, s.overlap))
}

func (s *tempEvalScore) count(t *testing.T, c *tempEvalCase, found []Mention, vague bool) {
	at := codePoints(c.Text)
	used := make([]bool, len(found))
	for _, x := range c.Timex {
		if x.Type != "DATE" || !vague && strings.HasSuffix(x.Value, "_REF") {
			continue
		}
		s.wanted++
		match := -1
		for i, m := range found {
			if m.Start < at[x.End] && m.End > at[x.Begin] && !used[i] && !m.Counted && (vague || m.Vague == NotVague) {
				match = i
				break
			}
		}
		if match < 0 {
			if vague {
				missed(t, "%s MISS %q %s %s", c.DCT, x.Text, x.Value, around(c.Text, at[x.Begin], at[x.End]))
			}
			continue
		}
		used[match] = true
		s.overlap++
		if value := timeML(&found[match]); value == x.Value {
			s.values++
		} else if vague {
			missed(t, "%s VALUE %q want %s got %s %q %s", c.DCT, x.Text, x.Value, value, c.Text[found[match].Start:found[match].End],
				around(c.Text, at[x.Begin], at[x.End]))
		}
	}
	for i, m := range found {
		if m.Counted || m.Vague != NotVague && !vague {
			continue
		}
		s.found++
		if !used[i] && vague {
			missed(t, "%s EXTRA %q %s %s", c.DCT, c.Text[m.Start:m.End], m.Period, around(c.Text, m.Start, m.End))
		}
	}
}

func around(text string, start, end int) string {
	return strings.ToValidUTF8(strings.ReplaceAll(text[max(0, start-60):start]+"["+text[start:end]+"]"+text[end:min(len(text), end+50)], "\n", " "), "")
}

// timeML writes a mention's value as TimeML does, where that differs.
func timeML(m *Mention) string {
	p := m.Period
	if isWeekend(p) {
		return news.PeriodOf(p.From, news.GrainWeek).String() + "-WE"
	}
	if m.Vague != NotVague {
		return map[Vague]string{Present: "PRESENT_REF", Past: "PAST_REF", Future: "FUTURE_REF"}[m.Vague]
	}
	return p.String()
}
