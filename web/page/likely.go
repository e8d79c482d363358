package page

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/index/alias"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/web/api"
	"github.com/dateline-search/dateline/web/param"
)

// paramOther is the other of two names that are kept apart.
const paramOther = "other"

// likelyView is the page of names that are probably one.
type likelyView struct {
	frame
	Kinds []choice
	Kind  string
	Pairs []likelyPair
	May   bool
	Done  *apartDone
}

// likelyPair is two of them, with what speaks for it.
type likelyPair struct {
	Name, Into  entity
	Count, Many int    // articles of the one and of the other
	Reason      string // in a word that the templates know
	Both        int
	Shared      string
	Merge       string // where what merging does is told
}

// apartDone is what the form has just done.
type apartDone struct{ Name, Other string }

// Likely answers GET /entities/likely?type=.
func (p *Pages) Likely(c echo.Context) error {
	of := c.QueryParam("type")
	if of == "" {
		of = entityKinds()[0]
	}
	if !slices.Contains(entityKinds(), of) {
		return fmt.Errorf("page: likely: %w", &param.Error{Name: "type", Value: of, Want: "person, org or place"})
	}
	found, err := p.entities.Likely(c.Request().Context(), of)
	if err != nil {
		return fmt.Errorf("page: likely: %w", err)
	}
	table, err := p.names.Merges(c.Request().Context())
	if err != nil {
		return fmt.Errorf("page: likely: %w", err)
	}
	in := p.voice(c)
	v := &likelyView{frame: newFrame(in.Say("likely.title")+" - Dateline", param.State{}), Kind: of, May: mayWrite(c)}
	for _, kind := range entityKinds() {
		v.Kinds = append(v.Kinds, choice{link{in.facets(kind), likelyURL(kind)}, kind == of})
	}
	for i := range found {
		v.Pairs = append(v.Pairs, newLikelyPair(in, of, &found[i]))
	}
	name, other := c.QueryParam("name"), c.QueryParam(paramOther)
	if table.Apart(news.EntityType(of), name, other) {
		v.Done = &apartDone{name, other}
	}
	return p.render(c, http.StatusOK, "likely.html", v)
}

func newLikelyPair(in voice, of string, l *api.Likely) likelyPair {
	side := func(name string) entity {
		return entity{Kind: of, Word: in.facet(of), link: link{name, entityURL(of, name)}}
	}
	return likelyPair{
		Name: side(l.Name.Text), Into: side(l.Into.Text), Count: l.Name.Count, Many: l.Into.Count,
		Reason: string(l.Reason), Both: l.Both, Shared: strings.Join(l.Shared, ", "), Merge: mergeURL(of, l.Name.Text, l.Into.Text),
	}
}

func likelyURL(kind string) string {
	return "/entities/likely?" + url.Values{"type": {kind}}.Encode()
}

// KeepApart answers POST /apart: two names are not one, or with undo nobody knows
// again.
func (p *Pages) KeepApart(c echo.Context) error {
	form, err := Form(c)
	if err != nil {
		return fmt.Errorf("page: apart: %w", err)
	}
	by, _ := c.Get(api.Who).(string)
	a := alias.Apart{Type: news.EntityType(form.Get("type")), Name: form.Get("name"), Other: form.Get(paramOther), By: by}
	do, to := p.apart.KeepApart, url.Values{"type": {form.Get("type")}, "name": {a.Name}, paramOther: {a.Other}}
	if form.Get("undo") != "" {
		do, to = p.apart.DropApart, url.Values{"type": {form.Get("type")}}
	}
	if err := do(c.Request().Context(), a); err != nil {
		return fmt.Errorf("page: apart: %w", err)
	}
	return c.Redirect(http.StatusSeeOther, "/entities/likely?"+to.Encode())
}
