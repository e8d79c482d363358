package page

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/web/locale"
	"github.com/dateline-search/dateline/web/param"
)

// Search answers GET /.
func (p *Pages) Search(c echo.Context) error {
	state := param.NewState(c.QueryParams())
	request, err := param.Bind(c.QueryParams())
	if err != nil {
		return err
	}

	request.Collapse = folds(state)
	if request.FacetSize == 0 {
		request.FacetSize = fewValues
	}
	result, err := p.searcher.Search(c.Request().Context(), request)
	if err != nil {
		return fmt.Errorf("page: search: %w", err)
	}

	in := p.voice(c).at(request.Zone)
	v := newResults(in, state, result)
	if p.book != nil && len(v.Hits) > 0 {
		v.Saving = p.newSaving(in, state)
	}
	if v.Empty != nil {
		v.Empty.Steps = p.leading(c.Request().Context(), in, v.Empty.Steps)
	}
	return p.render(c, http.StatusOK, "search.html", v)
}

// results is the search page.
type results struct {
	frame
	Heading  string
	Fresh    bool // nothing was asked for yet
	Read     string
	Notes    []string
	Chips    chosen
	Sorts    []choice
	Sizes    []choice
	Filters  filters
	Timeline *timeline
	Hits     []hit
	Total    int
	Folded   string // says how many are shown where near-duplicates are folded
	Fold     link   // to the same with every copy, or folded again
	Empty    *empty
	Older    link // the page after this one
	First    link // back to the first page
	Took     string
	Meant    link // the query in another spelling
	Take     take
	Saving   *saving
	About    []link // pages of the entities that were chosen
}

// link is a place to go to; a zero link is none.
type link struct{ Text, URL string }

// choice is one of several links of which one is where we are.
type choice struct {
	link
	Chosen bool
}

func newResults(in voice, state param.State, found *search.Result) *results {
	v := &results{
		frame: newFrame(title(state), state),
		Fresh: len(state.Pairs(param.TZ, param.Size, param.Collapse)) == 0,
		Notes: in.notes(found.Query.Notes), Chips: newChosen(in, state),
		Sorts: in.sorts(state), Sizes: sizes(state), Filters: newFilters(in, state, found.Facets),
		Timeline: newTimeline(in, state, found.Timeline), Total: found.Total,
		Took: in.took(found.TookMS),
	}
	if state.Get(param.Q) != "" {
		v.Read = in.read(found)
	}
	v.Heading = in.heading(v.Fresh, found.Total)
	for i := range found.Hits {
		v.Hits = append(v.Hits, newHit(in, state, &found.Hits[i]))
	}
	if len(v.Hits) == 0 && state.Get(param.Size) != "0" {
		v.Empty = newEmpty(in, state)
	}
	v.InPlace = true
	if found.Total > 0 {
		v.About = about(state, found.Node)
	}
	v.Feeds, v.Take = in.feeds(state), newTake(state, found.Total)
	if found.DidYouMean != "" {
		v.Meant = link{found.DidYouMean, here(state.Set(param.Q, found.DidYouMean))}
	}
	v.Folded, v.Fold = in.folding(state, found)
	v.Older, v.First = in.pager(state, found.Next)
	return v
}

// folds reports whether near-duplicates are folded, which they are on this page
// unless somebody asks for every copy.
func folds(state param.State) bool { return state.Get(param.Collapse) != "false" }

// folding tells how many hits are shown in all, and leads to the other view.
func (in voice) folding(state param.State, found *search.Result) (said string, to link) {
	switch {
	case !folds(state):
		return "", link{in.Say("search.fold"), here(state.Set(param.Collapse, ""))}
	case found.Groups == 0 || found.Groups == found.Total:
		return "", link{}
	}
	return in.Say("search.folded", locale.Num("n", found.Groups)),
		link{in.Say("search.unfold"), here(state.Set(param.Collapse, "false"))}
}

func title(state param.State) string {
	if q := strings.TrimSpace(state.Get(param.Q)); q != "" {
		return q + " - Dateline"
	}
	return "Dateline"
}

func (in voice) heading(fresh bool, total int) string {
	if fresh && total > 0 {
		return in.Say("search.newest-articles")
	}
	if total == 0 {
		return in.Say("search.none")
	}
	return in.articles(total)
}

// read says how the query was understood.
func (in voice) read(found *search.Result) string {
	if found.Node == nil {
		return found.Query.Parsed
	}
	return in.explain(found.Node)
}

// took words the time of a search, which is only of interest where one waited.
func (in voice) took(ms float64) string {
	if ms < 1000 {
		return in.Say("search.milliseconds", locale.Str("n", in.Decimal(max(ms, 1), 0)))
	}
	return in.Say("search.seconds", locale.Str("n", in.Decimal(ms/1000, 1)))
}

// order is the order of hits in force.
func order(state param.State) search.Sort {
	if s := state.Get(param.Sort); s != "" {
		return search.Sort(s)
	}
	if state.Get(param.Q) != "" {
		return search.Relevance
	}
	return search.Newest
}

func (in voice) sorts(state param.State) []choice {
	words := []struct {
		sort search.Sort
		text string
	}{{search.Relevance, in.Say("search.relevance")}, {search.Newest, in.Say("search.newest")}, {search.Oldest, in.Say("search.oldest")}}
	if state.Get(param.Q) == "" {
		words = words[1:] // without words nothing is more relevant
	}
	list := make([]choice, len(words))
	for i, w := range words {
		list[i] = choice{link{w.text, here(state.Set(param.Sort, string(w.sort)))}, order(state) == w.sort}
	}
	return list
}

func sizes(state param.State) []choice {
	current := state.Get(param.Size)
	if current == "" {
		current = "20"
	}
	var list []choice
	for _, n := range []string{"20", "50", "100"} {
		list = append(list, choice{link{n, here(state.Set(param.Size, n))}, current == n})
	}
	return list
}

// pager links to the page after this one and to the first.
func (in voice) pager(state param.State, next string) (older, first link) {
	onward, back := in.Say("search.more"), in.Say("search.first")
	switch order(state) {
	case search.Newest:
		onward, back = in.Say("search.older"), in.Say("search.first-newest")
	case search.Oldest:
		onward, back = in.Say("search.newer"), in.Say("search.first-oldest")
	}
	if next != "" {
		older = link{onward, here(state.Page(next))}
	}
	if state.Get(param.Cursor) != "" {
		first = link{back, here(state.Page(""))}
	}
	return older, first
}

// here is the search page in a state.
func here(state param.State) string { return "/" + state.Encode() }
