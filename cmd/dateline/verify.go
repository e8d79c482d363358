package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/dateline-search/dateline/config"
	"github.com/dateline-search/dateline/search"
)

// verified is what a comparison of archive and index came to.
type verified struct {
	Articles int      `json:"articles"` // that can be found and should be
	Missing  []string `json:"missing"`  // ids that should be found and cannot
	Leftover int      `json:"leftover"` // that can be found and are gone
	Repaired bool     `json:"repaired"`
}

func newVerifyCommand(a *app) *cobra.Command {
	var repair bool
	cmd := &cobra.Command{
		Use:   "verify",
		Short: "Compare archive and index, article by article",
		Long: "Check the archive's file, and whether the index finds just the articles that the\n" +
			"archive has. It must own the index: stop a server first.",
		Args: args(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			cfg, err := a.config(cmd)
			if err != nil {
				return err
			}
			return a.verify(cmd.Context(), cfg, repair)
		},
	}
	cmd.Flags().BoolVar(&repair, "repair", false, "rebuild the index where it differs")
	return cmd
}

func (a *app) verify(ctx context.Context, cfg config.Config, repair bool) (err error) {
	l, err := takeLock(cfg.Data)
	if err != nil {
		return a.explainLock(cfg.Data, err)
	}
	n, err := openNewsroom(ctx, cfg, l, a.logger(cfg))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, n.Close()) }()
	if err := n.archive.Check(ctx); err != nil {
		return err
	}
	if err := n.indexer.CatchUp(ctx); err != nil {
		return err
	}
	v, err := n.compare(ctx)
	if err != nil {
		return err
	}
	differs := len(v.Missing)+v.Leftover > 0
	if differs && repair {
		stop := n.follow(ctx)
		defer stop()
		if err := n.indexer.Rebuild(ctx, nil); err != nil {
			return err
		}
		v.Repaired = true
	}
	if err := a.printVerified(v); err != nil {
		return err
	}
	if differs && !repair {
		return errors.New("the index differs from the archive; --repair mends it")
	}
	return nil
}

func (a *app) printVerified(v verified) error {
	if a.JSON {
		return a.printJSON(v)
	}
	_, err := fmt.Fprintf(a.Stdout, "%s as they should be, %d missing in the index, %d left over in it.\n", plural(v.Articles, "article"), len(v.Missing), v.Leftover)
	for _, id := range v.Missing[:min(len(v.Missing), 20)] {
		a.say("missing: %s", id)
	}
	if v.Repaired {
		a.say("The index is rebuilt.")
	}
	return err
}

// found gathers the ids that the index finds.
type found map[string]bool

func (found) Begin(search.Understood, int) error { return nil }

func (f found) Visit(h search.WalkHit) error {
	f[h.Record.ID] = true
	return nil
}

// compare lays what the index finds against what the archive has.
func (n *newsroom) compare(ctx context.Context) (verified, error) {
	const batch = 500
	there := found{}
	walked, err := n.searcher.Walk(ctx, search.Request{}, there)
	if err != nil {
		return verified{}, err
	}
	v := verified{Missing: []string{}, Leftover: walked.Total - walked.Given}
	for seq := uint64(0); ; {
		records, err := n.archive.Since(ctx, seq, batch)
		if err != nil || len(records) == 0 {
			return v, err
		}
		for i := range records {
			r := &records[i]
			seq = r.Seq
			switch {
			case r.Deleted || r.Usage.HeldAt(time.Now()):
			case there[r.ID]:
				v.Articles++
			default:
				v.Missing = append(v.Missing, r.ID)
			}
		}
	}
}
