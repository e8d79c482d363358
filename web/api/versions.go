package api

import (
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/web/openapi"
	"github.com/dateline-search/dateline/web/param"
)

// version is one text of an article in a list of them.
type version struct {
	Version int       `json:"version"`
	Stored  time.Time `json:"stored"`
	Current bool      `json:"current"`
}

// maxVersion is the highest number that a version can have.
const maxVersion = 1 << 31

func (a *API) versionOperations() []openapi.Operation {
	id := openapi.PathParam("id", "The article's id, escaped.", "geo-2025-05-09")
	return []openapi.Operation{
		{
			Method: http.MethodGet, Path: "/api/v1/articles/{id}/versions", ID: "articleVersions", Tag: tagArticles, Scope: openapi.Read,
			Handler: a.versions, Summary: "The texts that an article has or had", Names: []param.Spec{id},
			Answers: openapi.JSON("The versions, oldest first", []version{}), Errors: []int{http.StatusGone},
		},
		{
			Method: http.MethodGet, Path: "/api/v1/articles/{id}/versions/{n}", ID: "articleVersion", Tag: tagArticles, Scope: openapi.Read,
			Handler: a.version, Summary: "What an article said before",
			Names: []param.Spec{id, {
				Name: "n", Kind: param.Number, Least: 1, Most: maxVersion, Required: true, Example: "1", Meaning: "The number of the version.",
			}},
			Answers: openapi.JSON("The article as it was", document{}), Errors: []int{http.StatusGone},
		},
	}
}

// versions answers GET /api/v1/articles/{id}/versions.
func (a *API) versions(c echo.Context, in openapi.Input) error {
	found, err := a.articles.Versions(c.Request().Context(), in.Name("id"))
	if err != nil {
		return fmt.Errorf("api: versions: %w", err)
	}
	list := make([]version, len(found))
	for i, v := range found {
		list[i] = version{Version: v.Number, Stored: v.Stored, Current: v.Current}
	}
	return writeHashed(c, list)
}

// version answers GET /api/v1/articles/{id}/versions/{n}.
func (a *API) version(c echo.Context, in openapi.Input) error {
	n, err := strconv.Atoi(in.Name("n"))
	if err != nil {
		return fmt.Errorf("api: version %q: %w", in.Name("n"), index.ErrNotFound)
	}
	record, err := a.articles.GetVersion(c.Request().Context(), in.Name("id"), n)
	if err != nil {
		return fmt.Errorf("api: version: %w", err)
	}
	doc, err := newDocument(&record, a.tagger.Tag(&record), 0)
	if err != nil {
		return err
	}
	return writeTagged(c, fmt.Sprintf(`"%d-%d-%s"`, record.Version, record.Seq, a.edition), doc)
}
