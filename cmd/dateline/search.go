package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/dateline-search/dateline/config"
	"github.com/dateline-search/dateline/index/schema"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/web/param"
)

// askTimeout is how long a command waits for a running server's answer; the
// server's own limit for a search is shorter.
const askTimeout = time.Minute

// searchFlag is a flag that is handed on as a parameter of the API, repeatable
// where it is a facet.
type searchFlag struct{ name, meaning string }

func searchFlags() []searchFlag {
	return []searchFlag{
		{"from", "published on or after `DATE` (2025-05-08, 2025-05, 2025, or a time)"},
		{"to", "published on or before `DATE`"},
		{"tz", "`ZONE` of dates, as Asia/Karachi or +05:00"},
		{"match", "`HOW` many of the words: auto, all or any"},
		{"sort", "`ORDER`: relevance, newest or oldest"},
		{"size", "`NUMBER` of hits, 0 to 100"},
		{"cursor", "go on behind a page: its `NEXT`"},
		{"strict", "refuse a query that needs repair: `true`"},
		{"mentions_from", "the text speaks of this `DATE` or a later one"},
		{"mentions_to", "the text speaks of this `DATE` or an earlier one"},
		{"recency", "whether newer articles weigh more: `on` or off"},
	}
}

func newSearchCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "search QUERY",
		Short: "Search the archive",
		Long: "Search the archive, as the API does. The query may be several arguments.\n" +
			"Where a server is running on the data folder, it is asked.",
		Args: args(cobra.MinimumNArgs(1)),
		RunE: func(cmd *cobra.Command, words []string) error {
			cfg, err := a.config(cmd)
			if err != nil {
				return err
			}
			return a.search(cmd.Context(), cfg, searchValues(cmd, words))
		},
	}
	for _, f := range searchFlags() {
		cmd.Flags().String(f.name, "", f.meaning)
	}
	addFacetFlags(cmd)
	return cmd
}

// searchValues makes the API's parameters of a call.
func searchValues(cmd *cobra.Command, words []string) url.Values {
	values := url.Values{"q": {strings.Join(words, " ")}}
	for _, f := range searchFlags() {
		if v, _ := cmd.Flags().GetString(f.name); v != "" {
			values.Set(f.name, v)
		}
	}
	for _, facet := range schema.Facets() {
		if chosen, _ := cmd.Flags().GetStringArray(facet); len(chosen) > 0 {
			values[facet] = chosen
		}
	}
	return values
}

func (a *app) search(ctx context.Context, cfg config.Config, values url.Values) error {
	request, err := param.Bind(values)
	if err != nil {
		return usageError{err}
	}
	l, server, err := lockOrServer(ctx, cfg.Data)
	if err != nil {
		return err
	}
	var result *search.Result
	if server != nil {
		result, err = askServer(ctx, server, values)
	} else {
		result, err = a.searchHere(ctx, cfg, l, request)
	}
	if err != nil {
		return err
	}
	if a.JSON {
		return a.printJSON(result)
	}
	return printResult(a.Stdout, result)
}

// searchHere searches in this process, after indexing what came in meanwhile.
func (a *app) searchHere(ctx context.Context, cfg config.Config, l *lock, r search.Request) (_ *search.Result, err error) {
	n, err := openNewsroom(ctx, cfg, l, a.logger(cfg))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, n.Close()) }()
	if err := a.catchUp(ctx, n); err != nil {
		return nil, err
	}
	return n.searcher.Search(ctx, r)
}

// askServer lets a running server search.
func askServer(ctx context.Context, server *owner, values url.Values) (_ *search.Result, err error) {
	ctx, cancel := context.WithTimeout(ctx, askTimeout)
	defer cancel()
	resp, err := server.ask(ctx, "/api/v1/search", values)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, resp.Body.Close()) }()
	if resp.StatusCode != http.StatusOK {
		return nil, problem(resp)
	}
	var result search.Result
	if err := json.NewDecoder(resp.Body).Decode(&result); err != nil {
		return nil, fmt.Errorf("the server at %s: %w", server.Addr, err)
	}
	return &result, nil
}

// problem is what the server says is wrong.
func problem(resp *http.Response) error {
	var p struct{ Title, Detail string }
	if json.NewDecoder(io.LimitReader(resp.Body, 1<<20)).Decode(&p) == nil && p.Detail != "" {
		return errors.New(p.Detail)
	}
	return fmt.Errorf("the server answers %s", resp.Status)
}

// printResult prints a result for people.
func printResult(w io.Writer, r *search.Result) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s  (%s, %.1f ms)\n", r.Query.Parsed, plural(r.Total, "article"), r.TookMS)
	for _, n := range r.Query.Notes {
		fmt.Fprintf(&b, "Note: %s\n", n.Message)
	}
	for _, h := range r.Hits {
		fmt.Fprintf(&b, "\n%s\n  %s\n", h.Title, joined(" · ", h.Source, h.Section, h.Published, h.ID))
		if h.Highlight != nil && len(h.Highlight.Body) > 0 {
			fmt.Fprintf(&b, "  %s\n", oneLine(h.Highlight.Body[0].Text))
		}
	}
	if r.Next != "" {
		fmt.Fprintf(&b, "\nMore with --cursor %s\n", r.Next)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// joined joins the parts that are not empty.
func joined(separator string, parts ...string) string {
	var there []string
	for _, p := range parts {
		if p != "" {
			there = append(there, p)
		}
	}
	return strings.Join(there, separator)
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
