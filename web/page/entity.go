package page

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/schema"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/search/query"
	"github.com/dateline-search/dateline/web/api"
	"github.com/dateline-search/dateline/web/param"
)

const (
	// companions is how many an entity's page lists; more are a search away.
	companions = 20
	// latest is how many articles it shows.
	latest = 6
	// countries is among how many that its articles speak of the country of a place
	// is looked for.
	countries = 50
)

// Entities tells of who and what is named, as the API does.
type Entities interface {
	// Entity fails with api.ErrNoEntity.
	Entity(ctx context.Context, of, name string, bound search.Request, size int) (*api.EntityPage, error)
	Entities(ctx context.Context, of, prefix string, size int) ([]api.Listed, error)
	// Likely lists pairs of names of a type that are probably one.
	Likely(ctx context.Context, of string) ([]api.Likely, error)
	Compare(ctx context.Context, request search.Request, queries []string) (*api.Attention, error)
}

// entityView is the page of one entity.
type entityView struct {
	frame
	Name, Kind, Word string
	Names            names
	Count, Outlets   int
	Since            string
	Timeline         *timeline
	With             together
	Map              *mapView // of a place
	Hits             []hit
	Telling          []hit  // where there are more articles than the latest
	All              string // every article that names it
	asked            string // the query for those
}

// Entity answers GET /entity/{type}/{name}.
func (p *Pages) Entity(c echo.Context) error {
	ctx := c.Request().Context()
	of := c.Param("type")
	name, err := param.ID(c.Request().URL, "/entity/"+of+"/")
	if err != nil || !slices.Contains(entityKinds(), of) {
		return fmt.Errorf("page: entity: %w", index.ErrNotFound)
	}
	known, err := p.entities.Entity(ctx, of, name, search.Request{}, companions)
	if err != nil {
		return fmt.Errorf("page: entity: %w", err)
	}
	state := param.State{}.Set(param.Q, query.Value{Field: of, Text: known.Name, Whole: true}.String())
	size := latest
	found, err := p.searcher.Search(ctx, search.Request{
		Q: state.Get(param.Q), Sort: search.Newest, Size: &size, Facets: []string{schema.Source, schema.Country}, FacetSize: countries, NoHighlight: true, Collapse: true,
	})
	if err != nil {
		return fmt.Errorf("page: entity: %w", err)
	}
	in := p.voice(c)
	v := newEntityView(in, state, known, found)
	v.Map = p.mapOf(in, of, known.Name, found)
	if err := p.more(c, in, v, known); err != nil {
		return fmt.Errorf("page: entity: %w", err)
	}
	return p.render(c, http.StatusOK, "entity.html", v)
}

// more fills in what is found beside an entity's articles.
func (p *Pages) more(c echo.Context, in voice, v *entityView, known *api.EntityPage) error {
	ctx := c.Request().Context()
	merges, err := p.names.Merges(ctx)
	if err != nil {
		return err
	}
	v.Names = p.newNames(c, news.EntityType(v.Kind), v.Name, merges)
	if v.With.Network, err = p.network(ctx, in, v.asked, known); err != nil {
		return err
	}
	if v.Count <= latest {
		return nil
	}
	found, err := p.telling(ctx, v.Kind, v.Name)
	if err != nil {
		return err
	}
	v.Telling = hitsOf(in, found)
	return nil
}

// hitsOf are the articles that a search found, as links that lead to no search.
func hitsOf(in voice, found *search.Result) []hit {
	var list []hit
	for i := range found.Hits {
		list = append(list, newHit(in, param.State{}, &found.Hits[i]))
	}
	return list
}

func newEntityView(in voice, state param.State, known *api.EntityPage, found *search.Result) *entityView {
	v := &entityView{
		frame: newFrame(known.Name+" - Dateline", param.State{}),
		Name:  known.Name, Kind: known.Type, Word: in.facet(known.Type), Count: known.Count,
		Outlets:  found.Facets[schema.Source].Distinct,
		Timeline: newTimeline(in, state, known.Timeline), All: here(state),
	}
	v.Feeds = in.feeds(state)
	v.Since = in.since(known.Timeline)
	v.asked = state.Get(param.Q)
	v.With, v.Hits = newTogether(in, v.asked, known), hitsOf(in, found)
	return v
}

// since words where a timeline has its first match.
func (in voice) since(t *search.ResultTimeline) string {
	if t == nil {
		return ""
	}
	for _, b := range t.Buckets {
		if b.Count > 0 {
			at := newStretch(b, t.Interval, time.UTC)
			if t.Interval == search.IntervalHour {
				return in.stretch(at, search.IntervalDay, false)
			}
			return in.stretch(at, t.Interval, false)
		}
	}
	return ""
}

func entityURL(kind, name string) string { return "/entity/" + kind + "/" + url.PathEscape(name) }

// about leads to the pages of the entities that a search is narrowed to: by
// facets, or in the query itself.
func about(state param.State, asked query.Node) []link {
	var list []link
	add := func(kind, name string) {
		to := link{name, entityURL(kind, name)}
		if slices.Contains(entityKinds(), kind) && !slices.Contains(list, to) {
			list = append(list, to)
		}
	}
	for _, kind := range entityKinds() {
		for _, name := range state.All(kind) {
			if !strings.HasPrefix(name, "-") {
				add(kind, name)
			}
		}
	}
	all, isAnd := asked.(query.And)
	if !isAnd {
		all.Nodes = []query.Node{asked}
	}
	for _, n := range all.Nodes {
		if v, ok := n.(query.Value); ok && v.Whole {
			add(v.Field, v.Text)
		}
	}
	return list
}
