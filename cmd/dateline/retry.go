package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/archive"
	"github.com/dateline-search/dateline/index/intake"
	"github.com/dateline-search/dateline/index/journal"
	"github.com/dateline-search/dateline/index/source"
)

func newRetryCommand(a *app) *cobra.Command {
	var job int64
	cmd := &cobra.Command{
		Use:   "retry [ID...]",
		Short: "Try again what was rejected: some of it, or all of a job",
		Long: "Try again what was rejected: by the numbers that \"dateline jobs rejected\" lists, or all of a job. What is taken\n" +
			"in now is listed no more.",
		RunE: func(cmd *cobra.Command, numbers []string) error {
			ids, err := rejectedNumbers(numbers)
			if err == nil && (len(ids) == 0) == (job < 1) {
				err = errors.New("say what to try again: numbers that dateline jobs rejected lists, or --job JOB")
			}
			if err != nil {
				return usageError{err}
			}
			cfg, err := a.config(cmd)
			if err != nil {
				return err
			}
			opts, err := a.sourceOptions(cfg, "")
			if err != nil {
				return err
			}
			return a.withIngester(cmd.Context(), cfg, func(to *intoArchive) error {
				r := newRetrier(to.archive, to.ingester, opts)
				if job > 0 {
					return a.retryJob(cmd.Context(), r, job, to.settle)
				}
				return a.retrySome(cmd.Context(), r, ids, to.settle)
			})
		},
	}
	cmd.Flags().Int64Var(&job, "job", 0, "all that the job of the number `JOB` had rejected")
	addFlag(cmd, "ingest.fields")
	return cmd
}

// rejectedNumbers reads numbers of what was rejected.
func rejectedNumbers(numbers []string) (ids []int64, err error) {
	for _, number := range numbers {
		id, err := strconv.ParseInt(number, 10, 64)
		if err != nil || id < 1 {
			return nil, fmt.Errorf("%q is no number of what was rejected; dateline jobs rejected lists them", number)
		}
		ids = append(ids, id)
	}
	return ids, nil
}

// retryJob tries again what a job had rejected. It fails where something is
// rejected still.
func (a *app) retryJob(ctx context.Context, r *journal.Retrier, job int64, settle func() error) error {
	all, err := r.RetryAll(ctx, job)
	if err != nil {
		return err
	}
	if err := settle(); err != nil {
		return err
	}
	if a.JSON {
		err = a.printJSON(all)
	} else {
		_, err = fmt.Fprintf(a.Stdout, "%d tried again: %d taken in\n", all.Tried, all.Solved)
	}
	return errors.Join(err, stillRejected(all.Tried-all.Solved))
}

// retrySome tries again what has these numbers.
func (a *app) retrySome(ctx context.Context, r *journal.Retrier, ids []int64, settle func() error) error {
	again := 0
	for _, id := range ids {
		done, err := r.Retry(ctx, id)
		if errors.Is(err, intake.ErrNoRejected) || errors.Is(err, intake.ErrNotKept) {
			return fmt.Errorf("%d cannot be tried again: it is not there, or was too long to be kept", id)
		}
		if err != nil {
			return err
		}
		if !done.Solved {
			again++
		}
		if err := a.printRetry(done); err != nil {
			return err
		}
	}
	return errors.Join(settle(), stillRejected(again))
}

func (a *app) printRetry(done intake.Retry) (err error) {
	switch {
	case a.JSON:
		err = a.printJSON(done)
	case done.Solved:
		_, err = fmt.Fprintf(a.Stdout, "%d  taken in  %s\n", done.ID, placeOf(done.Rejected))
	default:
		_, err = fmt.Fprintf(a.Stdout, "%d  rejected  %s: %s\n", done.ID, placeOf(done.Rejected), done.Reason)
	}
	return err
}

func stillRejected(n int) error {
	if n == 0 {
		return nil
	}
	return fmt.Errorf("%s rejected again", plural(n, "item"))
}

// newRetrier tries again what was rejected, with the fields of opts.
func newRetrier(store *archive.Archive, in *index.Ingester, opts source.Options) *journal.Retrier {
	return &journal.Retrier{
		Rejected: store, Ingester: in,
		Open: func(ctx context.Context, file string, item index.Item) (index.Source, error) {
			o := source.Options{Fields: opts.Fields, URL: addressOf(file), ContentType: item.ContentType}
			if item.Form != index.FormFile {
				o.Format = source.JSON
			}
			if item.Form == index.FormArticle {
				o.Fields = ownFirst(opts.Fields)
			}
			return source.NewReader(ctx, file, bytes.NewReader(item.Bytes), o)
		},
	}
}

// addressOf is where a file came from, as a feed did and a page in an archive of
// pages; empty where it came from nowhere.
func addressOf(file string) string {
	for at := 0; at < len(file); {
		if rest := file[at:]; strings.HasPrefix(rest, "https://") || strings.HasPrefix(rest, "http://") {
			return rest
		}
		next := strings.IndexByte(file[at:], '/')
		if next < 0 {
			break
		}
		at += next + 1
	}
	return ""
}

// ownFirst looks for fields under our own names first: what was read already has
// them.
func ownFirst(fields map[string]string) map[string]string {
	both := map[string]string{}
	for ours, theirs := range fields {
		both[ours] = ours + "|" + theirs
	}
	return both
}
