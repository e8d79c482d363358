package api

import (
	"fmt"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/web/cite"
	"github.com/dateline-search/dateline/web/param"
)

// Cite answers GET /api/v1/articles/{id}/cite.
func (a *API) Cite(c echo.Context) error {
	id, err := param.IDBefore(c.Request().URL, articles, "/cite")
	if err != nil {
		return err
	}
	values := c.QueryParams()
	if err := param.CheckNames(values, []string{format}); err != nil {
		return err
	}
	var words []string
	for _, f := range cite.Formats() {
		words = append(words, string(f))
	}
	kind, err := param.Choice(values, format, "", words...)
	if err != nil {
		return err
	}

	record, err := a.articles.Get(c.Request().Context(), id)
	if err != nil {
		return fmt.Errorf("api: cite article: %w", err)
	}

	entry, err := cite.Format(kind).Entry(&record)
	if err != nil {
		return err
	}
	return writeText(c, cite.Format(kind).MediaType(), entry)
}
