package api

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/index/source/feed"
	"github.com/dateline-search/dateline/web/openapi"
)

// opmlType is what OPML 2.0 calls itself.
const opmlType = "text/x-opml"

// Imported is what became of a list of feeds.
type Imported struct {
	Added int      `json:"added"`
	Known int      `json:"known"`           // that were there already
	Wrong []string `json:"wrong,omitempty"` // addresses that no feed can be at, with the reason
}

func (a *API) opmlOperations() []openapi.Operation {
	const path = "/api/v1/opml"
	list := []openapi.Media{{Type: opmlType}}
	return []openapi.Operation{
		{
			Method: http.MethodGet, Path: path, ID: "exportFeeds", Tag: tagFeeds, Scope: openapi.Read, Handler: a.exportFeeds,
			Summary: "The feeds that are polled, as OPML", Detail: discreetly, Answers: []openapi.Answer{{Status: http.StatusOK, Meaning: "The list", Media: list}},
		},
		{
			Method: http.MethodPost, Path: path, ID: "importFeeds", Tag: tagFeeds, Scope: openapi.Write, Handler: a.importFeeds,
			Summary: "Add the feeds of an OPML file", Body: &openapi.Body{Required: true, Media: list},
			Answers: openapi.JSON("What became of them", Imported{}), Errors: []int{http.StatusInsufficientStorage},
		},
	}
}

// exportFeeds answers GET /api/v1/opml.
func (a *API) exportFeeds(c echo.Context, _ openapi.Input) error {
	feeds, err := a.feeds.Feeds(c.Request().Context())
	if err != nil {
		return fmt.Errorf("api: feeds: %w", err)
	}
	var list bytes.Buffer
	if err := feed.WriteOPML(&list, Told(mayWrite(c), feeds)); err != nil {
		return fmt.Errorf("api: write OPML: %w", err)
	}
	c.Response().Header().Set(echo.HeaderContentDisposition, `attachment; filename="feeds.opml"`)
	return WriteBlob(c, opmlType+"; charset=utf-8", list.Bytes())
}

// importFeeds answers POST /api/v1/opml.
func (a *API) importFeeds(c echo.Context, _ openapi.Input) error {
	done, err := a.ImportOPML(c.Request().Context(), c.Request().Body)
	if err != nil {
		return err
	}
	return writeJSON(c, http.StatusOK, done)
}

// ImportOPML adds the feeds of a list. It fails with ErrBody where it is none.
func (a *API) ImportOPML(ctx context.Context, list io.Reader) (done Imported, err error) {
	feeds, wrong, err := feed.ReadOPML(list, a.now())
	if err != nil {
		return done, fmt.Errorf("%w: %w", ErrBody, err)
	}
	for _, w := range wrong {
		done.Wrong = append(done.Wrong, w.Error())
	}
	for _, f := range feeds {
		_, created, err := a.feeds.PutFeed(ctx, f)
		switch {
		case err != nil:
			return done, fmt.Errorf("api: import feeds: %w", err)
		case created:
			done.Added++
		default:
			done.Known++
		}
	}
	return done, nil
}
