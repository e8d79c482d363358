package page

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/index/intake"
	"github.com/dateline-search/dateline/web/api"
	"github.com/dateline-search/dateline/web/locale"
)

// maxList bounds a list of feeds that is sent by a form, in bytes: as long as one
// is read, with the form around it.
const maxList = 9 << 20

// The parameters by which the page knows what a form has done. They hold numbers
// and addresses of feeds, so that no other site's link can put words into the
// page.
const (
	paramAdded     = "added"     // a feed's id
	paramRemoved   = "removed"   // a feed's address
	paramPolled    = "polled"    // a feed's id
	paramImported  = "imported"  // how many feeds, with known and wrong
	paramWatched   = "watched"   // a folder's path
	paramUnwatched = "unwatched" // likewise
	paramTried     = "tried"     // how many rejected articles, with solved
	paramDismissed = "dismissed" // how many
)

// said words what a form has done.
func said(say *locale.Language, q url.Values) string {
	of := func(name string) int { return int(number(q.Get(name))) }
	switch {
	case q.Has(paramAdded):
		return say.Say("sources.added")
	case undo(q) != "":
		return say.Say("sources.removed")
	case q.Has(paramPolled):
		return say.Say("sources.polled")
	case q.Has(paramWatched):
		return say.Say("sources.folder-added")
	case q.Has(paramUnwatched):
		return say.Say("sources.folder-removed")
	case q.Has(paramImported):
		return saidImport(say, of(paramImported), of("known"), of("wrong"))
	case q.Has(paramTried):
		return saidRetry(say, of(paramTried), of("solved"))
	case q.Has(paramDismissed):
		return say.Say("sources.dismissed", locale.Num("n", of(paramDismissed)))
	}
	return ""
}

func saidImport(say *locale.Language, added, known, wrong int) string {
	text := say.Say("sources.imported", locale.Num("n", added))
	if known > 0 {
		text += " " + say.Say("sources.known", locale.Num("n", known))
	}
	if wrong > 0 {
		text += " " + say.Say("sources.left-out", locale.Num("n", wrong))
	}
	return text
}

func saidRetry(say *locale.Language, tried, solved int) string {
	switch solved {
	case tried:
		if tried == 0 {
			return say.Say("sources.untried")
		}
		return say.Say("sources.solved", locale.Num("n", tried))
	case 0:
		return say.Say("sources.unsolved", locale.Num("n", tried))
	}
	return say.Say("sources.partly", locale.Num("n", tried), locale.Num("solved", solved))
}

// undo is the address of the feed that a form has removed.
func undo(q url.Values) string {
	f, err := intake.NewFeed(q.Get(paramRemoved), "", time.Time{})
	if err != nil {
		return ""
	}
	return f.URL
}

// sourcesDone leads back to the page, which tells what was done.
func sourcesDone(c echo.Context, values url.Values, place string) error {
	return c.Redirect(http.StatusSeeOther, "/sources?"+values.Encode()+place)
}

// ToSources answers GET /sources/…, where forms are sent: who loads again what a
// form has answered finds the page.
func (*Pages) ToSources(c echo.Context) error { return c.Redirect(http.StatusSeeOther, "/sources") }

// AddFeed answers POST /sources/feeds.
func (p *Pages) AddFeed(c echo.Context) error {
	form, err := Form(c)
	if err != nil {
		return fmt.Errorf("page: add feed: %w", err)
	}
	sent := sentFeed{form.Get("url"), form.Get("title"), form.Get("source"), form.Get("text")}
	f, err := intake.NewFeed(sent.URL, sent.Title, p.now())
	if errors.Is(err, intake.ErrFeedURL) {
		fault := p.language(c).Say("sources.bad-address")
		return p.sourcesPage(c, http.StatusUnprocessableEntity, &sourcesView{Fault: fault, Sent: sent})
	}
	if f.Source, f.Text = sent.Source, intake.TextFrom(sent.Text); err == nil {
		err = f.Text.Check()
	}
	if err == nil {
		f, _, err = p.sources.Feeds.PutFeed(c.Request().Context(), f)
	}
	if err != nil {
		return fmt.Errorf("page: add feed: %w", err)
	}
	return sourcesDone(c, url.Values{paramAdded: {f.ID}}, "#feed-"+f.ID)
}

// RemoveFeed answers POST /sources/feeds/remove. One that is gone already is no
// error: a form may be sent twice.
func (p *Pages) RemoveFeed(c echo.Context) error {
	form, err := Form(c)
	if err != nil {
		return fmt.Errorf("page: remove feed: %w", err)
	}
	ctx, id := c.Request().Context(), form.Get("id")
	f, err := p.sources.Feeds.Feed(ctx, id)
	if err == nil {
		err = p.sources.Feeds.RemoveFeed(ctx, id)
	}
	if err != nil && !errors.Is(err, intake.ErrNoFeed) {
		return fmt.Errorf("page: remove feed: %w", err)
	}
	return sourcesDone(c, url.Values{paramRemoved: {f.URL}}, "")
}

// PollFeed answers POST /sources/feeds/poll.
func (p *Pages) PollFeed(c echo.Context) error {
	form, err := Form(c)
	if err != nil {
		return fmt.Errorf("page: poll feed: %w", err)
	}
	id := form.Get("id")
	if err := p.sources.Hurry(c.Request().Context(), id); err != nil {
		return fmt.Errorf("page: poll feed: %w", err)
	}
	return sourcesDone(c, url.Values{paramPolled: {id}}, "#feed-"+url.PathEscape(id))
}

// ImportFeeds answers POST /sources/import, a form with a file.
func (p *Pages) ImportFeeds(c echo.Context) (err error) {
	r := c.Request()
	r.Body = http.MaxBytesReader(c.Response(), r.Body, maxList)
	file, _, err := r.FormFile("list")
	switch {
	case errors.Is(err, http.ErrMissingFile):
		return p.sourcesPage(c, http.StatusUnprocessableEntity, &sourcesView{Fault: p.language(c).Say("sources.no-file")})
	case err != nil:
		return fmt.Errorf("page: import feeds: %w: %w", api.ErrBody, err)
	}
	defer func() { err = errors.Join(err, file.Close(), r.MultipartForm.RemoveAll()) }()
	return p.importList(c, file)
}

func (p *Pages) importList(c echo.Context, list io.Reader) error {
	done, err := p.sources.Import(c.Request().Context(), list)
	if errors.Is(err, api.ErrBody) {
		fault := p.language(c).Say("sources.no-list")
		return p.sourcesPage(c, http.StatusUnprocessableEntity, &sourcesView{Fault: fault})
	}
	if err != nil {
		return fmt.Errorf("page: import feeds: %w", err)
	}
	values := url.Values{paramImported: {strconv.Itoa(done.Added)}, "known": {strconv.Itoa(done.Known)}, "wrong": {strconv.Itoa(len(done.Wrong))}}
	return sourcesDone(c, values, "")
}

// RetryRejected answers POST /sources/retry: one, or all of a job.
func (p *Pages) RetryRejected(c echo.Context) error {
	one := func(ctx context.Context, id int64) (url.Values, error) {
		done, err := p.sources.Retrier.Retry(ctx, id)
		solved := "0"
		if done.Solved {
			solved = "1"
		}
		return url.Values{paramTried: {"1"}, "solved": {solved}}, err
	}
	all := func(ctx context.Context, job int64) (url.Values, error) {
		done, err := p.sources.Retrier.RetryAll(ctx, job)
		return url.Values{paramTried: {strconv.Itoa(done.Tried)}, "solved": {strconv.Itoa(done.Solved)}}, err
	}
	return p.rejectedForm(c, one, all)
}

// DismissRejected answers POST /sources/dismiss: one, or all of a job.
func (p *Pages) DismissRejected(c echo.Context) error {
	one := func(ctx context.Context, id int64) (url.Values, error) {
		err := p.sources.Jobs.Dismiss(ctx, id)
		if errors.Is(err, intake.ErrNoRejected) {
			err = nil // it is gone, as was wished
		}
		return url.Values{paramDismissed: {"1"}}, err
	}
	all := func(ctx context.Context, job int64) (url.Values, error) {
		n, err := p.sources.Jobs.DismissAll(ctx, job)
		return url.Values{paramDismissed: {strconv.Itoa(n)}}, err
	}
	return p.rejectedForm(c, one, all)
}

// rejectedForm does what a form asks for with one rejected article, or all of a
// job, and leads back to the list it came from.
func (p *Pages) rejectedForm(c echo.Context, one, all func(ctx context.Context, number int64) (url.Values, error)) error {
	form, err := Form(c)
	if err != nil {
		return fmt.Errorf("page: rejected: %w", err)
	}
	do, n := one, number(form.Get("id"))
	if !form.Has("id") {
		do, n = all, number(form.Get("job"))
	}
	done, err := do(c.Request().Context(), n)
	if err != nil {
		return fmt.Errorf("page: rejected: %w", err)
	}
	if form.Has("id") && form.Has("job") {
		done.Set("job", strconv.FormatInt(number(form.Get("job")), 10))
	}
	return sourcesDone(c, done, "#rejected")
}
