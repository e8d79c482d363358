package page

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/index/schema"
	"github.com/dateline-search/dateline/web/param"
)

// take is the ways in which a search is taken along.
type take struct {
	Exports []link
}

// newTake offers every match in each form; there is nothing to take of nothing.
func newTake(state param.State, total int) take {
	if total == 0 {
		return take{}
	}
	query := matching(state)
	forms := []struct{ text, format string }{{"CSV", "csv"}, {"NDJSON", "ndjson"}, {"BibTeX", "bibtex"}, {"RIS", "ris"}}
	var t take
	for _, f := range forms {
		t.Exports = append(t.Exports, link{f.text, "/api/v1/export" + join(query, "format="+f.format)})
	}
	return t
}

// feeds are the search as feeds.
func (in voice) feeds(state param.State) []alternate {
	name := "Dateline"
	if q := state.Get(param.Q); q != "" {
		name += ": " + q
	}
	query := matching(state)
	if in.token != "" {
		query = join(query, param.Token+"="+in.token)
	}
	return []alternate{
		{"Atom", "application/atom+xml", name + " (Atom)", "/feed.atom" + query},
		{"RSS", "application/rss+xml", name + " (RSS)", "/feed.rss" + query},
		{"JSON Feed", "application/feed+json", name + " (JSON Feed)", "/feed.json" + query},
	}
}

// matching is what decides which articles match, as a URL holds it.
func matching(state param.State) string {
	for _, name := range append(param.Paging(), param.Sort) {
		state = state.Set(name, "")
	}
	return state.Encode()
}

// join puts a parameter behind others.
func join(query, parameter string) string {
	if query == "" {
		return "?" + parameter
	}
	return query + "&" + parameter
}

// Facet answers GET /facet: a form cannot write facet_prefix=person:rub, so it
// sends both apart and is led on.
func (p *Pages) Facet(c echo.Context) error {
	facet, begin := c.QueryParam("facet"), strings.TrimSpace(c.QueryParam("begin"))
	if !slices.Contains(schema.Facets(), facet) {
		return fmt.Errorf("page: facet: %w", &param.Error{Name: "facet", Value: facet, Want: "the name of a facet"})
	}
	state := param.NewState(c.QueryParams())
	for _, old := range state.All(param.FacetFrom) {
		if strings.HasPrefix(old, facet+":") {
			state = state.Remove(param.FacetFrom, old)
		}
	}
	if begin != "" {
		state = state.Add(param.FacetFrom, facet+":"+begin)
	}
	return c.Redirect(http.StatusSeeOther, here(state)+"#facet-"+facet)
}
