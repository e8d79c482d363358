package main

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"github.com/dateline-search/dateline/index/archive"
	"github.com/dateline-search/dateline/index/intake"
)

// mostListed is how many jobs, or rejected articles, are listed at most: as many as
// of one job are kept.
const mostListed = 1000

func newJobsCommand(a *app) *cobra.Command {
	size := 20
	cmd := &cobra.Command{
		Use:   "jobs",
		Short: "List what brought articles in, how far it is and what came of it",
		Long: "List what brought articles in, the last first: runs of ingest, polls that had something new, files from watched\n" +
			"folders, what clients sent to the API, rebuilds of the index; how far it is and what came of it. What was rejected\n" +
			"can be tried again: here, on the page /sources and in the API.",
		Args: args(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.withArchive(cmd, func(ctx context.Context, store *archive.Archive) error {
				jobs, err := store.Jobs(ctx, min(size, mostListed))
				if err != nil {
					return err
				}
				return printList(a, jobs, func(w io.Writer, j intake.Job) error {
					_, err := fmt.Fprintf(w, "%d\t%s\t%s\t%s\t%s\n", j.ID, j.Began.Local().Format(time.DateTime), j.Kind, j.Name, jobState(&j))
					return err
				})
			})
		},
	}
	cmd.PersistentFlags().IntVar(&size, "size", size, "how many: `N`, the last first; 1000 at most")
	cmd.AddCommand(newRejectedCommand(a, &size), newRetryCommand(a))
	return cmd
}

func newRejectedCommand(a *app, size *int) *cobra.Command {
	return &cobra.Command{
		Use:   "rejected [JOB]",
		Short: "List what was rejected, and why: by one job, or by any",
		Args:  args(cobra.MaximumNArgs(1)),
		RunE: func(cmd *cobra.Command, numbers []string) error {
			var job int64
			if len(numbers) > 0 {
				var err error
				if job, err = strconv.ParseInt(numbers[0], 10, 64); err != nil || job < 1 {
					return usageError{fmt.Errorf("%q is no number of a job; dateline jobs lists them", numbers[0])}
				}
			}
			return a.withArchive(cmd, func(ctx context.Context, store *archive.Archive) error {
				list, err := store.Rejected(ctx, job, min(*size, mostListed))
				if err != nil {
					return err
				}
				return printList(a, list, func(w io.Writer, r intake.Rejected) error {
					_, err := fmt.Fprintf(w, "%d\tjob %d\t%s\t%s\n", r.ID, r.Job, placeOf(r), r.Reason)
					return err
				})
			})
		},
	}
}

// printList prints things in columns, or one a line in JSON.
func printList[T any](a *app, list []T, line func(io.Writer, T) error) error {
	w := tabwriter.NewWriter(a.Stdout, 0, 0, 2, ' ', 0)
	for _, one := range list {
		if a.JSON {
			if err := a.printJSON(one); err != nil {
				return err
			}
		} else if err := line(w, one); err != nil {
			return err
		}
	}
	return w.Flush()
}

// jobState is how far a job is and what came of it, in a few words.
func jobState(j *intake.Job) string {
	var parts []string
	if j.Running() {
		parts = append(parts, "runs")
	}
	if percent, known := j.Percent(); known && j.Running() {
		parts[0] = fmt.Sprintf("runs, %d%%", percent)
	}
	counts := []struct {
		n     int
		words string
	}{{j.New, "new"}, {j.Updated, "updated"}, {j.Unchanged, "unchanged"}, {j.Duplicates, "duplicates"}, {j.Deleted, "deleted"}, {j.Rejected, "rejected"}}
	if j.Kind == intake.Rebuild {
		counts = counts[:0]
		if j.Read > 0 {
			parts = append(parts, plural(j.Read, "article"))
		}
	}
	for _, c := range counts {
		if c.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", c.n, c.words))
		}
	}
	if j.Error != "" {
		parts = append(parts, "broke off: "+j.Error)
	}
	return strings.Join(parts, ", ")
}

// placeOf is where something that was rejected stands.
func placeOf(r intake.Rejected) string {
	switch {
	case r.Line > 0 && r.File != "":
		return fmt.Sprintf("%s:%d", r.File, r.Line)
	case r.Line > 0:
		return fmt.Sprintf("line %d", r.Line)
	}
	return r.File
}
