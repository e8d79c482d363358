package page

import (
	"context"
	"fmt"
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/index/alias"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/search/query"
	"github.com/dateline-search/dateline/web/api"
	"github.com/dateline-search/dateline/web/locale"
	"github.com/dateline-search/dateline/web/param"
)

// The parameters by which an entity's page knows what a form has done.
const (
	paramMerged = "merged"
	paramSplit  = "split"
)

// mergeView is the page that says what merging two names will do.
type mergeView struct {
	frame
	Kind, Word  string
	Name, Into  string
	Count       int // articles that name the one
	After       int // articles that the other will have
	Both        int // articles that name both already
	Together    string
	Members     []string // names that go along
	NameURL     string
	IntoURL     string
	Turned      string // the same the other way round
	May         bool
	Apart       bool // whether somebody said that they are not one
	Unknown     bool // whether no article names the one
	UnknownInto bool // whether none names the other
}

// ConfirmMerge answers GET /merge?type=&name=&into=: it changes nothing.
func (p *Pages) ConfirmMerge(c echo.Context) error {
	ctx := c.Request().Context()
	table, err := p.names.Merges(ctx)
	if err != nil {
		return fmt.Errorf("page: merge: %w", err)
	}
	m, err := table.Check(alias.Merge{Type: news.EntityType(c.QueryParam("type")), Name: c.QueryParam("name"), Into: c.QueryParam("into")})
	if err != nil {
		return fmt.Errorf("page: merge: %w", err)
	}
	if table.Has(m) { // there is nothing left to do
		return c.Redirect(http.StatusSeeOther, entityURL(string(m.Type), m.Into)+"?"+url.Values{paramMerged: {m.Name}}.Encode())
	}
	v := newMergeView(p.voice(c), m)
	v.May, v.Members, v.Apart = mayWrite(c), table.Members(m.Type, m.Name), table.Apart(m.Type, m.Name, m.Into)
	if err := p.countMerge(ctx, v); err != nil {
		return fmt.Errorf("page: merge: %w", err)
	}
	return p.render(c, http.StatusOK, "merge.html", v)
}

func newMergeView(in voice, m alias.Merge) *mergeView {
	kind := string(m.Type)
	both := query.Value{Field: kind, Text: m.Name, Whole: true}.String() + " " + query.Value{Field: kind, Text: m.Into, Whole: true}.String()
	return &mergeView{
		frame: newFrame(in.Say("merge.title", locale.Str("name", m.Name), locale.Str("into", m.Into))+" - Dateline", param.State{}),
		Kind:  kind, Word: in.facet(kind), Name: m.Name, Into: m.Into,
		Together: here(param.State{}.Set(param.Q, both)),
		NameURL:  entityURL(kind, m.Name), IntoURL: entityURL(kind, m.Into), Turned: mergeURL(kind, m.Into, m.Name),
	}
}

// mergeURL is the page that asks whether a name is to be merged into another.
func mergeURL(kind, name, into string) string {
	return "/merge?" + url.Values{"type": {kind}, "name": {name}, "into": {into}}.Encode()
}

// countMerge counts the articles of both names, and those that name both.
func (p *Pages) countMerge(ctx context.Context, v *mergeView) error {
	counts := [3]int{}
	for i, r := range []search.Request{
		{Filters: map[string][]string{v.Kind: {v.Name}}},
		{Filters: map[string][]string{v.Kind: {v.Into}}},
		{Filters: map[string][]string{v.Kind: {v.Name}}, Q: query.Value{Field: v.Kind, Text: v.Into, Whole: true}.String()},
	} {
		none := 0
		r.Size, r.Facets, r.Interval, r.NoHighlight = &none, []string{}, search.IntervalNone, true
		found, err := p.searcher.Search(ctx, r)
		if err != nil {
			return err
		}
		counts[i] = found.Total
	}
	v.Count, v.Both = counts[0], counts[2]
	v.After = counts[0] + counts[1] - counts[2]
	v.Unknown, v.UnknownInto = counts[0] == 0, counts[1] == 0
	return nil
}

// Merge answers POST /merge.
func (p *Pages) Merge(c echo.Context) error {
	return p.change(c, p.names.Merge, paramMerged)
}

// Split answers POST /split.
func (p *Pages) Split(c echo.Context) error {
	return p.change(c, p.names.Split, paramSplit)
}

// change does what a form says, and leads to the page of the entity, which tells
// of it. A form that is sent twice changes nothing more.
func (p *Pages) change(c echo.Context, do func(context.Context, alias.Merge) error, what string) error {
	form, err := Form(c)
	if err != nil {
		return fmt.Errorf("page: names: %w", err)
	}
	by, _ := c.Get(api.Who).(string)
	m := alias.Merge{Type: news.EntityType(form.Get("type")), Name: form.Get("name"), Into: form.Get("into"), By: by}
	if err := do(c.Request().Context(), m); err != nil {
		return fmt.Errorf("page: names: %w", err)
	}
	return c.Redirect(http.StatusSeeOther, entityURL(string(m.Type), m.Into)+"?"+url.Values{what: {m.Name}}.Encode())
}
