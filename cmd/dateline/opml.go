package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/spf13/cobra"

	"github.com/dateline-search/dateline/index/archive"
	"github.com/dateline-search/dateline/index/source/feed"
)

func newFeedsImportCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "import FILE",
		Short: "Add the feeds of an OPML file, - for stdin",
		Args:  args(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, names []string) (err error) {
			in := io.NopCloser(a.Stdin)
			if names[0] != "-" {
				if in, err = os.Open(names[0]); err != nil {
					return err
				}
			}
			feeds, wrong, err := feed.ReadOPML(in, time.Now())
			if err = errors.Join(err, in.Close()); err != nil {
				return fmt.Errorf("%s: %w", names[0], err)
			}
			for _, w := range wrong {
				a.say("left out: %v", w)
			}
			return a.withArchive(cmd, func(ctx context.Context, store *archive.Archive) error {
				return a.addFeeds(ctx, store, feeds)
			})
		},
	}
}

func newFeedsExportCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "export",
		Short: "Write the feeds as OPML",
		Args:  args(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.withArchive(cmd, func(ctx context.Context, store *archive.Archive) error {
				feeds, err := store.Feeds(ctx)
				if err != nil {
					return err
				}
				return feed.WriteOPML(a.Stdout, feeds)
			})
		},
	}
}
