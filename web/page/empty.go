package page

import (
	"strings"

	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/web/param"
)

// empty says why nothing was found, and what to do next.
type empty struct {
	Why   string
	Steps []link
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
		e.Steps = []link{{in.Say("search.first"), here(state.Page(""))}}
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

// steps are ways to a wider search, the smallest first.
func (in voice) steps(state param.State, q string) []link {
	var list []link
	if state.Get(param.From) != "" || state.Get(param.To) != "" {
		list = append(list, link{in.Say("empty.all-dates"), here(state.Set(param.From, "").Set(param.To, ""))})
	}
	if len(in.chips(state)) > 0 && q != "" {
		list = append(list, link{in.Say("empty.unfiltered"), here(withoutFilters(state))})
	}
	if strings.Contains(q, " ") && state.Get(param.Match) != string(search.MatchAny) {
		list = append(list, link{in.Say("empty.any-word"), here(state.Set(param.Match, string(search.MatchAny)))})
	}
	return append(list, link{in.Say("failure.newest"), "/"})
}
