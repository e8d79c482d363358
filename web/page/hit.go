package page

import (
	"net/url"
	"time"

	"github.com/dateline-search/dateline/index/schema"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/search/highlight"
	"github.com/dateline-search/dateline/web/param"
)

const (
	hitFragments = 2
	hitEntities  = 5
)

// hit is an article found.
type hit struct {
	ID, URL   string
	Lang, Dir string
	Source    string
	Section   string
	Published moment
	Title     []part
	Fragments []fragment
	Entities  []entity
	Others    *others
}

// others are the near-duplicates that were folded under a hit.
type others struct {
	Heading string
	List    []other
	More    string // how many are not in the list
}

// other is one of them: who says so, and where.
type other struct {
	Source string
	link
}

// newOthers lists what was folded under a hit; nil where nothing was.
func newOthers(state param.State, h *search.Hit) *others {
	if len(h.Others) == 0 {
		return nil
	}
	v := &others{Heading: "Also in " + plural(h.Similar, "other article", "other articles")}
	sources := map[string]bool{}
	for _, o := range h.Others {
		v.List = append(v.List, other{o.Source, link{o.Title, articleURL(o.ID, state)}})
		sources[o.Source] = true
	}
	if len(h.Others) == h.Similar && !sources[""] && !sources[h.Source] && len(sources) == h.Similar {
		v.Heading = "Also in " + plural(h.Similar, "other outlet", "other outlets")
	}
	if left := h.Similar - len(h.Others); left > 0 {
		v.More = plural(left, "more", "more")
	}
	return v
}

// fragment is a piece of a hit's text.
type fragment struct {
	Parts []part
	// Before says that the text does not begin here.
	Before bool
}

// entity is someone or something that is named, as a link to a search.
type entity struct {
	Kind string // person, org or place
	Word string // Person, Organisation or Place
	link
}

func newHit(state param.State, h *search.Hit, zone *time.Location) hit {
	v := hit{
		ID: h.ID, URL: articleURL(h.ID, state), Lang: h.Lang, Dir: direction(h.Lang), Source: h.Source, Section: h.Section,
		Published: sayText(h.Published, h.PublishedPrecision, h.PublishedZone, zone),
		Title:     parts(h.Title, nil), Entities: hitEntitiesOf(state, h.Entities), Others: newOthers(state, h),
	}
	var body []highlight.Fragment
	if h.Highlight != nil {
		body = h.Highlight.Body
		if len(h.Highlight.Title) > 0 {
			v.Title = parts(h.Highlight.Title[0].Text, h.Highlight.Title[0].Marks)
		}
	}
	for i := range min(len(body), hitFragments) {
		v.Fragments = append(v.Fragments, fragment{parts(body[i].Text, body[i].Marks), body[i].Offset > 0})
	}
	if len(v.Fragments) == 0 && h.Summary != "" {
		v.Fragments = []fragment{{Parts: parts(h.Summary, nil)}}
	}
	return v
}

// hitEntitiesOf takes from each kind in turn, so that one who names ten people
// still tells where.
func hitEntitiesOf(state param.State, names map[string][]string) []entity {
	var list []entity
	for i := 0; len(list) < hitEntities; i++ {
		more := false
		for _, kind := range entityKinds() {
			if i < len(names[kind]) && len(list) < hitEntities {
				list = append(list, newEntity(state, kind, names[kind][i]))
				more = true
			}
		}
		if !more {
			break
		}
	}
	return list
}

func entityKinds() []string { return []string{schema.Person, schema.Org, schema.Place} }

// newEntity links to the same search, narrowed to those that name it.
func newEntity(state param.State, kind, name string) entity {
	word, _ := facetWord(kind)
	to := state.Page("")
	if !state.Has(kind, name) {
		to = state.Add(kind, name)
	}
	return entity{Kind: kind, Word: word, link: link{name, here(to)}}
}

// articleURL is an article's page, which knows the search that led to it.
func articleURL(id string, state param.State) string {
	return "/article/" + url.PathEscape(id) + state.Encode()
}
