package alert

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/index/alert"
	"github.com/dateline-search/dateline/web/api"
	"github.com/dateline-search/dateline/web/openapi"
	"github.com/dateline-search/dateline/web/param"
)

const (
	searches = "/api/v1/searches"
	tag      = "Saved searches"
)

// saved is a search as it comes back.
type saved struct {
	ID      string    `json:"id"`
	Name    string    `json:"name"`
	Params  string    `json:"params"`
	Webhook string    `json:"webhook,omitempty"`
	Email   string    `json:"email,omitempty"`
	Secret  string    `json:"secret,omitempty" doc:"Signs what is sent to the webhook; told once, when the webhook is set"`
	Feed    string    `json:"feed" doc:"The search as a feed"`
	Created time.Time `json:"created"`
	Changed time.Time `json:"changed"`
}

// Operations describes the saved searches.
func (r *Runner) Operations() []openapi.Operation {
	id := openapi.PathParam("id", "The search's id.", "nosuchsearch")
	body := &openapi.Body{Required: true, Meaning: "The search", Media: []openapi.Media{{
		Type: "application/json", Of: Given{}, Example: map[string]any{"name": "Ferries", "params": "q=ferry&lang=en"},
	}}}
	created := []openapi.Answer{{
		Status: http.StatusCreated, Meaning: "The search", Media: []openapi.Media{{Type: "application/json", Of: saved{}}},
	}}
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
	}
	ops = append(ops, r.tellingOperations(id)...)
	for i := range ops {
		ops[i].Tag = tag
	}
	return ops
}

// tellingOperations are those about what a search leads to.
func (r *Runner) tellingOperations(id param.Spec) []openapi.Operation {
	size := param.Spec{Name: "size", Kind: param.Number, Least: 1, Most: 1000, Default: "100", Meaning: "How many, the latest first."}
	state := param.Spec{Name: "state", Kind: param.Choice, Words: []string{"pending", "sent", "dead"}, Meaning: "Only these."}
	return []openapi.Operation{
		{
			Method: http.MethodPost, Path: searches + "/{id}/test", ID: "testSearch", Scope: openapi.Write, Handler: r.test,
			Summary: "Send a message to the webhook, or where there is none to the address, now, marked as a test", Names: []param.Spec{id}, Answers: openapi.JSON("What it came to", tried{}),
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
			Method: http.MethodGet, Path: searches + "/{id}/matches", ID: "matches", Scope: openapi.Read, Handler: r.matched,
			Summary: "What matched as it came in, the latest first", Names: []param.Spec{id},
			Query:   []param.Spec{{Name: "size", Kind: param.Number, Least: 1, Most: alert.MostNew, Default: "20", Meaning: "How many."}},
			Answers: openapi.JSON("The matches", matched{}),
		},
		{
			Method: http.MethodPost, Path: searches + "/{id}/seen", ID: "searchSeen", Scope: openapi.Write, Handler: r.seen,
			Summary: "Take all matches so far as seen", Names: []param.Spec{id},
			Answers: []openapi.Answer{{Status: http.StatusNoContent, Meaning: "Seen"}},
		},
		{
			Method: http.MethodGet, Path: searches + "/{id}/feed", ID: "searchFeed", Scope: openapi.Read, Handler: r.feed, Summary: "A saved search as a feed",
			Names: []param.Spec{id}, Answers: []openapi.Answer{{Status: http.StatusFound, Meaning: "Where the feed is now"}},
		},
	}
}

func show(s alert.Search) saved {
	return saved{
		ID: s.ID, Name: s.Name, Params: s.Params, Webhook: s.Webhook, Email: s.Email, Feed: searches + "/" + s.ID + "/feed", Created: s.Created, Changed: s.Changed,
	}
}

func (r *Runner) list(c echo.Context, in openapi.Input) error {
	all, err := r.Saved(c.Request().Context(), in.Visitor())
	if err != nil {
		return err
	}
	list := []saved{}
	for i := range all {
		list = append(list, show(all[i]))
	}
	return answer(c, http.StatusOK, list)
}

func (r *Runner) one(c echo.Context, in openapi.Input) error {
	s, err := r.Find(c.Request().Context(), in.Visitor(), in.Name("id"))
	if err != nil {
		return err
	}
	return answer(c, http.StatusOK, show(s))
}

func (r *Runner) save(c echo.Context, in openapi.Input) error {
	return r.keep(c, in, "", http.StatusCreated)
}

func (r *Runner) change(c echo.Context, in openapi.Input) error {
	if _, err := r.Find(c.Request().Context(), in.Visitor(), in.Name("id")); err != nil { // before its body is looked at
		return err
	}
	return r.keep(c, in, in.Name("id"), http.StatusOK)
}

// keep reads what was sent into a search and keeps that.
func (r *Runner) keep(c echo.Context, in openapi.Input, id string, status int) error {
	var g Given
	if err := api.ReadJSON(c, &g); err != nil {
		return err
	}
	s, secret, err := r.Keep(c.Request().Context(), in.Visitor(), id, g)
	if err != nil {
		return err
	}
	out := show(s)
	out.Secret = secret
	if status == http.StatusCreated {
		c.Response().Header().Set(echo.HeaderLocation, searches+"/"+s.ID)
	}
	return answer(c, status, out)
}

func (r *Runner) drop(c echo.Context, in openapi.Input) error {
	if err := r.Drop(c.Request().Context(), in.Visitor(), in.Name("id")); err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}

func (r *Runner) test(c echo.Context, in openapi.Input) error {
	problem, err := r.Try(c.Request().Context(), in.Visitor(), in.Name("id"))
	if err != nil {
		return err
	}
	return answer(c, http.StatusOK, tried{Sent: problem == "", Problem: problem})
}

func (r *Runner) feed(c echo.Context, in openapi.Input) error {
	s, err := r.Find(c.Request().Context(), in.Visitor(), in.Name("id"))
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
	if method := c.Request().Method; method == http.MethodGet || method == http.MethodHead {
		return api.WriteOwn(c, body)
	}
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	return c.Blob(status, echo.MIMEApplicationJSON, body)
}
