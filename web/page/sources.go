package page

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/web/api"
	"github.com/dateline-search/dateline/web/locale"
	"github.com/dateline-search/dateline/web/param"
)

// Sources is what the page of sources shows and changes.
type Sources struct {
	Feeds   api.Feeds
	Jobs    api.Jobs
	Retrier api.Retrier
	// Hurry has a feed polled next. It fails with intake.ErrNoFeed.
	Hurry func(ctx context.Context, id string) error
	// Import adds the feeds of an OPML file. It fails with api.ErrBody.
	Import  func(ctx context.Context, list io.Reader) (api.Imported, error)
	Folders api.Folders // nil is none
	// Fixed are the ids of the feeds that the configuration names: what is removed
	// would be there again after the next start.
	Fixed []string
}

const (
	// listedJobs is how many jobs the page lists; more are a link away.
	listedJobs = 15
	// manyJobs is how many it lists then.
	manyJobs = 500
	// listedRejected is how much of what was rejected it lists; all of a job is a
	// link away.
	listedRejected = 30
	// rejectedOfJob is as much as is kept of one job.
	rejectedOfJob = 1000
)

// How often the page looks for what has changed, where scripts run.
const (
	lookOften  = "2s"  // while something goes on
	lookSeldom = "20s" // so that what begins is seen as well
)

// sourcesView is the page of sources.
type sourcesView struct {
	frame
	May               bool   // whether who looks may change something
	Said              string // what a form has done
	Undo              string // the address of the feed that was removed
	Fault             string // why a form could not do it
	FolderFault, Path string // the same of the form for folders, and what was sent
	Sent              sentFeed
	List              []feedLine
	Failing           int
	Folders           []folderLine
	Rules             bool     // whether who looks may say what is watched
	Within            []string // folders below which folders may be added
	Jobs              []jobLine
	Running           int
	All               bool // whether all jobs are listed
	MoreJobs          bool // whether there may be others
	Rejected          []rejectedLine
	OfNumber          string
	Of                int64 // the job whose rejected articles are listed alone; 0 is any
	More              bool  // whether more may have been rejected than is listed
	Again             int   // how many of those listed can be tried again
	Every             string
	Here              string // this page, to look again
}

// sentFeed is a feed as the form has it.
type sentFeed struct{ URL, Title, Source, Text string }

// Sources answers GET /sources.
func (p *Pages) Sources(c echo.Context) error {
	return p.sourcesPage(c, http.StatusOK, &sourcesView{Said: said(p.language(c), c.QueryParams()), Undo: undo(c.QueryParams())})
}

// sourcesPage fills in what is there now, and writes the page.
func (p *Pages) sourcesPage(c echo.Context, status int, v *sourcesView) error {
	say := p.language(c)
	v.frame = newFrame(say.Say("sources.title")+" - Dateline", param.State{})
	v.Rules = mayRule(c)
	v.May, v.Of = mayWrite(c), number(c.QueryParam("job"))
	v.OfNumber = strconv.FormatInt(v.Of, 10)
	v.All = c.QueryParam("jobs") == "all"
	v.Here = within(base(c), sourcesURL(v.Of, v.All))
	for _, fill := range []func(context.Context, *locale.Language, *sourcesView) error{p.fillFeeds, p.fillFolders, p.fillJobs, p.fillRejected} {
		if err := fill(c.Request().Context(), say, v); err != nil {
			return fmt.Errorf("page: sources: %w", err)
		}
	}
	v.Every = lookSeldom
	if v.Running > 0 || slices.ContainsFunc(v.List, func(f feedLine) bool { return f.Soon }) {
		v.Every = lookOften
	}
	return p.render(c, status, "sources.html", v)
}

// sourcesURL is the page with what one job had rejected, or with all jobs.
func sourcesURL(job int64, all bool) string {
	values := url.Values{}
	if job > 0 {
		values.Set("job", strconv.FormatInt(job, 10))
	}
	if all {
		values.Set("jobs", "all")
	}
	if len(values) == 0 {
		return "/sources"
	}
	return "/sources?" + values.Encode()
}

// number reads a number of something; 0 where it is none.
func number(text string) int64 {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n < 0 {
		return 0
	}
	return n
}

func (p *Pages) fillFeeds(ctx context.Context, say *locale.Language, v *sourcesView) error {
	feeds, err := p.sources.Feeds.Feeds(ctx)
	if err != nil {
		return err
	}
	feeds = api.Told(v.May, feeds)
	for i := range feeds {
		line := newFeedLine(say, &feeds[i], p.now(), slices.Contains(p.sources.Fixed, feeds[i].ID))
		if v.List = append(v.List, line); line.State == "failed" || line.State == "stopped" {
			v.Failing++
		}
	}
	return nil
}

func (p *Pages) fillJobs(ctx context.Context, say *locale.Language, v *sourcesView) error {
	limit := listedJobs
	if v.All {
		limit = manyJobs
	}
	jobs, err := p.sources.Jobs.Jobs(ctx, limit)
	jobs = api.Told(v.May, jobs)
	for i := range jobs {
		line := newJobLine(say, &jobs[i], p.now())
		if v.Jobs = append(v.Jobs, line); line.Running {
			v.Running++
		}
	}
	v.MoreJobs = !v.All && len(jobs) == limit
	return err
}

func (p *Pages) fillRejected(ctx context.Context, say *locale.Language, v *sourcesView) error {
	limit := listedRejected
	if v.Of > 0 {
		limit = rejectedOfJob
	}
	list, err := p.sources.Jobs.Rejected(ctx, v.Of, limit)
	list = api.Told(v.May, list)
	for i := range list {
		v.Rejected = append(v.Rejected, newRejectedLine(say, &list[i]))
		if list[i].Kept {
			v.Again++
		}
	}
	v.More = len(list) == limit
	return err
}

// refusedView is the page of something that was rejected.
type refusedView struct {
	frame
	rejectedLine
	May  bool
	Text string // itself, where it is kept
}

// Refused answers GET /sources/rejected/{id}.
func (p *Pages) Refused(c echo.Context) error {
	r, err := p.sources.Retrier.Item(c.Request().Context(), number(c.Param("id")))
	if err != nil {
		return fmt.Errorf("page: rejected: %w", err)
	}
	line := newRejectedLine(p.language(c), &r)
	return p.render(c, http.StatusOK, "refused.html", &refusedView{
		frame: newFrame(line.Why.Text+" - Dateline", param.State{}), rejectedLine: line, May: mayWrite(c),
		Text: strings.ToValidUTF8(string(r.Item.Bytes), "\ufffd"),
	})
}
