package api

import (
	"bytes"
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/web/openapi"
)

// postArticles answers POST /api/v1/articles: one article or many.
func (a *API) postArticles(c echo.Context, in openapi.Input) error {
	leave, err := a.gate.enter()
	if err != nil {
		return err
	}
	defer leave()
	from, form, err := a.open(c)
	if err != nil {
		return err
	}

	ctx := c.Request().Context()
	taken := a.take(c)
	if err := taken.all(ctx, from); err != nil {
		return err
	}
	if in.Text(refresh) != "" {
		if err := wait(ctx, a.ingester, a.limits, taken.last); err != nil {
			return err
		}
	}

	return writeAnswers(c, form, taken.answers)
}

// writeAnswers answers in the form in which the articles came.
func writeAnswers(c echo.Context, f form, answers []answer) error {
	switch f {
	case one:
		return writeAnswer(c, answers[0])
	case array:
		return writeJSON(c, http.StatusOK, append([]answer{}, answers...))
	}
	var body bytes.Buffer
	for _, a := range answers {
		line, err := encode(a)
		if err != nil {
			return err
		}
		body.Write(line)
	}
	return c.Blob(http.StatusOK, "application/x-ndjson", body.Bytes())
}

// writeAnswer answers one article with the status that fits.
func writeAnswer(c echo.Context, a answer) error {
	status := http.StatusOK
	switch a.Status {
	case index.Created:
		status = http.StatusCreated
		c.Response().Header().Set(echo.HeaderLocation, articles+url.PathEscape(a.ID))
	case index.Rejected:
		status = http.StatusUnprocessableEntity
	}
	return writeJSON(c, status, a)
}
