package api

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/index/alias"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/schema"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/search/query"
	"github.com/dateline-search/dateline/web/openapi"
	"github.com/dateline-search/dateline/web/param"
)

// ErrNoEntity is a name that no article carries.
var ErrNoEntity = errors.New("no article names this")

// Listed is an entity with what it is called beside its name, for pages to show.
type Listed = listed

// EntityPage is what is known of an entity, for pages to show.
type EntityPage = entityPage

// Companion is an entity that stands with another, for pages to show.
type Companion = companion

// counted is an entity with the number of articles that name it.
type counted struct {
	Type  string `json:"type" enum:"person,org,place"`
	Name  string `json:"name"`
	Count int    `json:"count"`
}

// listed is an entity with what it is called beside its name.
type listed struct {
	counted
	Aliases []string `json:"aliases" doc:"Names that were merged into it"`
}

// entityPage is what is known of an entity.
type entityPage struct {
	listed
	KnownAs  []string               `json:"known_as" doc:"Names by which the lists of names know it, those that come with Dateline and the newsroom's own"`
	ByCount  []companion            `json:"with_by_count" doc:"Who appears with it, the most frequent first"`
	ByLift   []companion            `json:"with_by_lift" doc:"Who appears with it more often than by chance, the most so first"`
	Timeline *search.ResultTimeline `json:"timeline,omitempty"`
}

func entityTypes() []string {
	return []string{string(news.Person), string(news.Org), string(news.Place)}
}

// entityType is the type of an entity in a path.
func entityType() param.Spec {
	return param.Spec{Name: "type", Kind: param.Choice, Words: entityTypes(), Required: true, Example: "person", Meaning: "What it is."}
}

func (a *API) entityOperations() []openapi.Operation {
	size := param.Spec{Name: param.Size, Kind: param.Number, Least: 1, Most: 100, Default: "20", Meaning: "How many of each list."}
	when := param.Without(param.SearchSpecs(), append(param.Paging(), "q", "match", "strict", "recency", "sort")...)
	return []openapi.Operation{
		{
			Method: http.MethodGet, Path: "/api/v1/entities", ID: "entities", Tag: tagEntities, Scope: openapi.Read, Handler: a.entities,
			Summary: "People, organisations and places by the beginning of a name",
			Detail: "Ordered by the number of articles. The beginning may be that of any word of the name, or of another name that the " +
				"entity is known by or that was merged into it; it is compared without regard to case and accents.",
			Query: []param.Spec{
				{Name: "prefix", Meaning: "The beginning of a name, or of a word in it; empty gives the most frequent.", Example: "rub"},
				{Name: "type", Kind: param.Choice, Words: entityTypes(), Meaning: "Only these; all where it is left out."},
				size,
			},
			Answers: openapi.JSON("The entities", []listed{}),
		},
		{
			Method: http.MethodGet, Path: "/api/v1/entities/{type}/{name}", ID: "entity", Tag: tagEntities, Scope: openapi.Read, Handler: a.entity,
			Summary: "One entity: how often, when, and who appears with it",
			Detail: "Lift is the share of its articles that name the other, over the share of all articles that do. " +
				"A name that was merged into another answers with that one, under its name; and so does any other name that it is known by.",
			Names: []param.Spec{
				entityType(), openapi.PathParam("name", "The canonical name or an alias, escaped.", "Marco Rubio"),
			},
			Query:   append([]param.Spec{size, specFor(param.Interval)}, when...),
			Answers: openapi.JSON("The entity", entityPage{}),
		},
	}
}

// entities answers GET /api/v1/entities.
func (a *API) entities(c echo.Context, in openapi.Input) error {
	list, err := a.Entities(c.Request().Context(), in.Text("type"), in.Text("prefix"), in.Number(param.Size))
	if err != nil {
		return err
	}
	return writeHashed(c, list)
}

// Entities lists up to size entities whose names begin so, the most frequent
// first: of all types where none is given.
func (a *API) Entities(ctx context.Context, of, prefix string, size int) ([]Listed, error) {
	types := entityTypes()
	if of != "" {
		types = []string{of}
	}
	request := counting(types, size)
	if prefix != "" {
		request.FacetPrefix, request.FacetWords = map[string]string{}, true
		for _, t := range types {
			request.FacetPrefix[t] = prefix
		}
	}
	result, err := a.searcher.Search(ctx, request)
	if err != nil {
		return nil, fmt.Errorf("api: entities: %w", err)
	}
	merges, err := a.merges(ctx)
	if err != nil {
		return nil, err
	}
	list := []listed{}
	for _, t := range types {
		for _, v := range result.Facets[t].Values {
			if v.Count > 0 {
				list = append(list, called(merges, counted{Type: t, Name: v.Value, Count: v.Count}))
			}
		}
	}
	slices.SortStableFunc(list, func(x, y listed) int { return cmp.Compare(y.Count, x.Count) })
	return list[:min(len(list), size)], nil
}

// merges are the names that people have merged.
func (a *API) merges(ctx context.Context) (*alias.Table, error) {
	table, err := a.names.Merges(ctx)
	if err != nil {
		return nil, fmt.Errorf("api: merged names: %w", err)
	}
	return table, nil
}

// called adds to an entity what was merged into it.
func called(merges *alias.Table, e counted) listed {
	return listed{e, append([]string{}, merges.Members(news.EntityType(e.Type), e.Name)...)}
}

// counting asks for nothing but facets.
func counting(facets []string, size int) search.Request {
	none := 0
	return search.Request{Size: &none, Facets: facets, FacetSize: size, Interval: search.IntervalNone, NoHighlight: true}
}

// entity answers GET /api/v1/entities/{type}/{name}.
func (a *API) entity(c echo.Context, in openapi.Input) error {
	of, name := in.Name("type"), in.Name("name")
	if !slices.Contains(entityTypes(), of) {
		return &param.Error{Name: "type", Value: of, Want: "person, org or place"}
	}
	bound, err := param.Bind(in.URL())
	if err != nil {
		return err
	}
	page, err := a.Entity(c.Request().Context(), of, name, bound, in.Number(param.Size))
	if err != nil {
		return err
	}
	return writeHashed(c, page)
}

// Entity is what is known of an entity, with up to size of each list, in the time
// and under the filters of a request. It fails with ErrNoEntity.
func (a *API) Entity(ctx context.Context, of, name string, bound search.Request, size int) (*EntityPage, error) {
	merges, err := a.merges(ctx)
	if err != nil {
		return nil, err
	}
	name = merges.Root(news.EntityType(of), schema.Value(name))
	result, err := a.naming(ctx, of, name, bound)
	if err != nil {
		return nil, err
	}
	known := a.canonical(of, name, result)
	if known == "" {
		return nil, fmt.Errorf("%w: there is no %s %q; a whole name is asked for here", ErrNoEntity, of, name)
	}
	if known != name {
		name = merges.Root(news.EntityType(of), known)
		if result, err = a.naming(ctx, of, name, bound); err != nil {
			return nil, err
		}
	}
	page := &EntityPage{
		listed: called(merges, counted{Type: of, Name: name, Count: result.Total}), KnownAs: a.knownAs(news.EntityType(of), name),
		Timeline: result.Timeline,
	}
	together, err := a.together(ctx, result, of, name)
	if err != nil {
		return nil, err
	}
	page.ByCount, page.ByLift = ranked(together, size)
	return page, nil
}

// naming counts what stands in the articles that name an entity.
func (a *API) naming(ctx context.Context, of, name string, bound search.Request) (*search.Result, error) {
	request := counting(entityTypes(), companions)
	request.From, request.To, request.Zone, request.Interval = bound.From, bound.To, bound.Zone, bound.Interval
	// A query holds for all counts; a filter lets its own facet be counted without
	// it.
	request.Q, request.Filters = entityQuery(of, name), maps.Clone(bound.Filters)
	for _, t := range entityTypes() {
		request.Q += chosen(t, bound.Filters[t])
		delete(request.Filters, t)
	}
	result, err := a.searcher.Search(ctx, request)
	if err != nil {
		return nil, fmt.Errorf("api: entity: %w", err)
	}
	return result, nil
}

// entityQuery asks for an entity by its whole name.
func entityQuery(of, name string) string {
	return query.Value{Field: of, Text: name, Whole: true}.String()
}

// chosen adds to a query what a facet's filter asks for: any of its values, and none
// of those that it excludes.
func chosen(facet string, values []string) (more string) {
	var either []string
	for _, v := range values {
		if excluded, ok := strings.CutPrefix(v, "-"); ok {
			more += " AND NOT " + entityQuery(facet, excluded)
		} else {
			either = append(either, entityQuery(facet, v))
		}
	}
	if len(either) > 0 {
		more += " AND (" + strings.Join(either, " OR ") + ")"
	}
	return more
}
