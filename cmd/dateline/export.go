package main

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/dateline-search/dateline/config"
	"github.com/dateline-search/dateline/index/schema"
	"github.com/dateline-search/dateline/web/export"
	"github.com/dateline-search/dateline/web/param"
)

// exporting is a call of dateline export.
type exporting struct {
	format export.Format
	file   string // empty for stdout
	gzip   bool
	values url.Values
}

func newExportCommand(a *app) *cobra.Command {
	var e exporting
	var format string
	cmd := &cobra.Command{
		Use:   "export QUERY",
		Short: "Write every match of a search to a file",
		Long: "Write every match of a search, without limit, as the API's export does. What ends\n" +
			"the output says that it is complete. Where a server is running on the data folder,\n" +
			"it is asked.",
		Args: args(cobra.MinimumNArgs(1)),
		RunE: func(cmd *cobra.Command, words []string) error {
			cfg, err := a.config(cmd)
			if err != nil {
				return err
			}
			if !slices.Contains(export.Formats(), format) {
				return usageError{fmt.Errorf("--format is %q; it must be one of %s", format, strings.Join(export.Formats(), ", "))}
			}
			e.format, e.values = export.Format(format), searchValues(cmd, words)
			return a.export(cmd.Context(), cfg, e)
		},
	}
	cmd.Flags().StringVar(&format, "format", string(export.CSV), "`FORMAT`: "+strings.Join(export.Formats(), ", "))
	cmd.Flags().StringVarP(&e.file, "output", "o", "", "write to `FILE`, which is there when it is complete")
	cmd.Flags().BoolVar(&e.gzip, "gzip", false, "pack with gzip")
	for _, f := range searchFlags() {
		if f.name != param.Size && f.name != param.Cursor {
			cmd.Flags().String(f.name, "", f.meaning)
		}
	}
	addFacetFlags(cmd)
	return cmd
}

// addFacetFlags adds a flag for each facet.
func addFacetFlags(cmd *cobra.Command) {
	for _, facet := range schema.Facets() {
		cmd.Flags().StringArray(facet, nil, "only this `VALUE` of "+facet+"; repeatable; -VALUE excludes")
	}
}

func (a *app) export(ctx context.Context, cfg config.Config, e exporting) error {
	if e.file == "" {
		return a.exportTo(ctx, cfg, e, a.Stdout)
	}
	file, err := os.CreateTemp(filepath.Dir(e.file), ".dateline-export-*")
	if err != nil {
		return err
	}
	err = a.exportTo(ctx, cfg, e, file)
	if err = errors.Join(err, file.Close()); err == nil {
		err = os.Rename(file.Name(), e.file)
	}
	if err != nil {
		return errors.Join(err, os.Remove(file.Name()))
	}
	return nil
}

// exportTo packs, if that is asked for.
func (a *app) exportTo(ctx context.Context, cfg config.Config, e exporting, w io.Writer) error {
	if !e.gzip {
		return a.exportPlain(ctx, cfg, e, w)
	}
	packed := gzip.NewWriter(w)
	if err := a.exportPlain(ctx, cfg, e, packed); err != nil {
		return err
	}
	return packed.Close()
}

func (a *app) exportPlain(ctx context.Context, cfg config.Config, e exporting, w io.Writer) error {
	if _, err := param.Bind(e.values); err != nil {
		return usageError{err}
	}
	l, server, err := lockOrServer(ctx, cfg.Data)
	if err != nil {
		return err
	}
	if server != nil {
		return exportFromServer(ctx, server, e, w)
	}
	return a.exportHere(ctx, cfg, l, e, w)
}

// exportHere exports in this process, after indexing what came in meanwhile.
func (a *app) exportHere(ctx context.Context, cfg config.Config, l *lock, e exporting, w io.Writer) (err error) {
	n, err := openNewsroom(ctx, cfg, l, a.logger(cfg))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, n.Close()) }()
	if err := a.catchUp(ctx, n); err != nil {
		return err
	}
	request, err := param.Bind(e.values)
	if err != nil {
		return err
	}
	writer, err := export.New(w, e.format, e.values.Encode(), time.Now())
	if err != nil {
		return err
	}
	if _, err := n.searcher.Walk(ctx, request, writer); err != nil {
		return err
	}
	return writer.End()
}

// exportFromServer copies what a running server exports. It takes as long as it
// takes: there is no limit of time.
func exportFromServer(ctx context.Context, server *owner, e exporting, w io.Writer) (err error) {
	e.values.Set("format", string(e.format))
	resp, err := server.ask(ctx, "/api/v1/export", e.values)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, resp.Body.Close()) }()
	if resp.StatusCode != http.StatusOK {
		return problem(resp)
	}
	if _, err := io.Copy(w, resp.Body); err != nil {
		return fmt.Errorf("the server at %s broke off; what came is not complete: %w", server.Addr, err)
	}
	return nil
}
