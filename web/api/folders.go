package api

import (
	"context"
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/index/intake"
	"github.com/dateline-search/dateline/web/openapi"
	"github.com/dateline-search/dateline/web/param"
)

// Folders keeps the folders that are watched.
type Folders interface {
	// Watched tells how they do.
	Watched(ctx context.Context) ([]intake.Watched, error)
	// Within are the folders below which others may be added; where there are none,
	// none may.
	Within() []string
	// AddFolder has a folder watched, by its absolute path, and reports whether that
	// is new. It fails with intake.ErrFolder.
	AddFolder(ctx context.Context, path string) (w intake.Watched, created bool, err error)
	// RemoveFolder fails with intake.ErrNoFolder, and with intake.ErrFixedFolder for one
	// that the configuration names.
	RemoveFolder(ctx context.Context, path string) error
}

// sentFolder is a folder as it is added.
type sentFolder struct {
	Path string `json:"path" max:"4000" doc:"The folder on the server's machine, by its whole path"`
}

func (a *API) folderOperations() []openapi.Operation {
	if a.folders == nil {
		return nil
	}
	const path = "/api/v1/folders"
	example := sentFolder{Path: "/srv/wire"}
	watched := []openapi.Media{{Type: "application/json", Of: intake.Watched{}}}
	return []openapi.Operation{
		{
			Method: http.MethodGet, Path: path, ID: "folders", Tag: tagFeeds, Scope: openapi.Read, Handler: a.listFolders,
			Summary: "The folders that are watched, and what was taken from them", Answers: openapi.JSON("The folders", []intake.Watched{}),
		},
		{
			Method: http.MethodPost, Path: path, ID: "addFolder", Tag: tagFeeds, Scope: openapi.Admin, Handler: a.addFolder,
			Summary: "Have a folder watched", Detail: "It must lie below one that the configuration names in `watch.within`.",
			Body: &openapi.Body{Required: true, Media: []openapi.Media{{Type: "application/json", Of: example, Example: example}}},
			Answers: []openapi.Answer{
				{Status: http.StatusCreated, Meaning: "It is watched from now on", Media: watched},
				{Status: http.StatusOK, Meaning: "It was watched already", Media: watched},
			},
			Errors: []int{http.StatusUnprocessableEntity, http.StatusInsufficientStorage},
		},
		{
			Method: http.MethodDelete, Path: path, ID: "removeFolder", Tag: tagFeeds, Scope: openapi.Admin, Handler: a.removeFolder,
			Summary: "Watch a folder no longer", Detail: "What was taken from it stays.",
			Query:   []param.Spec{{Name: "path", Kind: param.Text, Required: true, Example: "/srv/wire", Meaning: "The folder, as the list has it."}},
			Answers: []openapi.Answer{{Status: http.StatusNoContent, Meaning: "Removed"}},
			Errors:  []int{http.StatusNotFound, http.StatusConflict, http.StatusInsufficientStorage},
		},
	}
}

// listFolders answers GET /api/v1/folders.
func (a *API) listFolders(c echo.Context, _ openapi.Input) error {
	list, err := a.folders.Watched(c.Request().Context())
	if err != nil {
		return fmt.Errorf("api: folders: %w", err)
	}
	return writeHashed(c, append([]intake.Watched{}, list...))
}

// addFolder answers POST /api/v1/folders.
func (a *API) addFolder(c echo.Context, _ openapi.Input) error {
	var sent sentFolder
	if err := ReadJSON(c, &sent); err != nil {
		return err
	}
	w, created, err := a.folders.AddFolder(c.Request().Context(), sent.Path)
	if err != nil {
		return fmt.Errorf("api: %w", err)
	}
	if !created {
		return writeJSON(c, http.StatusOK, w)
	}
	return writeJSON(c, http.StatusCreated, w)
}

// removeFolder answers DELETE /api/v1/folders.
func (a *API) removeFolder(c echo.Context, in openapi.Input) error {
	if err := a.folders.RemoveFolder(c.Request().Context(), in.Text("path")); err != nil {
		return fmt.Errorf("api: %w", err)
	}
	return c.NoContent(http.StatusNoContent)
}
