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

func newEmpty(state param.State) *empty {
	q := strings.TrimSpace(state.Get(param.Q))
	filtered := len(chips(state)) > 0
	e := &empty{}
	switch {
	case state.Get(param.Cursor) != "":
		e.Why = "There is nothing after the last article."
		e.Steps = []link{{"Back to the first results", here(state.Page(""))}}
	case q == "" && !filtered:
		e.Why, e.Archive = "The archive is empty.", true
	case q == "":
		e.Why = "No article fits all of these filters."
		e.Steps = steps(state, q)
	case filtered:
		e.Why = "No article says this and fits all of these filters."
		e.Steps = steps(state, q)
	default:
		e.Why = "No article in the archive says this."
		e.Steps = steps(state, q)
	}
	return e
}

// steps are ways to a wider search, the smallest first.
func steps(state param.State, q string) []link {
	var list []link
	if state.Get(param.From) != "" || state.Get(param.To) != "" {
		list = append(list, link{"Search all dates", here(state.Set(param.From, "").Set(param.To, ""))})
	}
	if len(chips(state)) > 0 && q != "" {
		list = append(list, link{"Search without filters", here(withoutFilters(state))})
	}
	if strings.Contains(q, " ") && state.Get(param.Match) != string(search.MatchAny) {
		list = append(list, link{"Match any of the words", here(state.Set(param.Match, string(search.MatchAny)))})
	}
	return append(list, link{"See the newest articles", "/"})
}
