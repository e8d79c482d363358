package api

import (
	"fmt"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/web/cite"
	"github.com/dateline-search/dateline/web/openapi"
)

// cite answers GET /api/v1/articles/{id}/cite.
func (a *API) cite(c echo.Context, in openapi.Input) error {
	record, err := a.articles.Get(c.Request().Context(), in.Name("id"))
	if err != nil {
		return fmt.Errorf("api: cite article: %w", err)
	}

	kind := cite.Format(in.Text(format))
	entry, err := kind.Entry(&record)
	if err != nil {
		return err
	}
	return WriteBlob(c, kind.MediaType(), []byte(entry))
}
