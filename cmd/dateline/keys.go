package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"github.com/dateline-search/dateline/config"
	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/access"
	"github.com/dateline-search/dateline/index/archive"
)

// keyLine is a key as --json prints it.
type keyLine struct {
	ID      string       `json:"id"`
	Name    string       `json:"name"`
	Scope   access.Scope `json:"scope"`
	Created time.Time    `json:"created"`
	Revoked *time.Time   `json:"revoked,omitempty"`
	Secret  string       `json:"key,omitempty"` // when it is made, and never again
}

func lineOf(k access.Key) keyLine {
	l := keyLine{ID: k.ID, Name: k.Name, Scope: k.Scope, Created: k.Created}
	if !k.Revoked.IsZero() {
		l.Revoked = &k.Revoked
	}
	return l
}

func newKeysCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "keys",
		Short: "Make, list and revoke keys of the API",
		Long: "Make, list and revoke keys of the API. As soon as a key exists, writing and\n" +
			"administering need one, on every address; reading too where server.read_needs_key says so.",
		Args: needSubcommand,
		RunE: func(*cobra.Command, []string) error { return nil },
	}
	cmd.AddCommand(newKeysCreateCommand(a), newKeysListCommand(a), newKeysRevokeCommand(a))
	return cmd
}

// needSubcommand refuses a call without one of a command's commands.
func needSubcommand(cmd *cobra.Command, given []string) error {
	names := strings.Join(commandNames(cmd), ", ")
	if len(given) == 0 {
		return usageError{fmt.Errorf("%s what? There are %s", cmd.Name(), names)}
	}
	return usageError{fmt.Errorf("%s has no command %q; there are %s", cmd.Name(), given[0], names)}
}

func newKeysCreateCommand(a *app) *cobra.Command {
	var scope string
	cmd := &cobra.Command{
		Use:   "create NAME",
		Short: "Make a key, and print it: it cannot be seen again",
		Args:  args(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, names []string) error {
			parsed, err := access.ParseScope(scope)
			if err != nil {
				return usageError{fmt.Errorf("--scope: %w", err)}
			}
			if strings.TrimSpace(names[0]) == "" {
				return usageError{errors.New("the name is empty; it says whose key it is")}
			}
			return a.withArchive(cmd, func(ctx context.Context, store *archive.Archive) error {
				key, secret := access.NewKey(names[0], parsed, time.Now())
				if err := store.PutKey(ctx, key, access.HashOf(secret)); err != nil {
					return err
				}
				return a.printKey(key, secret)
			})
		},
	}
	cmd.Flags().StringVar(&scope, "scope", string(access.Read), "what it allows: `SCOPE` read, write or admin, each with those before it")
	return cmd
}

// printKey prints a new key alone on stdout, so that it can be piped on.
func (a *app) printKey(k access.Key, secret string) error {
	if a.JSON {
		l := lineOf(k)
		l.Secret = secret
		return a.printJSON(l)
	}
	a.say("The key %s of %q allows to %s. It cannot be seen again:", k.ID, k.Name, k.Scope)
	_, err := fmt.Fprintln(a.Stdout, secret)
	return err
}

func newKeysListCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "list",
		Short: "List keys, without their secrets",
		Args:  args(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.withArchive(cmd, func(ctx context.Context, store *archive.Archive) error {
				keys, err := store.Keys(ctx)
				if err != nil {
					return err
				}
				return a.printKeys(keys)
			})
		},
	}
}

func (a *app) printKeys(keys []access.Key) error {
	if a.JSON {
		for _, k := range keys {
			if err := a.printJSON(lineOf(k)); err != nil {
				return err
			}
		}
		return nil
	}
	w := tabwriter.NewWriter(a.Stdout, 0, 0, 2, ' ', 0)
	for _, k := range keys {
		state := ""
		if !k.Revoked.IsZero() {
			state = "revoked " + k.Revoked.Format(time.DateOnly)
		}
		if _, err := fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", k.ID, k.Scope, k.Created.Format(time.DateOnly), k.Name, state); err != nil {
			return err
		}
	}
	return w.Flush()
}

func newKeysRevokeCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "revoke ID",
		Short: "End a key at once, also for a running server",
		Args:  args(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, ids []string) error {
			return a.withArchive(cmd, func(ctx context.Context, store *archive.Archive) error {
				err := store.RevokeKey(ctx, ids[0])
				if errors.Is(err, index.ErrNotFound) {
					return fmt.Errorf("there is no key %q that works; dateline keys list shows them", ids[0])
				}
				if err != nil {
					return err
				}
				a.say("The key %s is revoked.", ids[0])
				return nil
			})
		},
	}
}

// withArchive opens the archive alone, which a running server may have open too.
func (a *app) withArchive(cmd *cobra.Command, do func(context.Context, *archive.Archive) error) (err error) {
	var cfg config.Config
	if cfg, err = a.config(cmd); err != nil {
		return err
	}
	store, err := openArchive(cmd.Context(), cfg, a.logger(cfg))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	return do(cmd.Context(), store)
}
