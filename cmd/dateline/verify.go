package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"

	"github.com/spf13/cobra"

	"github.com/dateline-search/dateline/config"
	"github.com/dateline-search/dateline/index"
)

// maxListed is how many differences are listed one by one; those beyond are
// counted. A list that is longer says no more than "rebuild it".
const maxListed = 10_000

// verified is what a comparison of archive and index came to.
type verified struct {
	Articles    int `json:"articles"` // that the index holds as the archive has them
	Pending     int `json:"pending"`  // that changed meanwhile and are being indexed
	Missing     int `json:"missing"`  // of the index
	Stale       int `json:"stale"`
	Superfluous int `json:"superfluous"`
	// Ahead says that the index was made from another archive.
	Ahead       bool               `json:"ahead,omitempty"`
	Differences []index.Difference `json:"differences"` // maxListed at most
	Repaired    bool               `json:"repaired"`    // and found to be the same then
}

func newVerifyCommand(a *app) *cobra.Command {
	var repair bool
	cmd := &cobra.Command{
		Use:   "verify",
		Short: "Compare archive and index, article by article",
		Long: "Check the archive's file, and whether the index holds just the articles that the\n" +
			"archive has, each in the version that the archive has. Where a server is running on\n" +
			"the data folder, it is the server that compares and mends, while searches go on.\n" +
			"Exits with 1 where they differ and are not mended.",
		Args: args(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			cfg, err := a.config(cmd)
			if err != nil {
				return err
			}
			return a.verify(cmd.Context(), cfg, repair)
		},
	}
	cmd.Flags().BoolVar(&repair, "repair", false, "write into the index what it lacks, and take out what should not be there")
	return cmd
}

func (a *app) verify(ctx context.Context, cfg config.Config, repair bool) error {
	l, server, err := lockOrServer(ctx, cfg.Data)
	if err != nil {
		return err
	}
	log := a.logger(cfg)
	var v verified
	if server != nil {
		v, err = askToVerify(ctx, cfg, log, repair)
	} else {
		v, err = a.verifyHere(ctx, cfg, l, log, repair)
	}
	if err != nil {
		return err
	}
	if err := a.printVerified(v); err != nil {
		return err
	}
	if v.differ() > 0 && !v.Repaired {
		return errors.New("the index differs from the archive; --repair mends it")
	}
	return nil
}

// askToVerify has the server compare. The archive's file is checked here.
func askToVerify(ctx context.Context, cfg config.Config, log *slog.Logger, repair bool) (v verified, err error) {
	store, err := openArchive(ctx, cfg, log)
	if err != nil {
		return v, err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	if err := store.Check(ctx); err != nil {
		return v, err
	}
	detail := ""
	if repair {
		detail = withRepair
	}
	result, err := verifyOrder.give(ctx, store, cfg.Data, detail)
	if err != nil {
		return v, err
	}
	return v, json.Unmarshal(result, &v)
}

// verifyHere compares in this process, after indexing what came in meanwhile.
func (a *app) verifyHere(ctx context.Context, cfg config.Config, l *lock, log *slog.Logger, repair bool) (v verified, err error) {
	n, err := openNewsroom(ctx, cfg, l, log)
	if err != nil {
		return v, err
	}
	defer func() { err = errors.Join(err, n.Close()) }()
	if err := n.archive.Check(ctx); err != nil {
		return v, err
	}
	if err := a.catchUp(ctx, n); err != nil {
		return v, err
	}
	stop := n.follow(ctx)
	defer stop()
	return n.verify(ctx, repair)
}

// verify compares, mends if that is wanted, and then compares again. The indexer
// must be running.
func (n *newsroom) verify(ctx context.Context, repair bool) (verified, error) {
	if err := n.settle(ctx); err != nil {
		return verified{}, err
	}
	c, err := n.indexer.Compare(ctx)
	if err != nil {
		return verified{}, err
	}
	v := verifiedOf(c)
	if c.Same() || !repair {
		return v, nil
	}
	if err := n.indexer.Mend(ctx, c); err != nil {
		return v, err
	}
	again, err := n.indexer.Compare(ctx)
	if err != nil {
		return v, err
	}
	if !again.Same() {
		return v, fmt.Errorf("mended, and the index still differs in %s", plural(len(again.Differences), "article"))
	}
	v.Articles, v.Repaired = again.Articles, true
	return v, nil
}

func verifiedOf(c *index.Comparison) verified {
	v := verified{Articles: c.Articles, Pending: c.Pending, Ahead: c.Ahead}
	for _, d := range c.Differences {
		switch d.Kind {
		case index.Missing:
			v.Missing++
		case index.Stale:
			v.Stale++
		case index.Superfluous:
			v.Superfluous++
		}
	}
	v.Differences = append([]index.Difference{}, c.Differences[:min(len(c.Differences), maxListed)]...)
	return v
}

// differ counts what differs; an index of another archive counts as one.
func (v verified) differ() int {
	n := v.Missing + v.Stale + v.Superfluous
	if v.Ahead {
		n++
	}
	return n
}

func (a *app) printVerified(v verified) error {
	if a.JSON {
		return a.printJSON(v)
	}
	for _, d := range v.Differences {
		if _, err := fmt.Fprintln(a.Stdout, sayDifference(d)); err != nil {
			return err
		}
	}
	if n := v.Missing + v.Stale + v.Superfluous - len(v.Differences); n > 0 {
		a.say("… and %s more.", plural(n, "difference"))
	}
	if v.Ahead {
		a.say("The index was made from another archive than this one, or from a later state of it.")
	}
	_, err := fmt.Fprintf(a.Stdout, "%s in the index as in the archive; %d missing, %d stale, %d superfluous.\n",
		plural(v.Articles, "article"), v.Missing, v.Stale, v.Superfluous)
	if v.Pending > 0 {
		a.say("%s changed meanwhile and will be indexed in a moment.", plural(v.Pending, "article"))
	}
	if v.Repaired {
		a.say("The index is mended: it is what the archive is.")
	}
	return err
}

func sayDifference(d index.Difference) string {
	switch d.Kind {
	case index.Missing:
		return fmt.Sprintf("missing      %s: the archive has version %d", d.ID, d.Archive.Version)
	case index.Stale:
		if d.Index.Version == d.Archive.Version {
			return fmt.Sprintf("stale        %s: the index has version %d as of change %d, the archive as of change %d", d.ID, d.Index.Version, d.Index.Seq, d.Archive.Seq)
		}
		return fmt.Sprintf("stale        %s: the index has version %d, the archive version %d", d.ID, d.Index.Version, d.Archive.Version)
	}
	return fmt.Sprintf("superfluous  %s: the index has version %d, the archive none to show", d.ID, d.Index.Version)
}
