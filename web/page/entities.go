package page

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/web/param"
)

// listedEntities is how many a page of entities lists.
const listedEntities = 100

// entitiesView is the page of all entities.
type entitiesView struct {
	frame
	Kinds  []choice
	Kind   string
	Prefix string
	List   []namedEntity
	Likely string // names that may be one
	Full   bool   // whether there may be more than are listed
}

// namedEntity is a line of it.
type namedEntity struct {
	entity
	Aliases string
	Count   int
}

// Entities answers GET /entities.
func (p *Pages) Entities(c echo.Context) error {
	of, prefix := c.QueryParam("type"), strings.TrimSpace(c.QueryParam("prefix"))
	if of != "" && !slices.Contains(entityKinds(), of) {
		return fmt.Errorf("page: entities: %w", &param.Error{Name: "type", Value: of, Want: "person, org or place"})
	}
	list, err := p.entities.Entities(c.Request().Context(), of, prefix, listedEntities)
	if err != nil {
		return fmt.Errorf("page: entities: %w", err)
	}
	in := p.voice(c)
	v := &entitiesView{
		frame:  newFrame(in.Say("layout.entities")+" - Dateline", param.State{}),
		Likely: likelyURL(cmp.Or(of, entityKinds()[0])),
		Kind:   of, Prefix: prefix, Full: len(list) == listedEntities,
	}
	v.Kinds = append(v.Kinds, choice{link{in.Say("entities.all"), entitiesURL("", prefix)}, of == ""})
	for _, kind := range entityKinds() {
		v.Kinds = append(v.Kinds, choice{link{in.facets(kind), entitiesURL(kind, prefix)}, of == kind})
	}
	for _, e := range list {
		v.List = append(v.List, namedEntity{
			entity{Kind: e.Type, Word: in.facet(e.Type), link: link{e.Name, entityURL(e.Type, e.Name)}}, strings.Join(e.Aliases, ", "), e.Count,
		})
	}
	return p.render(c, http.StatusOK, "entities.html", v)
}

func entitiesURL(kind, prefix string) string {
	values := url.Values{}
	if kind != "" {
		values.Set("type", kind)
	}
	if prefix != "" {
		values.Set("prefix", prefix)
	}
	if len(values) == 0 {
		return "/entities"
	}
	return "/entities?" + values.Encode()
}
