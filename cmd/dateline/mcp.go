package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"

	"github.com/spf13/cobra"

	"github.com/dateline-search/dateline/web/mcp"
)

func newMCPCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "mcp",
		Short: "Let an assistant use the archive, by the Model Context Protocol",
		Long: "Speak the Model Context Protocol on standard input and output: tools to search, read,\n" +
			"look up entities and draw a timeline. It asks the server that runs on the data folder.",
		Args: args(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			cfg, err := a.config(cmd)
			if err != nil {
				return err
			}
			server := readOwner(cfg.Data)
			if server == nil {
				return fmt.Errorf("no server runs on %s: start dateline serve", cfg.Data)
			}
			return mcp.New(server.get, thisBuild().Version).Serve(cmd.Context(), a.Stdin, a.Stdout)
		},
	}
}

// get is what the server answers.
func (o *owner) get(ctx context.Context, path string, values url.Values) (status int, body []byte, err error) {
	resp, err := o.ask(ctx, path, values)
	if err != nil {
		return 0, nil, err
	}
	defer func() { err = errors.Join(err, resp.Body.Close()) }()
	body, err = io.ReadAll(resp.Body)
	return resp.StatusCode, body, err
}
