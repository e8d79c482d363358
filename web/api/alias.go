package api

import (
	"context"
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/index/alias"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/web/openapi"
	"github.com/dateline-search/dateline/web/param"
)

// Names keeps which names of entities people have merged.
type Names interface {
	Merges(ctx context.Context) (*alias.Table, error)
	// Merge fails with alias.ErrName or alias.ErrConflict.
	Merge(ctx context.Context, m alias.Merge) error
	// Split fails with alias.ErrNotMerged.
	Split(ctx context.Context, m alias.Merge) error
}

// Who is where package web keeps, in an echo.Context, the name of the key that a
// request came with, as a string.
const Who = "who"

// aliasName is the parameter that says which name is split off.
const aliasName = "name"

// merged is a name to merge, as it is sent.
type merged struct {
	Name string `json:"name" max:"1000"`
}

// aliased is an entity with the names that are merged into it.
type aliased struct {
	Type    news.EntityType `json:"type"`
	Name    string          `json:"name"`
	Aliases []string        `json:"aliases"`
}

func (a *API) aliasOperations() []openapi.Operation {
	names := []param.Spec{
		entityType(),
		openapi.PathParam("name", "The entity's name, escaped.", "Marco Rubio"),
	}
	path := "/api/v1/entities/{type}/{name}/aliases"
	wrong := []int{http.StatusNotFound, http.StatusConflict, http.StatusUnprocessableEntity, http.StatusInsufficientStorage}
	return []openapi.Operation{
		{
			Method: http.MethodPost, Path: path, ID: "mergeNames", Tag: tagEntities, Scope: openapi.Write, Handler: a.mergeNames,
			Summary: "Merge another name into an entity",
			Detail: "From then on every article that has the name counts as having this one, past articles as well. A name that is " +
				"merged itself stands for what it is merged into. It survives reindexing.",
			Names: names, Errors: wrong,
			Body: &openapi.Body{Required: true, Meaning: "The other name.", Media: []openapi.Media{
				{Type: "application/json", Of: merged{}, Example: merged{Name: "M. Rubio"}},
			}},
			Answers: openapi.JSON("The entity with all names that are merged into it", aliased{}),
		},
		{
			Method: http.MethodDelete, Path: path, ID: "splitNames", Tag: tagEntities, Scope: openapi.Write, Handler: a.splitNames,
			Summary: "Split a merged name off again", Names: names, Errors: wrong,
			Query:   []param.Spec{{Name: aliasName, Required: true, Example: "M. Rubio", Meaning: "The name that was merged into the entity."}},
			Answers: openapi.JSON("The entity with the names that are still merged into it", aliased{}),
		},
	}
}

// mergeNames answers POST /api/v1/entities/{type}/{name}/aliases.
func (a *API) mergeNames(c echo.Context, in openapi.Input) error {
	var sent merged
	if err := ReadJSON(c, &sent); err != nil {
		return err
	}
	by, _ := c.Get(Who).(string)

	m := alias.Merge{Type: news.EntityType(in.Name("type")), Name: sent.Name, Into: in.Name("name"), By: by}
	if err := a.names.Merge(c.Request().Context(), m); err != nil {
		return fmt.Errorf("api: %w", err)
	}

	return a.writeAliases(c, m)
}

// splitNames answers DELETE /api/v1/entities/{type}/{name}/aliases.
func (a *API) splitNames(c echo.Context, in openapi.Input) error {
	m := alias.Merge{Type: news.EntityType(in.Name("type")), Name: in.Text(aliasName), Into: in.Name("name")}
	if err := a.names.Split(c.Request().Context(), m); err != nil {
		return fmt.Errorf("api: %w", err)
	}

	return a.writeAliases(c, m)
}

// writeAliases answers with what is merged into the entity of a merge now.
func (a *API) writeAliases(c echo.Context, m alias.Merge) error {
	table, err := a.merges(c.Request().Context())
	if err != nil {
		return err
	}
	group := table.Group(m.Type, m.Into)
	return writeJSON(c, http.StatusOK, aliased{Type: m.Type, Name: group[0], Aliases: append([]string{}, group[1:]...)})
}
