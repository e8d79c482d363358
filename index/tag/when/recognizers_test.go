package when

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/dateline-search/dateline/index/news"
)

// recognizersCase is a text with the dates in it, as the specifications of
// Microsoft's Recognizers-Text have them. End is the last character's place.
type recognizersCase struct {
	ID, Text, Reference string
	Expected            []struct {
		Start, End *int
		Text, Type string
		Values     []struct{ Timex, Type, Value, Start, End, Mod string }
	}
}

// TestEvalRecognizers counts the cases that are right: every date and range of
// dates with its exact span and one of the values that the specification gives,
// and nothing more than that. Cases without any such date are counted apart:
// they are right where nothing is found. Of those that do not tell when they were
// written no value can be judged, and the spans are counted apart.
func TestEvalRecognizers(t *testing.T) {
	f := finder(t)
	for _, lang := range strings.Fields("en es fr de it pt ar hi zh tr") {
		cases := collection[recognizersCase](t, "temporal-recognizers", lang+".dev.jsonl")
		right, dated, clean, empty, timeless, spans := 0, 0, 0, 0, 0, 0
		for _, c := range cases {
			if c.Reference == "" && len(c.Expected) > 0 {
				if wrong, wanted := judge(t, f, lang, &c, true); wanted > 0 {
					timeless++
					spans += ok(wrong)
				}
				continue
			}
			wrong, wanted := judge(t, f, lang, &c, false)
			switch {
			case wanted > 0:
				dated++
				right += ok(wrong)
			case len(c.Expected) == 0:
				empty++
				clean += ok(wrong)
			}
			if wrong != "" && (wanted > 0 || len(c.Expected) == 0) {
				missed(t, "%s %s %q: %s", lang, c.Reference[:10], c.Text, wrong)
			}
		}
		t.Logf("%s: %d of %d texts with dates right: %.1f %%; nothing found in %d of %d without; spans right in %d of %d others", lang,
			right, dated, percent(right, dated), clean, empty, spans, timeless)
	}
}

func ok(wrong string) int {
	if wrong == "" {
		return 1
	}
	return 0
}

// judge compares what is found with what is expected.
func judge(t *testing.T, f *Finder, lang string, c *recognizersCase, spansOnly bool) (wrong string, wanted int) {
	t.Helper()
	if c.Reference == "" {
		c.Reference = "2016-11-07T00:00:00" // that of most
	}
	reference, err := time.Parse("2006-01-02T15:04:05", c.Reference)
	if err != nil {
		t.Fatal(err)
	}
	at := codePoints(c.Text)
	found := dates(f.Find(c.Text, Base{Day: news.DayOf(reference.Date()), Lang: lang}))
	seen := make([]bool, len(found))
	var wrongs []string
	for _, e := range c.Expected {
		if e.Start == nil || e.End == nil || *e.Start < 0 {
			continue // the specification leaves the place out
		}
		start, end := place(c.Text, e.Text, at[*e.Start], at[min(*e.End+1, len(at)-1)])
		inScope := e.Type == "date" || e.Type == "daterange"
		wanted += map[bool]int{true: 1}[inScope]
		right := false
		for i := range found {
			m := &found[i]
			if m.Start >= end || m.End <= start {
				continue
			}
			seen[i] = seen[i] || !inScope
			if !inScope || m.Start != start || m.End != end {
				continue
			}
			seen[i] = true
			right = right || spansOnly
			for _, v := range e.Values {
				right = right || inForm(m, news.DayOf(reference.Date()), v.Timex, v.Value, v.Start, v.End, v.Mod)
			}
		}
		if inScope && !right {
			wrongs = append(wrongs, fmt.Sprintf("want %q %v", e.Text, e.Values))
		}
	}
	for i, m := range found {
		if !seen[i] || len(wrongs) > 0 {
			wrongs = append(wrongs, fmt.Sprintf("found %q = %s mod %d", c.Text[m.Start:m.End], m.Period, m.Mod))
		}
	}
	return strings.Join(wrongs, "; "), wanted
}

// place mends a span of the specification: blanks at its ends are no part of a
// date, and where it does not hold the text that is given with it, as in a third
// of the French ones, it is where that text first stands.
func place(text, want string, start, end int) (from, to int) {
	if got := text[start:end]; !strings.EqualFold(got, want) {
		if i := strings.Index(strings.ToLower(text), strings.ToLower(want)); i >= 0 {
			start, end = i, i+len(want)
		}
	}
	inner := strings.TrimLeft(text[start:end], " ")
	return end - len(inner), end - len(inner) + len(strings.TrimRight(inner, " "))
}

// inForm reports whether a mention is a value of the specification, put into its
// form: ranges end where their last unit begins, lengths of time and single units
// on the day behind them; "since" has no end and "before" no beginning. Of
// "early May" the TIMEX is compared, for which it has May too, and the modifier.
func inForm(m *Mention, base news.CalendarDay, timex, value, start, end, mod string) bool {
	p := m.Period
	if m.Inner != Plain {
		year := max(start, end)
		return mod == modNames()[m.Mod]+"-"+modNames()[m.Inner] && len(year) >= 4 && strings.Replace(timex, "XXXX", year[:4], 1) == p.String()
	}
	switch m.Mod {
	case Early, Mid, Late:
		if mod == "" {
			from, to := halfOf(m, base)
			return timex == p.String() && start == text(from) && end == text(to)
		}
		want := modNames()[m.Mod]
		year := max(start, value)
		return mod == want && len(year) >= 4 && strings.Replace(timex, "XXXX", year[:4], 1) == p.String()
	case Since:
		return mod == "since" && start == text(p.From) && end == ""
	case After:
		if p.To == p.From+1 { // behind a day the specification names the day itself
			return mod == "after" && start == text(p.From) && end == ""
		}
		return mod == "after" && start == text(p.To) && end == ""
	case Before, Until:
		return (mod == "before" || mod == "until" && m.Mod == Until) && start == "" && end == text(p.From)
	}
	if mod != "" && mod != "ref_undef" && mod != "approx" {
		return false
	}
	if value == "not resolved" {
		return timex == p.String()
	}
	if value != "" {
		return p.To == p.From+1 && value == text(p.From)
	}
	last := p.To
	if m.Ranged && !p.Single() && !m.Through {
		last = p.Last().From
	}
	return start == text(p.From) && end == text(last)
}

// modNames are the specification's words.
func modNames() map[Mod]string {
	return map[Mod]string{
		Early: "start", Mid: "mid", Late: "end", Since: "since", After: "after", Before: "before", Until: "before",
	}
}

// halfOf is what the specification makes of "earlier this month" and "later this
// month": its first half, and its second as far as that is not past.
func halfOf(m *Mention, base news.CalendarDay) (from, to news.CalendarDay) {
	middle := (m.Period.From + m.Period.To) / 2
	switch m.Period.Grain {
	case news.GrainMonth:
		middle = m.Period.From + 15
	case news.GrainYear:
		middle = plus(m.Period.From, unitMonth, 6)
	}
	if m.Mod == Early {
		return m.Period.From, middle
	}
	return max(middle, base), m.Period.To
}

func isWeekend(p news.Period) bool { return p.To == p.From+2 && weekday(p.From) == 6 }

func text(d news.CalendarDay) string { return d.Time().Format(time.DateOnly) }

// dates are the mentions that name a date.
func dates(found []Mention) []Mention {
	return slices.DeleteFunc(found, func(m Mention) bool { return m.Vague != NotVague })
}
