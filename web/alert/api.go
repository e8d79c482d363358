package alert

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/access"
	"github.com/dateline-search/dateline/index/alert"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/source/fetch"
	"github.com/dateline-search/dateline/web/api"
	"github.com/dateline-search/dateline/web/openapi"
	"github.com/dateline-search/dateline/web/param"
)

const (
	searches = "/api/v1/searches"
	tag      = "Saved searches"

	// maxName and maxParams keep a list of searches readable, and a URL short
	// enough for every browser.
	maxName   = 200
	maxParams = 8000
)

// given is a search as it is sent.
type given struct {
	Name    string `json:"name" max:"200" doc:"In the owner's words"`
	Params  string `json:"params,omitempty" max:"8000" doc:"The search's parameters, as a URL has them behind the question mark. match=auto means all."`
	Webhook string `json:"webhook,omitempty" max:"2000" doc:"Where messages go: an address of http or https in the public internet"`
}

// saved is a search as it comes back.
type saved struct {
	ID      string    `json:"id"`
	Name    string    `json:"name"`
	Params  string    `json:"params"`
	Webhook string    `json:"webhook,omitempty"`
	Secret  string    `json:"secret,omitempty" doc:"Signs what is sent to the webhook; told once, when the webhook is set"`
	Feed    string    `json:"feed" doc:"The search as a feed"`
	Created time.Time `json:"created"`
	Changed time.Time `json:"changed"`
}

// Operations describes the saved searches.
func (r *Runner) Operations() []openapi.Operation {
	id := openapi.PathParam("id", "The search's id.", "nosuchsearch")
	body := &openapi.Body{Required: true, Meaning: "The search", Media: []openapi.Media{{
		Type: "application/json", Of: given{}, Example: map[string]any{"name": "Ferries", "params": "q=ferry&lang=en"},
	}}}
	created := []openapi.Answer{{
		Status: http.StatusCreated, Meaning: "The search", Media: []openapi.Media{{Type: "application/json", Of: saved{}}},
	}}
	size := param.Spec{Name: "size", Kind: param.Number, Least: 1, Most: 1000, Default: "100", Meaning: "How many, the latest first."}
	state := param.Spec{Name: "state", Kind: param.Choice, Words: []string{"pending", "sent", "dead"}, Meaning: "Only these."}
	ops := []openapi.Operation{
		{
			Method: http.MethodGet, Path: searches, ID: "searches", Scope: openapi.Read, Handler: r.list,
			Summary: "One's own saved searches", Detail: "Those of a key are seen by that key, and by keys that administer.",
			Answers: openapi.JSON("The searches", []saved{}),
		},
		{
			Method: http.MethodPost, Path: searches, ID: "saveSearch", Scope: openapi.Write, Handler: r.save, Summary: "Save a search",
			Detail: "A webhook is told of every version of an article that comes in from now on and matches. The message is signed: " +
				"`Dateline-Signature: t=TIME,v1=HEX`, the HMAC-SHA256 of TIME, a dot and the body. It is tried again for half a day; " +
				"`Dateline-Delivery` is the same each time.",
			Body: body, Answers: created,
		},
		{
			Method: http.MethodGet, Path: searches + "/{id}", ID: "savedSearch", Scope: openapi.Read, Handler: r.one, Summary: "A saved search",
			Names: []param.Spec{id}, Answers: openapi.JSON("The search", saved{}),
		},
		{
			Method: http.MethodPut, Path: searches + "/{id}", ID: "changeSearch", Scope: openapi.Write, Handler: r.change, Summary: "Change a saved search",
			Names: []param.Spec{id}, Body: body, Answers: openapi.JSON("The search", saved{}),
		},
		{
			Method: http.MethodDelete, Path: searches + "/{id}", ID: "dropSearch", Scope: openapi.Write, Handler: r.drop, Summary: "Forget a saved search",
			Names: []param.Spec{id}, Answers: []openapi.Answer{{Status: http.StatusNoContent, Meaning: "Forgotten"}},
		},
		{
			Method: http.MethodPost, Path: searches + "/{id}/test", ID: "testSearch", Scope: openapi.Write, Handler: r.test,
			Summary: "Send a message to the webhook now, marked as a test", Names: []param.Spec{id}, Answers: openapi.JSON("What it came to", tried{}),
		},
		{
			Method: http.MethodGet, Path: searches + "/{id}/deliveries", ID: "deliveries", Scope: openapi.Read, Handler: r.told,
			Summary: "What was sent, is to be sent, or was given up", Names: []param.Spec{id}, Query: []param.Spec{state, size},
			Answers: openapi.JSON("The deliveries", []told{}),
		},
		{
			Method: http.MethodPost, Path: searches + "/{id}/deliveries/{delivery}/retry", ID: "retryDelivery", Scope: openapi.Write, Handler: r.retry,
			Summary: "Try a delivery again that was given up",
			Names:   []param.Spec{id, openapi.PathParam("delivery", "The delivery's id.", "nosuchdelivery")}, Answers: openapi.JSON("The delivery", told{}),
		},
		{
			Method: http.MethodGet, Path: searches + "/{id}/feed", ID: "searchFeed", Scope: openapi.Read, Handler: r.feed, Summary: "A saved search as a feed",
			Names: []param.Spec{id}, Answers: []openapi.Answer{{Status: http.StatusFound, Meaning: "Where the feed is now"}},
		},
	}
	for i := range ops {
		ops[i].Tag = tag
	}
	return ops
}

func show(s alert.Search) saved {
	return saved{
		ID: s.ID, Name: s.Name, Params: s.Params, Webhook: s.Webhook, Feed: searches + "/" + s.ID + "/feed", Created: s.Created, Changed: s.Changed,
	}
}

func (r *Runner) list(c echo.Context, in openapi.Input) error {
	all, err := r.options.Searches.Searches(c.Request().Context())
	if err != nil {
		return err
	}
	list := []saved{}
	for _, s := range all {
		if owns(in, s) {
			list = append(list, show(s))
		}
	}
	return answer(c, http.StatusOK, list)
}

// owns reports whether a search is the asker's to see and change.
func owns(in openapi.Input, s alert.Search) bool {
	v := in.Visitor()
	return v.Open || v.Key.ID != "" && s.Owner == v.Key.ID || v.Key.Scope == access.Admin
}

// find is one of the asker's searches.
func (r *Runner) find(ctx context.Context, in openapi.Input) (alert.Search, error) {
	s, err := r.options.Searches.Search(ctx, in.Name("id"))
	if err == nil && !owns(in, s) {
		err = fmt.Errorf("alert: search of another: %w", index.ErrNotFound)
	}
	return s, err
}

func (r *Runner) one(c echo.Context, in openapi.Input) error {
	s, err := r.find(c.Request().Context(), in)
	if err != nil {
		return err
	}
	return answer(c, http.StatusOK, show(s))
}

func (r *Runner) save(c echo.Context, in openapi.Input) error {
	ctx := c.Request().Context()
	last, err := r.options.Articles.Last(ctx)
	if err != nil {
		return err
	}
	now := r.options.Now().UTC().Truncate(time.Microsecond)
	s := alert.Search{ID: strings.ToLower(rand.Text()[:12]), Owner: in.Visitor().Key.ID, Since: last, Created: now}
	return r.keep(c, s, http.StatusCreated)
}

func (r *Runner) change(c echo.Context, in openapi.Input) error {
	s, err := r.find(c.Request().Context(), in)
	if err != nil {
		return err
	}
	return r.keep(c, s, http.StatusOK)
}

// keep reads what was sent into a search and keeps that.
func (r *Runner) keep(c echo.Context, s alert.Search, status int) error {
	var g given
	if err := api.ReadJSON(c, &g); err != nil {
		return err
	}
	if err := r.check(c.Request().Context(), &g); err != nil {
		return err
	}
	secret := ""
	if g.Webhook != s.Webhook {
		if g.Webhook != "" {
			secret = rand.Text() + rand.Text()
		}
		s.Secret = secret
	}
	s.Name, s.Params, s.Webhook, s.Changed = g.Name, g.Params, g.Webhook, r.options.Now().UTC().Truncate(time.Microsecond)
	if err := r.options.Searches.PutSearch(c.Request().Context(), s); err != nil {
		return err
	}
	r.stale.Store(true)
	out := show(s)
	out.Secret = secret
	if status == http.StatusCreated {
		c.Response().Header().Set(echo.HeaderLocation, searches+"/"+s.ID)
	}
	return answer(c, status, out)
}

// check refuses what cannot be a search.
func (r *Runner) check(ctx context.Context, g *given) error {
	g.Name, g.Params = strings.TrimSpace(g.Name), strings.TrimPrefix(g.Params, "?")
	switch {
	case g.Name == "" || len([]rune(g.Name)) > maxName:
		return &param.Error{Name: "name", Value: g.Name, Want: fmt.Sprintf("1 to %d characters", maxName)}
	case len(g.Params) > maxParams:
		return &param.Error{Name: "params", Value: g.Params, Want: fmt.Sprintf("at most %d bytes", maxParams)}
	}
	if _, err := r.plan(ctx, g.Params); err != nil {
		return err
	}
	if g.Webhook == "" {
		return nil
	}
	u, err := url.Parse(g.Webhook)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Hostname() == "" || u.User != nil || u.Fragment != "" {
		return &param.Error{Name: "webhook", Value: g.Webhook, Want: "an address that begins with https:// or http://, without a user"}
	}
	if ip, err := netip.ParseAddr(u.Hostname()); err == nil && !fetch.May(ip, r.options.Allowed...) {
		return &param.Error{Name: "webhook", Value: g.Webhook, Want: "in the public internet, or in a network that alerts.allowed_networks names"}
	}
	return nil
}

func (r *Runner) drop(c echo.Context, in openapi.Input) error {
	ctx := c.Request().Context()
	s, err := r.find(ctx, in)
	if err != nil {
		return err
	}
	if err := r.options.Searches.DeleteSearch(ctx, s.ID); err != nil {
		return err
	}
	r.stale.Store(true)
	return c.NoContent(http.StatusNoContent)
}

// test sends a message about no article.
func (r *Runner) test(c echo.Context, in openapi.Input) error {
	ctx := c.Request().Context()
	s, err := r.find(ctx, in)
	if err != nil {
		return err
	}
	if s.Webhook == "" {
		return &param.Error{Name: "webhook", Text: "the search has no webhook to test"}
	}
	example := news.Record{Version: 1}
	example.ID, example.Title = "test", "A test message of Dateline"
	m := r.message("test-"+rand.Text(), s, &example)
	m.Test = true
	result := tried{Sent: true}
	if err := r.post(ctx, s, m); err != nil {
		result = tried{Problem: err.Error()}
	}
	return answer(c, http.StatusOK, result)
}

func (r *Runner) feed(c echo.Context, in openapi.Input) error {
	s, err := r.find(c.Request().Context(), in)
	if err != nil {
		return err
	}
	values, err := url.ParseQuery(s.Params)
	if err != nil {
		return err
	}
	return c.Redirect(http.StatusFound, "/feed.atom?"+values.Encode())
}

func answer(c echo.Context, status int, v any) error {
	body, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("alert: encode: %w", err)
	}
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	return c.Blob(status, echo.MIMEApplicationJSON, body)
}
