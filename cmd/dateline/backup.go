package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/dateline-search/dateline/config"
	"github.com/dateline-search/dateline/index/archive"
)

// archiveFile is what a backup is in a data folder.
const archiveFile = "archive.db"

func newBackupCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "backup FILE",
		Short: "Copy the archive into a file, while a server may run",
		Long: "Copy the archive, as it is at one moment, into a file that is not there yet. A server\n" +
			"may run and take in articles meanwhile. The index is not copied: it is made again.",
		Args: args(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, files []string) error {
			cfg, err := a.config(cmd)
			if err != nil {
				return err
			}
			if _, err := os.Stat(filepath.Join(cfg.Data, archiveFile)); err != nil {
				return fmt.Errorf("there is no archive in %s: %w", cfg.Data, err)
			}
			return a.withArchive(cmd, func(ctx context.Context, store *archive.Archive) error {
				if err := store.Backup(ctx, files[0]); err != nil {
					return err
				}
				a.say("The archive is in %s.", files[0])
				return nil
			})
		},
	}
}

func newRestoreCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "restore FILE",
		Short: "Make a data folder of a backup",
		Long: "Make a data folder of a backup. The folder must be empty, or not there. The copy is\n" +
			"checked; the index is made when it is served.",
		Args: args(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, files []string) error {
			cfg, err := a.config(cmd)
			if err != nil {
				return err
			}
			return a.restore(cmd.Context(), cfg, files[0])
		},
	}
}

func (a *app) restore(ctx context.Context, cfg config.Config, file string) (err error) {
	if entries, err := os.ReadDir(cfg.Data); err == nil && len(entries) > 0 {
		return fmt.Errorf("the data folder %s is not empty; nothing was changed", cfg.Data)
	} else if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	if err := os.MkdirAll(cfg.Data, 0o700); err != nil {
		return err
	}
	to := filepath.Join(cfg.Data, archiveFile)
	defer func() {
		if err != nil {
			for _, name := range []string{to, to + "-wal", to + "-shm"} {
				_ = os.Remove(name) // what is not whole must not be served
			}
		}
	}()
	if err := copyFile(file, to); err != nil {
		return err
	}
	store, err := openArchive(ctx, cfg, a.logger(cfg))
	if err != nil {
		return fmt.Errorf("%s is no backup: %w", file, err)
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	if err := store.Check(ctx); err != nil {
		return fmt.Errorf("%s is damaged: %w", file, err)
	}
	articles, err := store.Count(ctx)
	if err != nil {
		return err
	}
	a.say("%s holds %s.", cfg.Data, plural(articles, "article"))
	return nil
}

func copyFile(from, to string) error {
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer func() { _ = source.Close() }()
	target, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(target, source)
	return errors.Join(err, target.Sync(), target.Close())
}
