package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/spf13/cobra"

	"github.com/dateline-search/dateline/config"
)

// Settings of the archive by which a command asks the server that has the index
// for a rebuild: the command writes a name of its own choice to the first, the
// server writes it to the second when it is done, with the error if there was
// one behind a blank.
const (
	rebuildAsked = "rebuild_asked"
	rebuildDone  = "rebuild_done"
)

// obeyEvery is how often the server looks whether a rebuild is asked for.
const obeyEvery = 500 * time.Millisecond

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

// askForRebuild leaves a request in the archive and waits for its answer.
func (a *app) askForRebuild(ctx context.Context, cfg config.Config, log *slog.Logger) (err error) {
	store, err := openArchive(ctx, cfg, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	name := rand.Text()
	if err := store.PutSetting(ctx, rebuildAsked, []byte(name)); err != nil {
		return err
	}
	for {
		done, _, err := store.Setting(ctx, rebuildDone)
		if err != nil {
			return err
		}
		if answered, failure := answerTo(name, string(done)); answered {
			if failure != nil {
				return failure
			}
			return a.reportRebuild(ctx, store.Count)
		}
		if readOwner(cfg.Data) == nil {
			return errors.New("the server ended before it had rebuilt the index; call reindex again")
		}
		select {
		case <-time.After(obeyEvery / 2):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// answerTo reads the answer to the request of that name, if it is there.
func answerTo(name, done string) (answered bool, failure error) {
	if done == name {
		return true, nil
	}
	if len(done) > len(name) && done[:len(name)+1] == name+" " {
		return true, errors.New(done[len(name)+1:])
	}
	return false, nil
}

// obey rebuilds when a command asks for it, until the context ends. A request
// that a former server left unanswered is answered too.
func (n *newsroom) obey(ctx context.Context, log *slog.Logger) {
	ticker := time.NewTicker(obeyEvery)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			if err := n.obeyOnce(ctx, log); err != nil && ctx.Err() == nil {
				log.Error("cannot look for requests to rebuild", "error", err)
			}
		}
	}
}

func (n *newsroom) obeyOnce(ctx context.Context, log *slog.Logger) error {
	asked, found, err := n.archive.Setting(ctx, rebuildAsked)
	if err != nil || !found {
		return err
	}
	done, _, err := n.archive.Setting(ctx, rebuildDone)
	if err != nil {
		return err
	}
	if answered, _ := answerTo(string(asked), string(done)); answered {
		return nil
	}
	log.Info("rebuilding the index, as asked")
	answer := string(asked)
	if err := n.indexer.Rebuild(ctx, nil); err != nil {
		answer += " " + err.Error()
	}
	return n.archive.PutSetting(context.WithoutCancel(ctx), rebuildDone, []byte(answer))
}
