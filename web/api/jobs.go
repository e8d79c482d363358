package api

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/index/intake"
	"github.com/dateline-search/dateline/web/openapi"
	"github.com/dateline-search/dateline/web/param"
)

// Jobs tells what brought articles in, and what was refused.
type Jobs interface {
	// Jobs lists the latest jobs, the last first.
	Jobs(ctx context.Context, limit int) ([]intake.Job, error)
	// Rejected lists what could not be taken in, the last first: by one job, or by
	// any where job is 0.
	Rejected(ctx context.Context, job int64, limit int) ([]intake.Rejected, error)
	// Dismiss forgets one of them. It fails with intake.ErrNoRejected.
	Dismiss(ctx context.Context, id int64) error
	// DismissAll forgets those of one job, and says how many there were.
	DismissAll(ctx context.Context, job int64) (int, error)
}

// Retrier tries again what was rejected.
type Retrier interface {
	// Retry fails with intake.ErrNoRejected and intake.ErrNotKept.
	Retry(ctx context.Context, id int64) (intake.Retry, error)
	// RetryAll tries all that one job had rejected.
	RetryAll(ctx context.Context, job int64) (intake.Retries, error)
	// Item returns one of them, and itself where it is kept. It fails with
	// intake.ErrNoRejected.
	Item(ctx context.Context, id int64) (intake.Rejected, error)
}

// Refused is something that was rejected, with itself.
type Refused struct {
	intake.Rejected
	Form string `json:"form,omitempty" enum:"article,object,file" doc:"What it is: an article in our own names, JSON as its source has it, or a whole file"`
	Text string `json:"text,omitempty" doc:"Itself, where it is kept; what is no UTF-8 in it is U+FFFD"`
}

// job is the parameter that names a job.
const job = "job"

func (a *API) jobOperations() []openapi.Operation {
	number := []param.Spec{{Name: "id", Kind: param.Number, Least: 1, Most: maxJob, Required: true, Example: "17", Meaning: "Its number in the list."}}
	ofJob := []param.Spec{{Name: job, Kind: param.Number, Least: 1, Most: maxJob, Required: true, Example: "7", Meaning: "The job's number."}}
	size := param.Spec{Name: param.Size, Kind: param.Number, Least: 1, Most: 1000, Default: "100", Meaning: "How many, the last first."}
	return []openapi.Operation{
		{
			Method: http.MethodGet, Path: "/api/v1/jobs", ID: "jobs", Tag: tagFeeds, Scope: openapi.Read, Handler: a.listJobs,
			Summary: "What brought articles in, and how far it is",
			Detail: "Runs of `dateline ingest`, polls of feeds that had something new, files from watched folders, what a client sent for a while, " +
				"rebuilds of the index. One without `ended` runs; `done` of `total` is how far it is, in bytes of files or changes of the archive. " + discreetly,
			Query: []param.Spec{size}, Answers: openapi.JSON("The jobs", []intake.Job{}),
		},
		{
			Method: http.MethodGet, Path: "/api/v1/rejected", ID: "rejected", Tag: tagFeeds, Scope: openapi.Read, Handler: a.listRejected,
			Summary: "What could not be taken in, and why",
			Detail:  "Until it was taken in at another try, or dismissed. " + discreetly,
			Query: []param.Spec{size, {
				Name: job, Kind: param.Number, Least: 0, Most: maxJob, Default: "0", Meaning: "Only by this job; 0 for any.",
			}},
			Answers: openapi.JSON("What was refused", []intake.Rejected{}),
		},
		{
			Method: http.MethodGet, Path: "/api/v1/rejected/{id}", ID: "rejectedItem", Tag: tagFeeds, Scope: openapi.Write, Handler: a.getRejected,
			Summary: "Something that was rejected, as it was sent", Names: number,
			Detail:  "It may be what must not be shown yet, for all that is known of it: so those see it who may send.",
			Answers: openapi.JSON("It", Refused{}), Errors: []int{http.StatusNotFound},
		},
		{
			Method: http.MethodPost, Path: "/api/v1/rejected/{id}", ID: "retryRejected", Tag: tagFeeds, Scope: openapi.Write, Handler: a.retryRejected,
			Summary: "Try again what was rejected",
			Detail: "For after the names of fields were configured otherwise, or Dateline was updated. What has `kept` can be tried. " +
				"It is `solved`, and listed no more, where nothing of it was rejected this time; else `reason` says why.",
			Names: number, Answers: openapi.JSON("What became of it", intake.Retry{}),
			Errors: []int{http.StatusConflict, http.StatusInsufficientStorage},
		},
		{
			Method: http.MethodPost, Path: "/api/v1/rejected", ID: "retryJob", Tag: tagFeeds, Scope: openapi.Write, Handler: a.retryJob,
			Summary: "Try again all that a job had rejected", Query: ofJob,
			Answers: openapi.JSON("How many were tried, and how many of them taken in", intake.Retries{}),
			Errors:  []int{http.StatusInsufficientStorage},
		},
		{
			Method: http.MethodDelete, Path: "/api/v1/rejected/{id}", ID: "dismissRejected", Tag: tagFeeds, Scope: openapi.Write, Handler: a.dismissRejected,
			Summary: "Forget something that was rejected", Names: number,
			Answers: []openapi.Answer{{Status: http.StatusNoContent, Meaning: "Forgotten"}},
			Errors:  []int{http.StatusNotFound, http.StatusInsufficientStorage},
		},
		{
			Method: http.MethodDelete, Path: "/api/v1/rejected", ID: "dismissJob", Tag: tagFeeds, Scope: openapi.Write, Handler: a.dismissJob,
			Summary: "Forget all that a job had rejected", Query: ofJob,
			Answers: openapi.JSON("How many there were", dismissed{}),
			Errors:  []int{http.StatusInsufficientStorage},
		},
	}
}

// dismissed says how much was forgotten.
type dismissed struct {
	Dismissed int `json:"dismissed"`
}

// maxJob is the highest number that a job can have.
const maxJob = 1 << 31

// listJobs answers GET /api/v1/jobs.
func (a *API) listJobs(c echo.Context, in openapi.Input) error {
	jobs, err := a.jobs.Jobs(c.Request().Context(), in.Number(param.Size))
	if err != nil {
		return fmt.Errorf("api: jobs: %w", err)
	}
	return writeHashed(c, Told(mayWrite(c), jobs))
}

// listRejected answers GET /api/v1/rejected.
func (a *API) listRejected(c echo.Context, in openapi.Input) error {
	list, err := a.jobs.Rejected(c.Request().Context(), int64(in.Number(job)), in.Number(param.Size))
	if err != nil {
		return fmt.Errorf("api: rejected: %w", err)
	}
	return writeHashed(c, Told(mayWrite(c), list))
}

// rejectedNumber reads the number of something that was rejected.
func rejectedNumber(in openapi.Input) (int64, error) {
	id, err := strconv.ParseInt(in.Name("id"), 10, 64)
	if err != nil {
		return 0, fmt.Errorf("api: rejected %q: %w", in.Name("id"), intake.ErrNoRejected)
	}
	return id, nil
}

// getRejected answers GET /api/v1/rejected/{id}.
func (a *API) getRejected(c echo.Context, in openapi.Input) error {
	id, err := rejectedNumber(in)
	if err != nil {
		return err
	}
	r, err := a.retrier.Item(c.Request().Context(), id)
	if err != nil {
		return fmt.Errorf("api: %w", err)
	}
	return writeHashed(c, Refused{r, string(r.Item.Form), strings.ToValidUTF8(string(r.Item.Bytes), "\ufffd")})
}

// retryRejected answers POST /api/v1/rejected/{id}.
func (a *API) retryRejected(c echo.Context, in openapi.Input) error {
	id, err := rejectedNumber(in)
	if err != nil {
		return err
	}
	done, err := a.retrier.Retry(c.Request().Context(), id)
	if err != nil {
		return fmt.Errorf("api: %w", err)
	}
	return writeJSON(c, http.StatusOK, done)
}

// retryJob answers POST /api/v1/rejected.
func (a *API) retryJob(c echo.Context, in openapi.Input) error {
	done, err := a.retrier.RetryAll(c.Request().Context(), int64(in.Number(job)))
	if err != nil {
		return fmt.Errorf("api: %w", err)
	}
	return writeJSON(c, http.StatusOK, done)
}

// dismissRejected answers DELETE /api/v1/rejected/{id}.
func (a *API) dismissRejected(c echo.Context, in openapi.Input) error {
	id, err := rejectedNumber(in)
	if err == nil {
		err = a.jobs.Dismiss(c.Request().Context(), id)
	}
	if err != nil {
		return fmt.Errorf("api: %w", err)
	}
	return c.NoContent(http.StatusNoContent)
}

// dismissJob answers DELETE /api/v1/rejected.
func (a *API) dismissJob(c echo.Context, in openapi.Input) error {
	n, err := a.jobs.DismissAll(c.Request().Context(), int64(in.Number(job)))
	if err != nil {
		return fmt.Errorf("api: %w", err)
	}
	return writeJSON(c, http.StatusOK, dismissed{n})
}
