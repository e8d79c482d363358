package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"github.com/spf13/cobra"

	"github.com/dateline-search/dateline/config"
	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/archive"
	"github.com/dateline-search/dateline/index/intake"
	"github.com/dateline-search/dateline/index/journal"
	"github.com/dateline-search/dateline/index/source/watch"
)

func newWatchCommand(a *app) *cobra.Command {
	var format string
	var keep, remove, list bool
	cmd := &cobra.Command{
		Use:   "watch DIR...",
		Short: "Take in the files of folders, and go on as files arrive",
		Long: "Take in the files of folders, and go on as files arrive, until interrupted. A file is taken when it no longer\n" +
			"changes, and once; one that changes later is taken again, and its articles become new versions.\n" +
			"`dateline serve` watches the folders that watch.folders names, and those that --keep has added; a running server\n" +
			"sees within seconds what is added and removed.",
		Args: func(_ *cobra.Command, names []string) error {
			if (len(names) == 0) != list {
				return usageError{errors.New("name the folders, or give --list alone")}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, names []string) error {
			cfg, err := a.config(cmd)
			if err != nil {
				return err
			}
			if keep || remove || list {
				return a.withArchive(cmd, func(ctx context.Context, store *archive.Archive) error {
					return a.changeFolders(ctx, folders{cfg: cfg, store: store}, names, remove)
				})
			}
			return a.watch(cmd.Context(), cfg, names, format)
		},
	}
	cmd.Flags().StringVar(&format, "format", "auto", "read every file as `FORMAT`, whatever it looks like")
	cmd.Flags().BoolVar(&keep, "keep", false, "have `dateline serve` watch them from now on, and return")
	cmd.Flags().BoolVar(&remove, "remove", false, "have `dateline serve` watch them no longer; what was taken stays")
	cmd.Flags().BoolVar(&list, "list", false, "list what `dateline serve` watches, and what was taken from it")
	cmd.MarkFlagsMutuallyExclusive("keep", "remove", "list", "format")
	addFlag(cmd, "ingest.fields")
	return cmd
}

// changeFolders adds folders to those that are watched, or removes them, and lists
// what is watched where none is named.
func (a *app) changeFolders(ctx context.Context, all folders, names []string, remove bool) error {
	for _, name := range names {
		path := absolute(name)
		if remove {
			if err := all.RemoveFolder(ctx, path); err != nil {
				return fmt.Errorf("%s: %w", path, err)
			}
			a.say("Removed %s.", path)
			continue
		}
		w, created, err := all.add(ctx, path)
		if err != nil {
			return err
		}
		if err := a.printFolder(w, map[bool]string{true: "added", false: "is watched already"}[created]); err != nil {
			return err
		}
	}
	if len(names) > 0 {
		return nil
	}
	list, err := all.Watched(ctx)
	for _, w := range list {
		err = errors.Join(err, a.printFolder(w, folderState(w)))
	}
	return err
}

func (a *app) printFolder(w intake.Watched, state string) error {
	if a.JSON {
		return a.printJSON(w)
	}
	_, err := fmt.Fprintf(a.Stdout, "%s  %s\n", w.Path, state)
	return err
}

// folderState is how a watched folder does, in a few words.
func folderState(w intake.Watched) string {
	state := fmt.Sprintf("%s taken, %s", plural(w.Files, "file"), plural(w.Articles, "article"))
	if w.Rejected > 0 {
		state += fmt.Sprintf(", %d rejected", w.Rejected)
	}
	if w.Error != "" {
		state = "cannot be looked into: " + w.Error + "; " + state
	}
	return state
}

// watch takes files in until the context ends, and indexes them unless a server
// does.
func (a *app) watch(ctx context.Context, cfg config.Config, names []string, format string) (err error) {
	opts, err := a.sourceOptions(cfg, format)
	if err != nil {
		return usageError{err}
	}
	o := watch.Options{
		Folders: watch.These(names...), Except: absolute(cfg.Data), Source: opts, Logger: a.logger(cfg),
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
		o.Store, o.Ingester = store, journaledFolder(store, in, nil)
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
	o.Store, o.Ingester = n.archive, journaledFolder(n.archive, n.ingester, n.ends)
	return runWatcher(ctx, o)
}

// journaledFolder writes down what comes from each folder.
func journaledFolder(store *archive.Archive, in *index.Ingester, ends *journal.Ends) func(folder string) watch.Ingester {
	return func(folder string) watch.Ingester { return journaled(store, in, ends, intake.Folder, folder) }
}

func runWatcher(ctx context.Context, o watch.Options) error {
	w, err := watch.Open(ctx, o)
	if err != nil {
		return err
	}
	return w.Run(ctx)
}

// watchInBackground watches the folders that the configuration names, and those
// that are added, until stop is called, which waits for what is under way.
func (n *newsroom) watchInBackground(ctx context.Context, a *app, cfg config.Config, log *slog.Logger) (stop func(), err error) {
	opts, err := a.sourceOptions(cfg, "")
	if err != nil {
		return nil, err
	}
	n.folders = folders{cfg: cfg, store: n.archive}
	n.folders.watcher, err = watch.Open(ctx, watch.Options{
		Folders: n.folders.paths, Except: absolute(cfg.Data), Source: opts, Logger: log, Store: n.archive,
		Ingester: journaledFolder(n.archive, n.ingester, n.ends),
	})
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancel(ctx)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		if err := n.folders.watcher.Run(ctx); err != nil && ctx.Err() == nil {
			log.ErrorContext(ctx, "folders are no longer watched", "error", err)
		}
	}()
	return func() {
		cancel()
		<-ended
	}, nil
}
