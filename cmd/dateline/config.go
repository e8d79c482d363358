package main

import (
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/dateline-search/dateline/config"
)

// settingLine is a setting as `dateline config --json` prints it.
type settingLine struct {
	Key    string `json:"key"`
	Value  any    `json:"value"`
	Origin string `json:"origin"`
}

func newConfigCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "config",
		Short: "Print the configuration, each value with where it came from",
		Args:  args(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			cfg, err := a.config(cmd)
			if err != nil {
				return err
			}
			if a.JSON {
				return a.printSettingLines(cfg)
			}
			return a.printSettingTable(cfg)
		},
	}
}

func (a *app) printSettingLines(cfg config.Config) error {
	for _, s := range cfg.Settings() {
		if err := a.printJSON(settingLine{Key: s.Key.Name, Value: s.Value, Origin: s.Origin.String()}); err != nil {
			return err
		}
	}
	return nil
}

func (a *app) printSettingTable(cfg config.Config) error {
	table := tabwriter.NewWriter(a.Stdout, 0, 0, 2, ' ', 0)
	for _, s := range cfg.Settings() {
		text := s.Text
		if text == "" {
			text = "-"
		}
		if _, err := fmt.Fprintf(table, "%s\t%s\t%s\n", s.Key.Name, text, s.Origin); err != nil {
			return err
		}
	}
	return table.Flush()
}
