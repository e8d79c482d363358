package page

import (
	"cmp"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dateline-search/dateline/index/schema"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/search/highlight"
	"github.com/dateline-search/dateline/web/locale"
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
	More    int // how many are not in the list
}

// other is one of them: who says so, and where.
type other struct {
	Source string
	Lang   string
	link
}

// newOthers lists what was folded under a hit; nil where nothing was.
func newOthers(in voice, state param.State, h *search.Hit) *others {
	if len(h.Others) == 0 {
		return nil
	}
	v := &others{Heading: in.Say("hit.other-articles", locale.Num("n", h.Similar))}
	sources := map[string]bool{}
	for _, o := range h.Others {
		v.List = append(v.List, other{o.Source, cmp.Or(o.Lang, h.Lang), link{o.Title, articleURL(o.ID, state)}})
		sources[o.Source] = true
	}
	if len(h.Others) == h.Similar && !sources[""] && !sources[h.Source] && len(sources) == h.Similar {
		v.Heading = in.Say("hit.other-outlets", locale.Num("n", h.Similar))
	}
	v.More = max(0, h.Similar-len(h.Others))
	return v
}

// fragment is a piece of a hit's text.
type fragment struct {
	Parts []part
	// Before says that the text does not begin here, After that a sentence goes on.
	Before, After bool
}

// entity is someone or something that is named, as a link to a search.
type entity struct {
	Kind string // person, org or place
	Word string // Person, Organisation or Place
	link
}

func newHit(in voice, state param.State, h *search.Hit) hit {
	v := hit{
		ID: h.ID, URL: articleURL(h.ID, state), Lang: h.Lang, Dir: direction(h.Lang), Source: h.Source, Section: h.Section,
		Published: in.whenText(h.Published, h.PublishedPrecision, h.PublishedZone),
		Title:     parts(h.Title, nil), Entities: in.someEntities(state, h.Entities), Others: newOthers(in, state, h),
	}
	var body []highlight.Fragment
	if h.Highlight != nil {
		body = h.Highlight.Body
		if len(h.Highlight.Title) > 0 {
			v.Title = parts(h.Highlight.Title[0].Text, h.Highlight.Title[0].Marks)
		}
	}
	for i := range min(len(body), hitFragments) {
		v.Fragments = append(v.Fragments, fragment{parts(body[i].Text, body[i].Marks), body[i].Offset > 0, !endsSentence(body[i].Text)})
	}
	if len(v.Fragments) == 0 && h.Summary != "" {
		v.Fragments = []fragment{{Parts: parts(h.Summary, nil)}}
	}
	return v
}

// endsSentence reports whether a text ends as a sentence does, in whatever script,
// behind which quotes and brackets may close.
func endsSentence(text string) bool {
	text = strings.TrimRightFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.In(r, unicode.Pe, unicode.Pf) || r == '"' || r == '\''
	})
	last, _ := utf8.DecodeLastRuneInString(text)
	return unicode.Is(unicode.Sentence_Terminal, last) || last == '…'
}

// someEntities takes from each kind in turn, so that one who names ten people
// still tells where.
func (in voice) someEntities(state param.State, names map[string][]string) []entity {
	var list []entity
	for i := 0; len(list) < hitEntities; i++ {
		more := false
		for _, kind := range entityKinds() {
			if i < len(names[kind]) && len(list) < hitEntities {
				list = append(list, in.entity(state, kind, names[kind][i]))
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

// entity links to the same search, narrowed to those that name it.
func (in voice) entity(state param.State, kind, name string) entity {
	to := state.Page("")
	if !state.Has(kind, name) {
		to = state.Add(kind, name)
	}
	return entity{Kind: kind, Word: in.facet(kind), link: link{name, here(to)}}
}

// articleURL is an article's page, which knows the search that led to it.
func articleURL(id string, state param.State) string {
	return "/article/" + url.PathEscape(id) + state.Encode()
}
