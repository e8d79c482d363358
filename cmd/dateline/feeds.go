package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"github.com/dateline-search/dateline/config"
	"github.com/dateline-search/dateline/index/archive"
	"github.com/dateline-search/dateline/index/intake"
)

func newFeedsCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "feeds",
		Short: "Say which feeds are polled, and see how it goes",
		Long: "Say which feeds are polled while `dateline serve` runs: RSS, Atom and JSON Feed. Each is polled in its own\n" +
			"rhythm. A running server sees what is changed here within seconds.",
		Args: needSubcommand,
		RunE: func(*cobra.Command, []string) error { return nil },
	}
	cmd.AddCommand(newFeedsAddCommand(a), newFeedsListCommand(a), newFeedsRemoveCommand(a), newFeedsPollCommand(a),
		newFeedsImportCommand(a), newFeedsExportCommand(a))
	return cmd
}

func newFeedsAddCommand(a *app) *cobra.Command {
	var title, source string
	var fullText bool
	cmd := &cobra.Command{
		Use:   "add URL...",
		Short: "Add feeds",
		Args:  args(cobra.MinimumNArgs(1)),
		RunE: func(cmd *cobra.Command, addresses []string) error {
			var feeds []intake.Feed
			for _, address := range addresses {
				f, err := intake.NewFeed(address, title, time.Now())
				if err != nil {
					return usageError{err}
				}
				if f.Source = source; cmd.Flags().Changed("full-text") {
					f.Text = map[bool]intake.TextFrom{true: intake.FromPage, false: intake.FromFeed}[fullText]
				}
				feeds = append(feeds, f)
			}
			return a.withArchive(cmd, func(ctx context.Context, store *archive.Archive) error {
				return a.addFeeds(ctx, store, feeds)
			})
		},
	}
	cmd.Flags().StringVar(&title, "title", "", "what it is called here: `TITLE`; else as it calls itself")
	cmd.Flags().StringVar(&source, "source", "", "outlet of its articles: `NAME`; else the feed's title")
	cmd.Flags().BoolVar(&fullText, "full-text", false, "take the text from the page behind each item, as far as its site's robots.txt lets it be read")
	return cmd
}

// addFeeds adds feeds and says which of them are new.
func (a *app) addFeeds(ctx context.Context, store *archive.Archive, feeds []intake.Feed) error {
	for _, f := range feeds {
		f, created, err := store.PutFeed(ctx, f)
		if err != nil {
			return err
		}
		if a.JSON {
			if err := a.printJSON(f); err != nil {
				return err
			}
			continue
		}
		word := "added"
		if !created {
			word = "is there already"
		}
		if _, err := fmt.Fprintf(a.Stdout, "%s  %s  %s\n", f.ID, f.URL, word); err != nil {
			return err
		}
	}
	return nil
}

func newFeedsListCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "list",
		Short: "List feeds with their last poll and what went wrong",
		Args:  args(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.withArchive(cmd, func(ctx context.Context, store *archive.Archive) error {
				feeds, err := store.Feeds(ctx)
				if err != nil {
					return err
				}
				return a.printFeeds(feeds)
			})
		},
	}
}

func (a *app) printFeeds(feeds []intake.Feed) error {
	if a.JSON {
		for _, f := range feeds {
			if err := a.printJSON(f); err != nil {
				return err
			}
		}
		return nil
	}
	w := tabwriter.NewWriter(a.Stdout, 0, 0, 2, ' ', 0)
	for _, f := range feeds {
		if _, err := fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", f.ID, f.URL, f.Title, feedState(f)); err != nil {
			return err
		}
	}
	return w.Flush()
}

// feedState is how a feed does, in a few words.
func feedState(f intake.Feed) string {
	switch {
	case f.Stopped:
		return "stopped: " + f.Error
	case f.LastPolled.IsZero():
		return "not polled yet"
	case f.Error != "":
		return fmt.Sprintf("failed %s: %s", f.LastPolled.Local().Format(time.DateTime), f.Error)
	case f.Warnings != "":
		return fmt.Sprintf("%s, %s; %s", f.LastPolled.Local().Format(time.DateTime), plural(f.Items, "item"), f.Warnings)
	}
	return fmt.Sprintf("%s, %s", f.LastPolled.Local().Format(time.DateTime), plural(f.Items, "item"))
}

func newFeedsRemoveCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "remove ID|URL...",
		Short: "Poll feeds no more; their articles stay",
		Args:  args(cobra.MinimumNArgs(1)),
		RunE: func(cmd *cobra.Command, names []string) error {
			cfg, err := a.config(cmd)
			if err != nil {
				return err
			}
			return a.withArchive(cmd, func(ctx context.Context, store *archive.Archive) error {
				feeds, err := chosenFeeds(ctx, store, names)
				if err != nil {
					return err
				}
				known := knownFeeds{Archive: store, fixed: fixedFeeds(cfg, feeds)}
				for _, f := range feeds {
					if err := known.RemoveFeed(ctx, f.ID); err != nil {
						return fmt.Errorf("%s: %w", f.URL, err)
					}
					a.say("Removed %s.", f.URL)
				}
				return nil
			})
		},
	}
}

// chosenFeeds are the feeds of those ids or addresses; all where there are none.
func chosenFeeds(ctx context.Context, store *archive.Archive, names []string) ([]intake.Feed, error) {
	all, err := store.Feeds(ctx)
	if err != nil || len(names) == 0 {
		return all, err
	}
	var chosen []intake.Feed
	for _, name := range names {
		found := false
		for _, f := range all {
			if f.ID == name || f.IsAt(name) {
				chosen, found = append(chosen, f), true
				break
			}
		}
		if !found {
			return nil, fmt.Errorf("there is no feed %q; dateline feeds list shows them", name)
		}
	}
	return chosen, nil
}

func newFeedsPollCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "poll [ID|URL...]",
		Short: "Poll feeds now, all where none is named",
		Long: "Poll feeds now, all where none is named. Beside a running server, the server polls them within seconds;\n" +
			"dateline feeds list shows what came of it.",
		RunE: func(cmd *cobra.Command, names []string) error {
			cfg, err := a.config(cmd)
			if err != nil {
				return err
			}
			return a.pollFeeds(cmd.Context(), cfg, names)
		},
	}
}

// pollFeeds polls feeds, or has the server do it that has the data folder.
func (a *app) pollFeeds(ctx context.Context, cfg config.Config, names []string) (err error) {
	log := a.logger(cfg)
	l, server, err := lockOrServer(ctx, cfg.Data)
	if err != nil {
		return err
	}
	if server != nil {
		store, err := openArchive(ctx, cfg, log)
		if err != nil {
			return err
		}
		return errors.Join(a.hurryFeeds(ctx, store, names), store.Close())
	}
	n, err := openNewsroom(ctx, cfg, l, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, n.Close()) }()
	stop := n.follow(ctx)
	defer stop()
	if err := n.addConfigured(ctx, cfg); err != nil {
		return err
	}
	feeds, err := chosenFeeds(ctx, n.archive, names)
	if err != nil {
		return err
	}
	poller := n.poller(cfg, slog.New(slog.DiscardHandler))
	failed := 0
	for i := range feeds {
		if feeds[i], err = poller.Poll(ctx, feeds[i]); err != nil {
			return err
		}
		if feeds[i].Error != "" {
			failed++
		}
	}
	if err := errors.Join(n.settle(ctx), a.printFeeds(feeds)); err != nil {
		return err
	}
	if failed > 0 {
		return fmt.Errorf("%s could not be polled", plural(failed, "feed"))
	}
	return nil
}

// hurryFeeds has a server poll feeds.
func (a *app) hurryFeeds(ctx context.Context, store *archive.Archive, names []string) error {
	feeds, err := chosenFeeds(ctx, store, names)
	if err != nil {
		return err
	}
	for _, f := range feeds {
		if err := store.HurryFeed(ctx, f.ID); err != nil {
			return err
		}
	}
	a.say("The running server polls %s now.", plural(len(feeds), "feed"))
	return nil
}
