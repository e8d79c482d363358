package page

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/search/query"
	webalert "github.com/dateline-search/dateline/web/alert"
	"github.com/dateline-search/dateline/web/locale"
	"github.com/dateline-search/dateline/web/openapi"
	"github.com/dateline-search/dateline/web/param"
)

// keptView is the page on which a saved search is changed.
type keptView struct {
	frame
	ID            string // empty for one that is to be saved
	Action        string
	Given         webalert.Given
	Query         string
	Rest          string // the parameters beside the query
	Chips         []chip
	Field, Fault  string // which field is wrong, and how
	Secret        string // of the webhook; told once
	Mails         bool
	KeptName, URL string
}

// EditSaved answers GET /saved/{id}.
func (p *Pages) EditSaved(c echo.Context) error {
	s, err := p.book.Find(c.Request().Context(), openapi.VisitorOf(c), c.Param("id"))
	if err != nil {
		return fmt.Errorf("page: saved search: %w", err)
	}
	return p.keptPage(c, http.StatusOK, &keptView{
		ID: s.ID, KeptName: s.Name, Given: webalert.Given{Name: s.Name, Params: s.Params, Webhook: s.Webhook, Email: s.Email},
	})
}

func (p *Pages) keptPage(c echo.Context, status int, v *keptView) error {
	in := p.voice(c)
	v.Mails = p.book.Mails()
	v.frame = newFrame(in.Say("saved.title")+" - Dateline", param.State{})
	values, _ := url.ParseQuery(v.Given.Params)
	state := param.NewState(values)
	v.Query, v.Rest = state.Get(param.Q), state.Set(param.Q, "").Encode()
	v.Chips, v.URL, v.Action = in.chips(state), here(state), "/saved"
	if v.ID != "" {
		v.Action = "/saved/" + url.PathEscape(v.ID)
	}
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	return p.render(c, status, "kept.html", v)
}

// SaveSearch answers POST /saved.
func (p *Pages) SaveSearch(c echo.Context) error { return p.keep(c, "") }

// ChangeSaved answers POST /saved/{id}.
func (p *Pages) ChangeSaved(c echo.Context) error { return p.keep(c, c.Param("id")) }

// keep keeps what a form has sent, and leads to the list. What is wrong is said
// beside its field; a new secret is shown, since it is told once.
func (p *Pages) keep(c echo.Context, id string) error {
	form, err := Form(c)
	if err != nil {
		return fmt.Errorf("page: save: %w", err)
	}
	g := webalert.Given{Name: form.Get("name"), Params: form.Get("params"), Webhook: form.Get("webhook"), Email: form.Get("email")}
	if form.Has(param.Q) { // the form for changing has the query apart
		values, err := url.ParseQuery(g.Params)
		if err != nil {
			return &param.Error{Name: "params", Value: g.Params, Want: "parameters as a URL has them"}
		}
		values.Set(param.Q, form.Get(param.Q))
		g.Params = values.Encode()
	}
	s, secret, err := p.book.Keep(c.Request().Context(), openapi.VisitorOf(c), id, g)
	field, text, theirs := fault(err)
	var syntax *query.SyntaxError
	if errors.As(err, &syntax) {
		field, text, theirs = param.Q, sentence(syntax.Message), true
	}
	switch {
	case theirs:
		return p.keptPage(c, http.StatusBadRequest, &keptView{ID: id, Given: g, Field: field, Fault: text})
	case err != nil:
		return fmt.Errorf("page: save: %w", err)
	case secret != "":
		return p.keptPage(c, http.StatusOK, &keptView{ID: s.ID, KeptName: s.Name, Given: g, Secret: secret})
	}
	return c.Redirect(http.StatusSeeOther, "/saved#"+s.ID)
}

// DropSaved answers POST /saved/{id}/delete.
func (p *Pages) DropSaved(c echo.Context) error {
	if err := p.book.Drop(c.Request().Context(), openapi.VisitorOf(c), c.Param("id")); err != nil {
		return fmt.Errorf("page: delete saved search: %w", err)
	}
	return c.Redirect(http.StatusSeeOther, "/saved")
}

// LookAtSaved answers POST /saved/{id}/look: it shows the newest matches, and
// takes all as seen.
func (p *Pages) LookAtSaved(c echo.Context) error {
	ctx, who := c.Request().Context(), openapi.VisitorOf(c)
	s, err := p.book.Find(ctx, who, c.Param("id"))
	if err == nil {
		err = p.book.Look(ctx, who, s.ID)
	}
	if err != nil {
		return fmt.Errorf("page: look at saved search: %w", err)
	}
	values, _ := url.ParseQuery(s.Params)
	return c.Redirect(http.StatusSeeOther, here(param.NewState(values).Set(param.Sort, "newest")))
}

// TestSaved answers POST /saved/{id}/test.
func (p *Pages) TestSaved(c echo.Context) error {
	problem, err := p.book.Try(c.Request().Context(), openapi.VisitorOf(c), c.Param("id"))
	if _, text, theirs := fault(err); theirs {
		problem = text
	} else if err != nil {
		return fmt.Errorf("page: test saved search: %w", err)
	}
	l := p.language(c)
	if problem != "" {
		return p.savedPage(c, http.StatusOK, &savedView{Fault: l.Say("saved.test-failed", locale.Str("problem", problem))})
	}
	return p.savedPage(c, http.StatusOK, &savedView{Said: l.Say("saved.test-arrived")})
}

// RetrySaved answers POST /saved/{id}/retry: a message that was given up is sent
// again.
func (p *Pages) RetrySaved(c echo.Context) error {
	form, err := Form(c)
	if err == nil {
		_, err = p.book.Retry(c.Request().Context(), openapi.VisitorOf(c), c.Param("id"), form.Get("delivery"))
	}
	if err != nil {
		return fmt.Errorf("page: retry: %w", err)
	}
	return c.Redirect(http.StatusSeeOther, "/saved#"+c.Param("id"))
}
