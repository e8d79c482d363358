package main

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/dateline-search/dateline/config"
	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/intake"
	"github.com/dateline-search/dateline/index/source/watch"
)

func newWatchCommand(a *app) *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "watch DIR...",
		Short: "Take in the files of folders, and go on as files arrive",
		Long: "Take in the files of folders, and go on as files arrive, until interrupted. A file is taken when it no longer\n" +
			"changes, and once; one that changes later is taken again, and its articles become new versions.\n" +
			"`dateline serve` watches the folders that watch.folders names.",
		Args: args(cobra.MinimumNArgs(1)),
		RunE: func(cmd *cobra.Command, folders []string) error {
			cfg, err := a.config(cmd)
			if err != nil {
				return err
			}
			return a.watch(cmd.Context(), cfg, folders, format)
		},
	}
	cmd.Flags().StringVar(&format, "format", "auto", "read every file as `FORMAT`, whatever it looks like")
	addFlag(cmd, "ingest.fields")
	return cmd
}

// watch takes files in until the context ends, and indexes them unless a server
// does.
func (a *app) watch(ctx context.Context, cfg config.Config, folders []string, format string) (err error) {
	opts, err := a.sourceOptions(cfg, format)
	if err != nil {
		return usageError{err}
	}
	o := watch.Options{
		Folders: folders, Source: opts, Logger: a.logger(cfg),
		Took:     func(_ int, r index.Report) { _ = a.printReport(r) },
		Rejected: a.printRejection,
	}
	l, server, err := lockOrServer(ctx, cfg.Data)
	if err != nil {
		return err
	}
	if server != nil {
		store, err := openArchive(ctx, cfg, o.Logger)
		if err != nil {
			return err
		}
		in := index.NewIngester(ctx, store, nil)
		o.Store, o.Ingester = store, journaled(store, in, intake.Folder, some(folders))
		err = runWatcher(ctx, o)
		in.Close()
		return errors.Join(err, store.Close())
	}
	n, err := openNewsroom(ctx, cfg, l, o.Logger)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, n.Close()) }()
	stop := n.follow(context.WithoutCancel(ctx))
	defer stop()
	o.Store, o.Ingester = n.archive, journaled(n.archive, n.ingester, intake.Folder, some(folders))
	return runWatcher(ctx, o)
}

func runWatcher(ctx context.Context, o watch.Options) error {
	w, err := watch.Open(ctx, o)
	if err != nil {
		return err
	}
	return w.Run(ctx)
}

// watched tells how the folders do that the configuration names.
func (n *newsroom) watched(cfg config.Config) func(ctx context.Context) ([]intake.Watched, error) {
	return func(ctx context.Context) (all []intake.Watched, err error) {
		for _, folder := range cfg.Watch.Folders {
			path, err := filepath.Abs(folder)
			if err != nil {
				return nil, err
			}
			w, err := n.archive.TakenFrom(ctx, path)
			if err != nil {
				return nil, err
			}
			if err := canLookInto(path); err != nil {
				w.Error = plainReason(err)
			}
			all = append(all, w)
		}
		return all, nil
	}
}

// canLookInto says why a folder cannot be looked into, however much lies in it.
func canLookInto(path string) error {
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	_, err = folder.Readdirnames(1)
	if errors.Is(err, io.EOF) {
		err = nil // it is empty
	}
	return errors.Join(err, folder.Close())
}

// plainReason is an error of the file system without the path, which stands
// beside it.
func plainReason(err error) string {
	if path := (*fs.PathError)(nil); errors.As(err, &path) {
		return path.Err.Error()
	}
	return err.Error()
}

// watchInBackground watches the folders that the configuration names until stop
// is called, which waits for what is under way.
func (n *newsroom) watchInBackground(ctx context.Context, a *app, cfg config.Config, log *slog.Logger) (stop func(), err error) {
	if len(cfg.Watch.Folders) == 0 {
		return func() {}, nil
	}
	opts, err := a.sourceOptions(cfg, "")
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancel(ctx)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		err := runWatcher(ctx, watch.Options{
			Folders: cfg.Watch.Folders, Source: opts, Logger: log, Store: n.archive,
			Ingester: journaled(n.archive, n.ingester, intake.Folder, some(cfg.Watch.Folders)),
		})
		if err != nil && ctx.Err() == nil {
			log.ErrorContext(ctx, "folders are no longer watched", "error", err)
		}
	}()
	return func() {
		cancel()
		<-ended
	}, nil
}
