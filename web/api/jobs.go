package api

import (
	"context"
	"fmt"
	"net/http"

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
