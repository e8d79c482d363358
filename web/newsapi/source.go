package newsapi

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/index/schema"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/web/openapi"
)

// outlet is a source as NewsAPI lists it.
type outlet struct {
	ID          string `json:"id"`
	Name        string `json:"name"`
	Description string `json:"description"`
	URL         string `json:"url"`
	Category    string `json:"category"`
	Language    string `json:"language"`
	Country     string `json:"country"`
}

type sourcesAnswer struct {
	Status  string   `json:"status"`
	Sources []outlet `json:"sources"`
}

// sources answers /v2/top-headlines/sources: the outlets that have articles of
// that kind, the most productive first. Of an outlet its name alone is known.
func (p *Protocol) sources(c echo.Context, in openapi.Input) error {
	r := search.Request{Filters: map[string][]string{}}
	narrow(&r, in)
	if language := in.Text("language"); language != "" {
		r.Filters[schema.Lang] = []string{strings.ToLower(language)}
	}
	names, err := p.outlets(c.Request().Context(), r)
	if err != nil {
		return err
	}
	answer := sourcesAnswer{Status: "ok", Sources: []outlet{}}
	for _, name := range names {
		answer.Sources = append(answer.Sources, outlet{
			ID: slug(name), Name: name, Category: in.Text("category"), Language: in.Text("language"), Country: in.Text("country"),
		})
	}
	return write(c, http.StatusOK, answer)
}

func (p *Protocol) outlets(ctx context.Context, r search.Request) ([]string, error) {
	none := 0
	r.Size, r.Facets, r.FacetSize, r.Interval, r.NoHighlight = &none, []string{schema.Source}, search.MaxFacetSize, search.IntervalNone, true
	result, err := p.searcher.Search(ctx, r)
	if err != nil {
		return nil, fmt.Errorf("newsapi: sources: %w", err)
	}
	var names []string
	for _, v := range result.Facets[schema.Source].Values {
		if v.Count > 0 {
			names = append(names, v.Value)
		}
	}
	return names, nil
}

// named finds the outlets with these ids.
func (p *Protocol) named(ctx context.Context, ids []string) ([]string, *Failure, error) {
	if len(ids) > maxSources {
		return nil, &Failure{Code: "sourcesTooMany", Message: fmt.Sprintf("At most %d sources are taken.", maxSources)}, nil
	}
	all, err := p.outlets(ctx, search.Request{})
	if err != nil {
		return nil, nil, err
	}
	var names []string
	for _, id := range ids {
		id = strings.TrimSpace(id)
		found := false
		for _, name := range all {
			if slug(name) == id {
				names, found = append(names, name), true
			}
		}
		if !found {
			return nil, &Failure{Code: "sourceDoesNotExist", Message: fmt.Sprintf("There is no source %q; /v2/top-headlines/sources lists them.", id)}, nil
		}
	}
	return names, nil, nil
}

// slug is a source's id: its name in small letters, with hyphens.
func slug(name string) string {
	var words []string
	for _, t := range analysis.Tokens(name) {
		words = append(words, t.Term)
	}
	return strings.Join(words, "-")
}
