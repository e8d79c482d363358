package page

import (
	"context"
	"net/url"
	"strings"

	"github.com/dateline-search/dateline/index/schema"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/search/query"
	"github.com/dateline-search/dateline/web/param"
)

// empty says why nothing was found, and what to do next.
type empty struct {
	Why   string
	Steps []step
	// Archive says that there is nothing to find at all.
	Archive bool
}

func newEmpty(in voice, state param.State) *empty {
	q := strings.TrimSpace(state.Get(param.Q))
	filtered := len(in.chips(state)) > 0
	e := &empty{}
	switch {
	case state.Get(param.Cursor) != "":
		e.Why = in.Say("empty.end")
		e.Steps = []step{{link: link{in.Say("search.first"), here(state.Page(""))}}}
	case q == "" && !filtered:
		e.Why, e.Archive = in.Say("empty.archive"), true
	case q == "":
		e.Why = in.Say("empty.filters")
		e.Steps = in.steps(state, q)
	case filtered:
		e.Why = in.Say("empty.both")
		e.Steps = in.steps(state, q)
	default:
		e.Why = in.Say("empty.words")
		e.Steps = in.steps(state, q)
	}
	return e
}

// step is a way on from a page without articles.
type step struct {
	link
	wider *param.State // the search that it leads to; nil where it finds something anyway
	Found string       // how many articles that has
}

// steps are ways to a wider search, the smallest first.
func (in voice) steps(state param.State, q string) []step {
	var list []step
	add := func(text string, wider param.State) {
		list = append(list, step{link: link{text, here(wider)}, wider: &wider})
	}
	if isAddress(q) {
		add(in.Say("empty.address"), param.State{}.Set(param.Q, query.Value{Field: schema.URL, Text: q, Whole: true}.String()))
	}
	if state.Get(param.From) != "" || state.Get(param.To) != "" {
		add(in.Say("empty.all-dates"), state.Set(param.From, "").Set(param.To, ""))
	}
	if len(in.chips(state)) > 0 && q != "" {
		add(in.Say("empty.unfiltered"), withoutFilters(state))
	}
	if strings.Contains(q, " ") && state.Get(param.Match) != string(search.MatchAny) {
		add(in.Say("empty.any-word"), state.Set(param.Match, string(search.MatchAny)))
	}
	return append(list, step{link: link{in.Say("failure.newest"), "/"}})
}

// isAddress reports whether somebody looks for an article by its address.
func isAddress(q string) bool {
	u, err := url.Parse(q)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && !strings.ContainsAny(q, " \"")
}

// leading leaves out the steps that lead to nothing either, and says of the others
// how far they lead.
func (p *Pages) leading(ctx context.Context, in voice, steps []step) []step {
	var list []step
	for _, s := range steps {
		if s.wider != nil {
			n, err := p.found(ctx, *s.wider)
			if err == nil && n == 0 {
				continue
			}
			if err == nil {
				s.Found = in.articles(n)
			}
		}
		list = append(list, s)
	}
	return list
}

// found is how many articles a search has.
func (p *Pages) found(ctx context.Context, state param.State) (int, error) {
	request, err := param.Bind(state.Values())
	if err != nil {
		return 0, err
	}
	none := 0
	request.Size, request.Facets, request.Interval, request.NoHighlight = &none, []string{}, search.IntervalNone, true
	result, err := p.searcher.Search(ctx, request)
	if err != nil {
		return 0, err
	}
	return result.Total, nil
}
