package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/dateline-search/dateline/config"
)

// The exit codes.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

// usageError is a call that is wrong in itself: nothing was tried.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

// run is the whole program, from arguments to exit code.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer, env []string) int {
	a := &app{Stdin: stdin, Stdout: stdout, Stderr: stderr, Env: env}
	root := newRootCommand(a)
	root.SetArgs(args)
	cmd, err := root.ExecuteContextC(ctx)
	if err == nil {
		return exitDone
	}
	return a.fail(ctx, cmd, err)
}

// fail says what went wrong, and gives the exit code for it.
func (a *app) fail(ctx context.Context, cmd *cobra.Command, err error) int {
	if ctx.Err() != nil && errors.Is(err, context.Canceled) {
		err = errors.New("interrupted")
	}
	a.say("dateline: %v", err)
	if errors.As(err, new(usageError)) {
		a.say("Try: %s --help", cmd.CommandPath())
		return exitUsage
	}
	if wrong := (*config.ValueError)(nil); errors.As(err, &wrong) && wrong.Origin.Kind == config.FromFlag {
		return exitUsage
	}
	return exitFailed
}

func newRootCommand(a *app) *cobra.Command {
	root := &cobra.Command{
		Use:                        "dateline",
		Short:                      "Search news coverage",
		Long:                       "Dateline keeps news articles, finds the people, places and dates in them, and searches them.",
		Args:                       needCommand,
		RunE:                       func(*cobra.Command, []string) error { return nil },
		SilenceUsage:               true,
		SilenceErrors:              true,
		DisableFlagsInUseLine:      true,
		SuggestionsMinimumDistance: 2,
		CompletionOptions:          cobra.CompletionOptions{HiddenDefaultCmd: true},
	}
	root.SetIn(a.Stdin)
	root.SetOut(a.Stdout)
	root.SetErr(a.Stderr)
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.PersistentFlags().StringVar(&a.File, "config", "", "configuration `FILE`, in YAML, TOML or JSON")
	root.PersistentFlags().BoolVar(&a.JSON, "json", false, "print one JSON object a line")
	addFlag(root, "data")
	root.AddCommand(
		newServeCommand(a),
		newIngestCommand(a),
		newWatchCommand(a),
		newFeedsCommand(a),
		newJobsCommand(a),
		newSearchCommand(a),
		newExportCommand(a),
		newKeysCommand(a),
		newMCPCommand(a),
		newBackupCommand(a),
		newRestoreCommand(a),
		newVerifyCommand(a),
		newTagCommand(a),
		newReindexCommand(a),
		newConfigCommand(a),
		newVersionCommand(a),
	)
	return root
}

// needCommand refuses a call without a command, or with one that does not exist.
func needCommand(root *cobra.Command, args []string) error {
	if len(args) == 0 {
		return usageError{errors.New("which command? There are " + strings.Join(commandNames(root), ", "))}
	}
	message := fmt.Sprintf("there is no command %q", args[0])
	if near := root.SuggestionsFor(args[0]); len(near) > 0 {
		message += "; did you mean " + strings.Join(near, " or ") + "?"
	}
	return usageError{errors.New(message)}
}

func commandNames(root *cobra.Command) []string {
	var names []string
	for _, c := range root.Commands() {
		if c.IsAvailableCommand() {
			names = append(names, c.Name())
		}
	}
	return names
}

// args makes a usage error of what a check of arguments refuses: it says which are
// taken.
func args(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(cmd *cobra.Command, given []string) error {
		if check(cmd, given) == nil {
			return nil
		}
		_, wanted, _ := strings.Cut(cmd.Use, " ")
		name := strings.TrimPrefix(cmd.CommandPath(), cmd.Root().Name()+" ")
		switch {
		case wanted == "":
			return usageError{fmt.Errorf("%s takes no arguments: %q", name, given[0])}
		case len(given) == 0:
			return usageError{fmt.Errorf("%s needs %s", name, wanted)}
		}
		return usageError{fmt.Errorf("%s takes %s and no more: %q", name, wanted, given[len(given)-1])}
	}
}
