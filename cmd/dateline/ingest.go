package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/spf13/cobra"

	"github.com/dateline-search/dateline/config"
	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/archive"
	"github.com/dateline-search/dateline/index/intake"
	"github.com/dateline-search/dateline/index/journal"
	"github.com/dateline-search/dateline/index/source"
)

func newIngestCommand(a *app) *cobra.Command {
	var format string
	var allowPrivate bool
	cmd := &cobra.Command{
		Use:   "ingest SOURCE...",
		Short: "Take articles into the archive",
		Long: "Take articles into the archive and the index: files, folders, globs, web addresses,\n" +
			"or - for stdin. The format is told by the content: JSON, NDJSON, CSV, web pages, feeds, and what agencies send (ninjs, NITF,\n" +
			"NewsML, IPTC 7901, ANPA 1312, JSON-LD). What is there already stays as it is; what its sender\n" +
			"has canceled is deleted, and what is under embargo waits for its time.\n" +
			"Where a server is running on the data folder, it indexes what comes in.",
		Args: args(cobra.MinimumNArgs(1)),
		RunE: func(cmd *cobra.Command, sources []string) error {
			cfg, err := a.config(cmd)
			if err != nil {
				return err
			}
			opts, err := a.sourceOptions(cfg, format)
			if err != nil {
				return usageError{err}
			}
			opts.Fetch = fetcher(allowPrivate || cfg.Feeds.AllowPrivate, networks(cfg.Feeds.AllowedNetworks))
			return a.ingest(cmd.Context(), cfg, source.Walk(cmd.Context(), sources, opts), some(sources))
		},
	}
	cmd.Flags().StringVar(&format, "format", "auto", "read every source as `FORMAT`, whatever it looks like")
	cmd.Flags().BoolVar(&allowPrivate, "allow-private", false, "also fetch from addresses that are not public")
	addFlag(cmd, "ingest.fields")
	return cmd
}

func (a *app) sourceOptions(cfg config.Config, format string) (source.Options, error) {
	f, err := source.ParseFormat(format)
	if err != nil {
		return source.Options{}, err
	}
	fields := map[string]string{}
	for _, pair := range cfg.Ingest.Fields {
		ours, theirs, _ := strings.Cut(pair, "=")
		fields[ours] = theirs
	}
	return source.Options{Format: f, Fields: fields, Stdin: a.Stdin}, nil
}

// ingest loads what the walker finds.
func (a *app) ingest(ctx context.Context, cfg config.Config, w *source.Walker, names string) (err error) {
	defer func() { err = errors.Join(err, w.Close()) }()
	return a.withIngester(ctx, cfg, func(to *intoArchive) error {
		return a.load(ctx, journaled(to.archive, to.ingester, to.ends, intake.Ingest, names), w, to.settle)
	})
}

// intoArchive is what takes articles in.
type intoArchive struct {
	archive  *archive.Archive
	ingester *index.Ingester
	ends     *journal.Ends // nil beside a server
	settle   func() error  // waits until all can be searched; not beside a server
}

// withIngester opens what takes articles in, and indexes them unless a server
// does.
func (a *app) withIngester(ctx context.Context, cfg config.Config, do func(*intoArchive) error) (err error) {
	l, server, err := lockOrServer(ctx, cfg.Data)
	if err != nil {
		return err
	}
	log := a.logger(cfg)
	if server != nil {
		store, err := openArchive(ctx, cfg, log)
		if err != nil {
			return err
		}
		in := index.NewIngester(ctx, store, nil)
		err = do(&intoArchive{archive: store, ingester: in, settle: func() error { return nil }})
		in.Close()
		return errors.Join(err, store.Close())
	}
	n, err := openNewsroom(ctx, cfg, l, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, n.Close()) }()
	stop := n.follow(ctx)
	defer stop()
	return do(&intoArchive{n.archive, n.ingester, n.ends, func() error { return a.settle(ctx, n) }})
}

// journaled writes down what an ingester loads. ends may be nil.
func journaled(store *archive.Archive, in *index.Ingester, ends *journal.Ends, kind intake.JobKind, name string) *journal.Journal {
	return journal.New(journal.Options{Store: store, Ingester: in, Ends: ends, Kind: kind, Name: name, Idle: kind == intake.Poll})
}

// load runs an ingest with a progress bar and its report; settle waits until all
// can be searched.
func (a *app) load(ctx context.Context, in journal.Ingester, w *source.Walker, settle func() error) error {
	if skipped := w.Skipped(); len(skipped) > 0 {
		a.say("Left out %s, whose names do not end as those of articles do: %s",
			plural(len(skipped), "file"), some(skipped))
	}
	bar := a.newBar("reading", w.Size(), byteCount)
	report, err := in.Load(ctx, w, index.Watch{
		Rejected: func(r *index.Rejection) { bar.beside(func() { a.printRejection(r) }) },
		Progress: func(index.Report) { bar.set(w.Offset()) },
	})
	bar.finish()
	if err == nil {
		err = settle()
	}
	if printErr := a.printReport(report); err == nil {
		err = printErr
	}
	if report.Rejected > report.Unreadable {
		a.say("What was rejected is kept with its reasons: on the page /sources, by dateline jobs retry, and in the API at /api/v1/rejected, it can be tried again.")
	}
	if err == nil && report.Unreadable > 0 {
		err = fmt.Errorf("%s could not be read", plural(report.Unreadable, "source"))
	}
	return err
}

// printRejection says what could not be taken in, and why.
func (a *app) printRejection(r *index.Rejection) {
	if a.JSON {
		_ = a.printJSON(map[string]any{"status": index.Rejected, "file": r.File, "line": r.Line, "error": r.Err.Error()})
		return
	}
	out := a.Stdout
	if r.Line == 0 {
		out = a.Stderr
	}
	_, _ = fmt.Fprintf(out, "rejected  %v\n", r)
}

func (a *app) printReport(r index.Report) error {
	if a.JSON {
		return a.printJSON(r)
	}
	deleted := ""
	if r.Deleted > 0 {
		deleted = fmt.Sprintf(", %d deleted by their senders", r.Deleted)
	}
	_, err := fmt.Fprintf(a.Stdout, "%d read: %d new, %d updated, %d unchanged, %d duplicates, %d rejected%s\n",
		r.Read, r.New, r.Updated, r.Unchanged, r.Duplicates, r.Rejected, deleted)
	return err
}

// some lists the first of many names.
func some(names []string) string {
	const shown = 3
	if len(names) <= shown {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:shown], ", "), len(names)-shown)
}

// ingestFS loads every file of a file system.
func ingestFS(ctx context.Context, in journal.Ingester, files fs.FS) (sum index.Report, err error) {
	names, err := fs.Glob(files, "*")
	if err != nil {
		return sum, err
	}
	for _, name := range names {
		report, err := ingestFile(ctx, in, files, name)
		if err != nil {
			return sum, err
		}
		sum.Read += report.Read
		sum.New += report.New
	}
	return sum, nil
}

func ingestFile(ctx context.Context, in journal.Ingester, files fs.FS, name string) (_ index.Report, err error) {
	file, err := files.Open(name)
	if err != nil {
		return index.Report{}, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	src, err := source.NewReader(ctx, name, file, source.Options{})
	if err != nil {
		return index.Report{}, err
	}
	var rejected error
	report, err := in.Load(ctx, src, index.Watch{Rejected: func(r *index.Rejection) { rejected = r }})
	return report, errors.Join(err, rejected)
}
