package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"github.com/dateline-search/dateline/config"
	"github.com/dateline-search/dateline/index/archive"
	"github.com/dateline-search/dateline/index/intake"
)

func newReindexCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "reindex",
		Short: "Rebuild the index from the archive",
		Long: "Rebuild the index from the archive, beside the one that serves: searches go on.\n" +
			"Where a server is running on the data folder, it is the server that rebuilds.",
		Args: args(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			cfg, err := a.config(cmd)
			if err != nil {
				return err
			}
			return a.reindex(cmd.Context(), cfg)
		},
	}
}

func (a *app) reindex(ctx context.Context, cfg config.Config) (err error) {
	l, server, err := lockOrServer(ctx, cfg.Data)
	if err != nil {
		return err
	}
	log := a.logger(cfg)
	if server != nil {
		return a.askForRebuild(ctx, cfg, log)
	}
	n, err := openNewsroom(ctx, cfg, l, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, n.Close()) }()
	stop := n.follow(ctx)
	defer stop()
	return a.rebuild(ctx, n)
}

// rebuild rebuilds in this process, with a bar of how far it is.
func (a *app) rebuild(ctx context.Context, n *newsroom) error {
	last, err := n.archive.Last(ctx)
	if err != nil {
		return err
	}
	bar := a.newBar("indexing", int64(last), plainCount)
	defer bar.finish()
	if err := n.indexer.Rebuild(ctx, func(seq uint64) { bar.set(int64(seq)) }); err != nil {
		return err
	}
	return a.reportRebuild(ctx, n.searcher.Count)
}

func (a *app) reportRebuild(ctx context.Context, count func(context.Context) (int, error)) error {
	articles, err := count(ctx)
	if err != nil {
		return err
	}
	if a.JSON {
		return a.printJSON(map[string]int{"articles": articles})
	}
	_, err = fmt.Fprintf(a.Stdout, "The index is rebuilt: %d articles.\n", articles)
	return err
}

// askForRebuild has the server rebuild.
func (a *app) askForRebuild(ctx context.Context, cfg config.Config, log *slog.Logger) (err error) {
	store, err := openArchive(ctx, cfg, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	stop, err := a.showRebuild(ctx, store)
	if err != nil {
		return err
	}
	_, err = rebuildOrder.give(ctx, store, cfg.Data, "")
	if stop(); err != nil {
		return err
	}
	return a.reportRebuild(ctx, store.Count)
}

// showRebuild shows how far the server's rebuild is until stop is called, as far
// as the server writes it down.
func (a *app) showRebuild(ctx context.Context, store *archive.Archive) (stop func(), err error) {
	last, err := store.Last(ctx)
	if err != nil {
		return nil, err
	}
	bar := a.newBar("indexing", int64(last), plainCount)
	end := inBackground(ctx, func(ctx context.Context) {
		ticker := time.NewTicker(obeyEvery)
		defer ticker.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-ticker.C:
			}
			jobs, err := store.Jobs(ctx, watchedJobs)
			if i := slices.IndexFunc(jobs, func(j intake.Job) bool { return j.Kind == intake.Rebuild && j.Running() }); err == nil && i >= 0 {
				bar.set(jobs[i].Done)
			}
		}
	})
	return func() { end(); bar.finish() }, nil
}
