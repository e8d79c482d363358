package api

import (
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/web/openapi"
	"github.com/dateline-search/dateline/web/param"
)

func (a *API) similarOperations() []openapi.Operation {
	return []openapi.Operation{{
		Method: http.MethodGet, Path: "/api/v1/articles/{id}/similar", ID: "similarArticles", Tag: tagArticles, Scope: openapi.Read,
		Handler: a.similar, Summary: "Near-duplicates of an article, and articles about the same thing",
		Detail: "Near-duplicates say the same in nearly the same words, as one agency's story does in many outlets. `about` is found by the " +
			"words and names that tell most of the article; the nearest come first, and `score` is how much of these they have, from 0.2 to 1. " +
			"Near-duplicates, which come in the order of publication, have no `score`.",
		Names:   []param.Spec{openapi.PathParam("id", "The article's id, escaped.", "geo-2025-05-09")},
		Answers: openapi.JSON("Both lists", search.Related{}), Errors: []int{http.StatusGone},
	}}
}

// similar answers GET /api/v1/articles/{id}/similar.
func (a *API) similar(c echo.Context, in openapi.Input) error {
	record, err := a.articles.Get(c.Request().Context(), in.Name("id"))
	if err != nil {
		return fmt.Errorf("api: get article: %w", err)
	}
	related, err := a.searcher.Similar(c.Request().Context(), &record, a.tagger.Tag(&record))
	if err != nil {
		return fmt.Errorf("api: similar: %w", err)
	}
	return writeHashed(c, related)
}
