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

// Feeds keeps the feeds that are polled. What is not there is intake.ErrNoFeed.
type Feeds interface {
	Feeds(ctx context.Context) ([]intake.Feed, error)
	Feed(ctx context.Context, id string) (intake.Feed, error)
	// PutFeed adds a feed, or gives one that is there another title and source,
	// and reports whether it is new.
	PutFeed(ctx context.Context, f intake.Feed) (stored intake.Feed, created bool, err error)
	// RemoveFeed fails with intake.ErrFixedFeed where the configuration names it.
	RemoveFeed(ctx context.Context, id string) error
}

// sentFeed is a feed as it is added.
type sentFeed struct {
	URL    string `json:"url" max:"2000" doc:"Where the feed is: RSS, Atom or JSON Feed"`
	Title  string `json:"title,omitempty" max:"200" doc:"What it is called here; left out, as it calls itself"`
	Source string `json:"source,omitempty" max:"200" doc:"The outlet of its articles; left out, the feed's title"`

	Text intake.TextFrom `json:"text,omitempty" enum:"feed,page" doc:"Where the text of its articles is taken from: feed, or page for the page behind each item, as far as its site's robots.txt lets it be read"`
}

// namedFeed is what of a feed can be changed.
type namedFeed struct {
	Title  string `json:"title,omitempty" max:"200"`
	Source string `json:"source,omitempty" max:"200"`

	Text intake.TextFrom `json:"text,omitempty" enum:"feed,page"`
}

const tagFeeds = "Feeds"

// discreetly says what Told does.
const discreetly = "Who may not write is not told what the queries of addresses say, which may be keys: `https://wire.example/rss?…`."

func (a *API) feedOperations() []openapi.Operation {
	id := []param.Spec{openapi.PathParam("id", "The feed's id.", "dqtwa3w4c6hmyc2p")}
	body := func(of any) *openapi.Body {
		return &openapi.Body{Required: true, Media: []openapi.Media{{Type: "application/json", Of: of, Example: of}}}
	}
	example := sentFeed{URL: "https://news.example/rss", Source: "Harbour Post"}
	return []openapi.Operation{
		{
			Method: http.MethodGet, Path: "/api/v1/feeds", ID: "feeds", Tag: tagFeeds, Scope: openapi.Read, Handler: a.listFeeds,
			Summary: "The feeds that are polled, and how it goes", Detail: discreetly, Answers: openapi.JSON("The feeds", []intake.Feed{}),
		},
		{
			Method: http.MethodPost, Path: "/api/v1/feeds", ID: "addFeed", Tag: tagFeeds, Scope: openapi.Write, Handler: a.addFeed,
			Summary: "Add a feed, which is polled within seconds", Detail: "One that is there already keeps its state.", Body: body(example),
			Answers: []openapi.Answer{
				{Status: http.StatusCreated, Meaning: "Added", Media: []openapi.Media{{Type: "application/json", Of: intake.Feed{}}}},
				{Status: http.StatusOK, Meaning: "It was there already", Media: []openapi.Media{{Type: "application/json", Of: intake.Feed{}}}},
			},
			Errors: []int{http.StatusUnprocessableEntity, http.StatusInsufficientStorage},
		},
		{
			Method: http.MethodGet, Path: "/api/v1/feeds/{id}", ID: "feed", Tag: tagFeeds, Scope: openapi.Read, Handler: a.getFeed,
			Summary: "One feed", Detail: discreetly, Names: id, Answers: openapi.JSON("The feed", intake.Feed{}), Errors: []int{http.StatusNotFound},
		},
		{
			Method: http.MethodPut, Path: "/api/v1/feeds/{id}", ID: "nameFeed", Tag: tagFeeds, Scope: openapi.Write, Handler: a.nameFeed,
			Summary: "Give a feed another title or source, or its articles the text of their pages", Detail: "What is left out stays.", Names: id, Body: body(namedFeed{Title: "Harbour Post, local"}),
			Answers: openapi.JSON("The feed", intake.Feed{}), Errors: []int{http.StatusNotFound, http.StatusInsufficientStorage},
		},
		{
			Method: http.MethodDelete, Path: "/api/v1/feeds/{id}", ID: "removeFeed", Tag: tagFeeds, Scope: openapi.Write, Handler: a.removeFeed,
			Summary: "Poll a feed no more", Detail: "Its articles stay. One that the configuration names cannot be removed here.", Names: id,
			Answers: []openapi.Answer{{Status: http.StatusNoContent, Meaning: "Removed"}}, Errors: []int{http.StatusNotFound, http.StatusConflict, http.StatusInsufficientStorage},
		},
		{
			Method: http.MethodPost, Path: "/api/v1/feeds/{id}/poll", ID: "pollFeed", Tag: tagFeeds, Scope: openapi.Write, Handler: a.pollFeed,
			Summary: "Poll a feed within seconds", Detail: "Whenever it would be due; also one that was stopped because it was gone.", Names: id,
			Answers: []openapi.Answer{{Status: http.StatusAccepted, Meaning: "It is polled next", Media: []openapi.Media{{Type: "application/json", Of: intake.Feed{}}}}},
			Errors:  []int{http.StatusNotFound, http.StatusInsufficientStorage},
		},
	}
}

// listFeeds answers GET /api/v1/feeds.
func (a *API) listFeeds(c echo.Context, _ openapi.Input) error {
	feeds, err := a.feeds.Feeds(c.Request().Context())
	if err != nil {
		return fmt.Errorf("api: feeds: %w", err)
	}
	return writeHashed(c, Told(mayWrite(c), feeds))
}

// getFeed answers GET /api/v1/feeds/{id}.
func (a *API) getFeed(c echo.Context, in openapi.Input) error {
	f, err := a.feeds.Feed(c.Request().Context(), in.Name("id"))
	if err != nil {
		return fmt.Errorf("api: %w", err)
	}
	return writeHashed(c, Told(mayWrite(c), []intake.Feed{f})[0])
}

// addFeed answers POST /api/v1/feeds.
func (a *API) addFeed(c echo.Context, _ openapi.Input) error {
	var sent sentFeed
	if err := ReadJSON(c, &sent); err != nil {
		return err
	}
	f, err := intake.NewFeed(sent.URL, sent.Title, a.now())
	if err != nil {
		return fmt.Errorf("api: %w", err)
	}
	if f.Source, f.Text = sent.Source, sent.Text; f.Text.Check() != nil {
		return fmt.Errorf("api: %w", f.Text.Check())
	}
	f, created, err := a.feeds.PutFeed(c.Request().Context(), f)
	if err != nil {
		return fmt.Errorf("api: %w", err)
	}
	if !created {
		return writeJSON(c, http.StatusOK, f)
	}
	c.Response().Header().Set(echo.HeaderLocation, "/api/v1/feeds/"+f.ID)
	return writeJSON(c, http.StatusCreated, f)
}

// nameFeed answers PUT /api/v1/feeds/{id}.
func (a *API) nameFeed(c echo.Context, in openapi.Input) error {
	var sent namedFeed
	if err := ReadJSON(c, &sent); err != nil {
		return err
	}
	f, err := a.feeds.Feed(c.Request().Context(), in.Name("id"))
	if err != nil {
		return fmt.Errorf("api: %w", err)
	}
	if f.Title, f.Source, f.Text = sent.Title, sent.Source, sent.Text; f.Text.Check() != nil {
		return fmt.Errorf("api: %w", f.Text.Check())
	}
	if f, _, err = a.feeds.PutFeed(c.Request().Context(), f); err != nil {
		return fmt.Errorf("api: %w", err)
	}
	return writeJSON(c, http.StatusOK, f)
}

// removeFeed answers DELETE /api/v1/feeds/{id}.
func (a *API) removeFeed(c echo.Context, in openapi.Input) error {
	if err := a.feeds.RemoveFeed(c.Request().Context(), in.Name("id")); err != nil {
		return fmt.Errorf("api: %w", err)
	}
	return c.NoContent(http.StatusNoContent)
}

// pollFeed answers POST /api/v1/feeds/{id}/poll.
func (a *API) pollFeed(c echo.Context, in openapi.Input) error {
	ctx := c.Request().Context()
	if err := a.hurry(ctx, in.Name("id")); err != nil {
		return fmt.Errorf("api: %w", err)
	}
	f, err := a.feeds.Feed(ctx, in.Name("id"))
	if err != nil {
		return fmt.Errorf("api: %w", err)
	}
	return writeJSON(c, http.StatusAccepted, f)
}
