package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"
	"time"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"github.com/dateline-search/dateline/config"
	"github.com/dateline-search/dateline/index/news"
)

// maxTagText is how much text the tag command reads: it holds all of it in
// memory, and no article is longer.
const maxTagText = 10 << 20

func newTagCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "tag FILE|-",
		Short: "Show the entities and dates found in a text",
		Long:  "Show the entities and dates found in a plain text, with offsets in Unicode code points.",
		Args:  args(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, files []string) error {
			cfg, err := a.config(cmd)
			if err != nil {
				return err
			}
			return a.tag(cfg, files[0])
		},
	}
}

func (a *app) tag(cfg config.Config, file string) error {
	text, err := a.readText(file)
	if err != nil {
		return err
	}
	tagger, err := newTagger(cfg)
	if err != nil {
		return err
	}
	tags := tagger.Tag(&news.Record{Article: news.Article{Body: text}, FirstSeen: time.Now()})
	if a.JSON {
		return a.printTagsJSON(tags)
	}
	return printTags(a.Stdout, tags)
}

// readText reads a text file, or stdin for "-".
func (a *app) readText(file string) (string, error) {
	in := a.Stdin
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return "", err
		}
		defer func() { _ = f.Close() }() // it was only read
		in = f
	}
	data, err := io.ReadAll(io.LimitReader(in, maxTagText+1))
	if err != nil {
		return "", fmt.Errorf("%s: %w", file, err)
	}
	if len(data) > maxTagText {
		return "", fmt.Errorf("%s: longer than %d MB", file, maxTagText>>20)
	}
	if !utf8.Valid(data) {
		return "", fmt.Errorf("%s: not UTF-8", file)
	}
	return string(data), nil
}

func (a *app) printTagsJSON(tags news.Tags) error {
	for _, e := range tags.Entities {
		if err := a.printJSON(e); err != nil {
			return err
		}
	}
	for _, d := range tags.Dates {
		if err := a.printJSON(d); err != nil {
			return err
		}
	}
	return nil
}

func printTags(w io.Writer, tags news.Tags) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, e := range tags.Entities {
		var places []string
		for _, m := range e.Mentions {
			places = append(places, fmt.Sprintf("%d-%d %q", m.Start, m.End, m.Text))
		}
		_, _ = fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", e.Type, e.Name, e.Country, strings.Join(places, ", "))
	}
	for _, d := range tags.Dates {
		_, _ = fmt.Fprintf(table, "date\t%s\t\t%d-%d %q\n", d.Value, d.Start, d.End, d.Text)
	}
	return table.Flush()
}
