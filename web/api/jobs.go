package api

import (
	"context"
	"fmt"
	"net/http"
	"strconv"

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
}

// Retrier tries again what was rejected. It fails with intake.ErrNoRejected and
// intake.ErrNotKept.
type Retrier interface {
	Retry(ctx context.Context, id int64) (intake.Retry, error)
}

func (a *API) jobOperations() []openapi.Operation {
	size := param.Spec{Name: param.Size, Kind: param.Number, Least: 1, Most: 1000, Default: "100", Meaning: "How many, the last first."}
	return []openapi.Operation{
		{
			Method: http.MethodGet, Path: "/api/v1/jobs", ID: "jobs", Tag: tagFeeds, Scope: openapi.Read, Handler: a.listJobs,
			Summary: "What brought articles in, and how far it is",
			Detail:  "Runs of `dateline ingest`, polls of feeds that had something new, files from watched folders. One without `ended` runs.",
			Query:   []param.Spec{size}, Answers: openapi.JSON("The jobs", []intake.Job{}),
		},
		{
			Method: http.MethodGet, Path: "/api/v1/rejected", ID: "rejected", Tag: tagFeeds, Scope: openapi.Read, Handler: a.listRejected,
			Summary: "What could not be taken in, and why",
			Query: []param.Spec{size, {
				Name: "job", Kind: param.Number, Least: 0, Most: maxJob, Default: "0", Meaning: "Only by this job; 0 for any.",
			}},
			Answers: openapi.JSON("What was refused", []intake.Rejected{}),
		},
		{
			Method: http.MethodPost, Path: "/api/v1/rejected/{id}", ID: "retryRejected", Tag: tagFeeds, Scope: openapi.Write, Handler: a.retryRejected,
			Summary: "Try again what was rejected",
			Detail: "For after the names of fields were configured otherwise, or Dateline was updated. What has `kept` can be tried. " +
				"It is `solved` where nothing of it was rejected this time; else `reason` says why.",
			Names:   []param.Spec{openapi.PathParam("id", "Its number in the list.", "17")},
			Answers: openapi.JSON("What became of it", intake.Retry{}),
			Errors:  []int{http.StatusConflict, http.StatusInsufficientStorage},
		},
	}
}

// maxJob is the highest number that a job can have.
const maxJob = 1 << 31

// listJobs answers GET /api/v1/jobs.
func (a *API) listJobs(c echo.Context, in openapi.Input) error {
	jobs, err := a.jobs.Jobs(c.Request().Context(), in.Number(param.Size))
	if err != nil {
		return fmt.Errorf("api: jobs: %w", err)
	}
	return writeHashed(c, append([]intake.Job{}, jobs...))
}

// listRejected answers GET /api/v1/rejected.
func (a *API) listRejected(c echo.Context, in openapi.Input) error {
	list, err := a.jobs.Rejected(c.Request().Context(), int64(in.Number("job")), in.Number(param.Size))
	if err != nil {
		return fmt.Errorf("api: rejected: %w", err)
	}
	return writeHashed(c, append([]intake.Rejected{}, list...))
}

// retryRejected answers POST /api/v1/rejected/{id}.
func (a *API) retryRejected(c echo.Context, in openapi.Input) error {
	id, err := strconv.ParseInt(in.Name("id"), 10, 64)
	if err != nil {
		return fmt.Errorf("api: retry %q: %w", in.Name("id"), intake.ErrNoRejected)
	}
	done, err := a.retrier.Retry(c.Request().Context(), id)
	if err != nil {
		return fmt.Errorf("api: %w", err)
	}
	return writeJSON(c, http.StatusOK, done)
}
