package page

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/dateline-search/dateline/index/intake"
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

func newFeedLine(f *intake.Feed, now time.Time, fixed bool) feedLine {
	l := feedLine{
		Feed: f, Name: f.Title, State: "well", Polled: sayMoment(f.LastPolled), Due: sayMoment(f.Next),
		Rhythm: sayDuration(f.Every), Fixed: fixed, FromPages: f.Text == intake.FromPage,
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

// folderLine is a watched folder in the list.
type folderLine struct {
	intake.Watched
	Last moment
}

// jobLine is a job in the list.
type jobLine struct {
	*intake.Job
	Word    string // its kind
	At      moment
	Took    string
	Running bool
	Percent int // -1 where that is not known
	Counts  string
	Sorted  string // where what it had rejected is listed
}

func newJobLine(j *intake.Job, now time.Time) jobLine {
	l := jobLine{Job: j, Word: jobWord(j.Kind), At: sayMoment(j.Began), Running: j.Running(), Percent: -1, Counts: counts(j)}
	until := j.Ended
	if l.Running {
		until = now
	}
	if took := until.Sub(j.Began); took >= time.Second {
		l.Took = sayDuration(took)
	}
	if percent, known := j.Percent(); known {
		l.Percent = percent
	}
	if j.Rejected > 0 {
		l.Sorted = sourcesURL(j.ID, false) + "#rejected"
	}
	return l
}

// jobWord is what people call a kind of job.
func jobWord(kind intake.JobKind) string {
	switch kind {
	case intake.Ingest:
		return "Ingest"
	case intake.Poll:
		return "Poll of a feed"
	case intake.Folder:
		return "Watched folder"
	case intake.Push:
		return "Sent to the API"
	case intake.Rebuild:
		return "Rebuild of the index"
	}
	return string(kind)
}

// counts words what became of a job's articles, without what is naught.
func counts(j *intake.Job) string {
	if j.Kind == intake.Rebuild {
		if j.Read == 0 {
			return ""
		}
		return plural(j.Read, "article", "articles")
	}
	var parts []string
	for _, c := range []struct {
		n    int
		word string
	}{
		{j.New, "new"}, {j.Updated, "updated"}, {j.Unchanged, "unchanged"}, {j.Duplicates, "twice in it"}, {j.Deleted, "deleted"},
	} {
		if c.n > 0 {
			parts = append(parts, count(c.n)+" "+c.word)
		}
	}
	if len(parts) == 0 && j.Rejected == 0 {
		if j.Running() {
			return ""
		}
		return "nothing new"
	}
	return strings.Join(parts, ", ")
}

// rejectedLine is something that was rejected, in the list.
type rejectedLine struct {
	*intake.Rejected
	Why   string
	Place string
	When  moment
	Again moment // when it was tried last
	OfJob string // where all is listed that its job had rejected
}

func newRejectedLine(r *intake.Rejected) rejectedLine {
	l := rejectedLine{
		Rejected: r, Why: sentence(r.Reason), Place: r.File, When: sayMoment(r.At), Again: sayMoment(r.Retried), OfJob: sourcesURL(r.Job, false) + "#rejected",
	}
	if r.Line > 0 {
		l.Place = strings.TrimPrefix(r.File+", line "+strconv.Itoa(r.Line), ", ")
	}
	return l
}

// sayDuration words how long something takes: in its largest unit, and the next
// one where that is not naught.
func sayDuration(d time.Duration) string {
	switch d = d.Round(time.Second); {
	case d <= 0:
		return ""
	case d < time.Minute:
		return fmt.Sprintf("%d s", d/time.Second)
	case d < time.Hour:
		return twoUnits(int(d/time.Minute), "min", int(d%time.Minute/time.Second), "s")
	case d < 48*time.Hour:
		return twoUnits(int(d/time.Hour), "h", int(d%time.Hour/time.Minute), "min")
	}
	return twoUnits(int(d/(24*time.Hour)), "days", int(d%(24*time.Hour)/time.Hour), "h")
}

func twoUnits(large int, unit string, small int, smallUnit string) string {
	if small == 0 {
		return fmt.Sprintf("%d %s", large, unit)
	}
	return fmt.Sprintf("%d %s %d %s", large, unit, small, smallUnit)
}
