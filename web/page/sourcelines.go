package page

import (
	"strconv"
	"strings"
	"time"

	"github.com/dateline-search/dateline/index/intake"
	"github.com/dateline-search/dateline/web/locale"
)

// feedLine is a feed in the list.
type feedLine struct {
	*intake.Feed
	Name        string
	State       string // new, well, failed or stopped
	Polled, Due moment
	Rhythm      string
	Soon        bool // it is polled within seconds
	Fixed       bool // by the configuration
	FromPages   bool
}

// soon is the time within which a feed that is due is polled, with room to spare.
const soon = 10 * time.Second

func newFeedLine(say *locale.Language, f *intake.Feed, now time.Time, fixed bool) feedLine {
	l := feedLine{
		Feed: f, Name: f.Title, State: "well", Polled: sayMoment(say, f.LastPolled), Due: sayMoment(say, f.Next),
		Rhythm: sayDuration(say, f.Every.Round(time.Minute)), Fixed: fixed, FromPages: f.Text == intake.FromPage,
	}
	if l.Name == "" {
		l.Name = f.URL
	}
	switch {
	case f.Stopped:
		l.State = "stopped"
	case f.Error != "":
		l.State = "failed"
	case f.LastPolled.IsZero():
		l.State = "new"
	}
	l.Soon = !f.Stopped && f.Next.Before(now.Add(soon))
	return l
}

// jobLine is a job in the list.
type jobLine struct {
	*intake.Job
	Type    string // its kind, as a word of the API
	Number  string
	At      moment
	Took    string
	Running bool
	Percent int    // -1 where that is not known
	Share   string // the same in words
	Counts  string
	Sorted  string // where what it had rejected is listed
}

func newJobLine(say *locale.Language, j *intake.Job, now time.Time) jobLine {
	l := jobLine{
		Job: j, Type: string(j.Kind), Number: strconv.FormatInt(j.ID, 10), At: sayMoment(say, j.Began),
		Running: j.Running(), Percent: -1, Counts: counts(say, j),
	}
	until := j.Ended
	if l.Running {
		until = now
	}
	if took := until.Sub(j.Began); took >= time.Second {
		l.Took = sayDuration(say, took)
	}
	if percent, known := j.Percent(); known {
		l.Percent, l.Share = percent, say.Percent(float64(percent)/100)
	}
	if j.Rejected > 0 {
		l.Sorted = sourcesURL(j.ID, false) + "#rejected"
	}
	return l
}

// counts words what became of a job's articles, without what is naught.
func counts(say *locale.Language, j *intake.Job) string {
	if j.Kind == intake.Rebuild {
		if j.Read == 0 {
			return ""
		}
		return say.Say("sources.articles", locale.Num("n", j.Read))
	}
	var parts []string
	for _, c := range []struct {
		n     int
		words string
	}{
		{j.New, say.Say("sources.number-new", locale.Num("n", j.New))},
		{j.Updated, say.Say("sources.number-updated", locale.Num("n", j.Updated))},
		{j.Unchanged, say.Say("sources.number-unchanged", locale.Num("n", j.Unchanged))},
		{j.Duplicates, say.Say("sources.number-twice", locale.Num("n", j.Duplicates))},
		{j.Deleted, say.Say("sources.number-deleted", locale.Num("n", j.Deleted))},
	} {
		if c.n > 0 {
			parts = append(parts, c.words)
		}
	}
	if len(parts) == 0 && j.Rejected == 0 && !j.Running() {
		return say.Say("sources.nothing-new")
	}
	return strings.Join(parts, ", ")
}

// rejectedLine is something that was rejected, in the list.
type rejectedLine struct {
	*intake.Rejected
	Why    told
	URL    string // the page of it
	Place  string
	When   moment
	Number string // of its job
	Again  moment // when it was tried last
	OfJob  string // where all is listed that its job had rejected
}

func newRejectedLine(say *locale.Language, r *intake.Rejected) rejectedLine {
	l := rejectedLine{
		Rejected: r, Why: why(say, r.Reason), URL: "/sources/rejected/" + strconv.FormatInt(r.ID, 10), Place: r.File, Number: strconv.FormatInt(r.Job, 10), When: sayMoment(say, r.At), Again: sayMoment(say, r.Retried), OfJob: sourcesURL(r.Job, false) + "#rejected",
	}
	l.Why.Text = sentence(l.Why.Text)
	if r.Line > 0 {
		l.Place = strings.TrimPrefix(say.Say("sources.line", locale.Str("file", r.File), locale.Num("n", r.Line)), ", ")
	}
	return l
}

// sayDuration words how long something takes: in its largest unit, and the next
// one where that is not naught.
func sayDuration(say *locale.Language, d time.Duration) string {
	d = d.Round(time.Second)
	days, hours, minutes, seconds := int(d/(24*time.Hour)), int(d/time.Hour%24), int(d/time.Minute%60), int(d/time.Second%60)
	units := []struct {
		n     int
		words string
	}{
		{days, say.Say("duration.days", locale.Num("n", days))},
		{hours, say.Say("duration.hours", locale.Num("n", hours))},
		{minutes, say.Say("duration.minutes", locale.Num("n", minutes))},
		{seconds, say.Say("duration.seconds", locale.Num("n", seconds))},
	}
	for i, u := range units {
		switch {
		case u.n <= 0:
		case i+1 < len(units) && units[i+1].n > 0:
			return say.Say("duration.two", locale.Str("large", u.words), locale.Str("small", units[i+1].words))
		default:
			return u.words
		}
	}
	return ""
}

// sayMoment words a time that may be none.
func sayMoment(say *locale.Language, t time.Time) moment {
	if t.IsZero() {
		return moment{}
	}
	t = t.UTC()
	return moment{say.At(say.Day(t), t) + " UTC", t.Format(time.RFC3339)}
}
