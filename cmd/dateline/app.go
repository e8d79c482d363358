package main

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"

	"github.com/spf13/cobra"

	"github.com/dateline-search/dateline/config"
)

// app is what every command is given: its streams, its environment, and the
// flags that all have in common.
type app struct {
	Stdin  io.Reader
	Stdout io.Writer // results
	Stderr io.Writer // everything else
	Env    []string  // NAME=VALUE
	File   string    // --config
	JSON   bool      // --json
}

// config is the configuration of one call of a command.
func (a *app) config(cmd *cobra.Command) (config.Config, error) {
	flags := make(map[string]string)
	for _, k := range config.Keys() {
		if k.Flag == "" {
			continue
		}
		if f := cmd.Flags().Lookup(k.Flag); f != nil && f.Changed {
			flags[k.Name] = f.Value.String()
		}
	}
	return config.Load(config.Sources{File: a.File, Env: a.Env, Flags: flags})
}

// logger writes to Stderr, as the configuration asks for.
func (a *app) logger(cfg config.Config) *slog.Logger {
	var level slog.Level
	if err := level.UnmarshalText([]byte(cfg.Log.Level)); err != nil {
		level = slog.LevelInfo
	}
	opts := &slog.HandlerOptions{Level: level}
	if cfg.Log.Format == "json" {
		return slog.New(slog.NewJSONHandler(a.Stderr, opts))
	}
	return slog.New(slog.NewTextHandler(a.Stderr, opts))
}

// say prints a line for people, beside the results.
func (a *app) say(format string, args ...any) {
	_, _ = fmt.Fprintf(a.Stderr, format+"\n", args...)
}

// printJSON prints one object on a line of its own.
func (a *app) printJSON(object any) error {
	encoder := json.NewEncoder(a.Stdout)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(object)
}

// addFlag gives a command, and those below it, the flag that sets a key.
func addFlag(cmd *cobra.Command, key string) {
	for _, k := range config.Keys() {
		if k.Name == key && k.Flag != "" {
			cmd.PersistentFlags().String(k.Flag, k.Default(), k.Meaning)
			return
		}
	}
	panic(fmt.Sprintf("no flag sets the key %q", key))
}
