package page

import (
	"strconv"
	"strings"

	"github.com/dateline-search/dateline/index/schema"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/web/locale"
	"github.com/dateline-search/dateline/web/param"
)

// manyValues is how many values of a facet "all" shows on a page.
const manyValues = 100

// fewValues is how many of each it shows at first, so that the column is no
// longer than the hits beside it.
const fewValues = 7

// openFacets is how many of the first facets are unfolded.
const openFacets = 4

// filters is the column beside the hits.
type filters struct {
	Chosen   int
	From, To string
	// MentionsFrom and MentionsTo are of the dates that the text speaks of.
	MentionsFrom, MentionsTo string
	Dated                    bool         // whether one of them is set
	Hidden                   []param.Pair // what the form of dates carries along
	HiddenAll                []param.Pair // what the others carry along
	Facets                   []facet
}

// facet is one group of values to choose from.
type facet struct {
	Name     string
	Heading  string
	Values   []value
	Distinct int
	More     string // where more of its values are shown
	Chosen   int
	Open     bool
	Find     bool   // whether there are enough to look for one
	Prefix   string // how those begin that are shown
}

// value is one value of a facet, as a link that chooses it or lets it go.
type value struct {
	Text     string
	Count    int
	Selected bool
	Excluded bool
	Toggle   string
	Exclude  string
}

func newFilters(in voice, state param.State, found map[string]search.Facet) filters {
	f := filters{
		From: state.Get(param.From), To: state.Get(param.To),
		MentionsFrom: state.Get(param.MentionsFrom), MentionsTo: state.Get(param.MentionsTo),
		Hidden:    state.Pairs(param.From, param.To, param.MentionsFrom, param.MentionsTo, param.Cursor),
		HiddenAll: state.Pairs(param.Cursor), Chosen: len(in.chips(state)),
	}
	f.Dated = f.From+f.To+f.MentionsFrom+f.MentionsTo != ""
	for i, name := range schema.Facets() {
		v := newFacet(in, state, name, found[name])
		v.Open = i < openFacets || v.Chosen > 0 || v.Prefix != ""
		if len(v.Values) > 0 || v.Prefix != "" {
			f.Facets = append(f.Facets, v)
		}
	}
	return f
}

func newFacet(in voice, state param.State, name string, found search.Facet) facet {
	f := facet{Name: name, Heading: in.facets(name), Distinct: found.Distinct, Chosen: len(state.All(name)), Prefix: prefixOf(state, name)}
	shown := 0
	for _, v := range found.Values {
		f.Values = append(f.Values, newValue(in, state, name, v))
		if v.Count > 0 {
			shown++
		}
	}
	if found.Distinct > shown && len(found.Values) < manyValues {
		f.More = here(state.Set(param.FacetSize, strconv.Itoa(manyValues))) + "#facet-" + name
	}
	f.Find = f.More != "" || f.Prefix != ""
	return f
}

// prefixOf is how those values of a facet begin that are shown.
func prefixOf(state param.State, name string) string {
	for _, p := range state.All(param.FacetFrom) {
		if facet, begin, _ := strings.Cut(p, ":"); facet == name {
			return begin
		}
	}
	return ""
}

func newValue(in voice, state param.State, facet string, v search.FacetValue) value {
	view := value{Text: in.value(facet, v.Value), Count: v.Count, Selected: v.Selected, Excluded: v.Excluded}
	switch {
	case v.Selected:
		view.Toggle = here(state.Remove(facet, v.Value))
	case v.Excluded:
		view.Toggle = here(state.Remove(facet, "-"+v.Value))
	default:
		view.Toggle = here(state.Add(facet, v.Value))
		view.Exclude = here(state.Add(facet, "-"+v.Value))
	}
	return view
}

// chip is a chosen filter with the way to let it go.
type chip struct {
	Label  string // what kind of filter
	Value  string
	Not    bool
	Remove string
}

// chips are the filters in force: facets, dates, and ways to match.
func (in voice) chips(state param.State) []chip {
	var list []chip
	for _, name := range schema.Facets() {
		for _, chosen := range state.All(name) {
			bare, not := strings.CutPrefix(chosen, "-")
			list = append(list, chip{in.facet(name), in.value(name, bare), not, here(state.Remove(name, chosen))})
		}
	}
	if from := state.Get(param.From); from != "" {
		list = append(list, chip{Label: in.Say("filters.from"), Value: in.parameter(from), Remove: here(state.Set(param.From, ""))})
	}
	if to := state.Get(param.To); to != "" {
		list = append(list, chip{Label: in.Say("filters.until"), Value: in.parameter(to), Remove: here(state.Set(param.To, ""))})
	}
	if from := state.Get(param.MentionsFrom); from != "" {
		list = append(list, chip{Label: in.Say("chips.speaks"), Value: in.Say("chips.since", locale.Str("when", in.parameter(from))), Remove: here(state.Set(param.MentionsFrom, ""))})
	}
	if to := state.Get(param.MentionsTo); to != "" {
		list = append(list, chip{Label: in.Say("chips.speaks"), Value: in.Say("chips.until", locale.Str("when", in.parameter(to))), Remove: here(state.Set(param.MentionsTo, ""))})
	}
	if state.Get(param.Match) == string(search.MatchAny) {
		list = append(list, chip{Label: in.Say("chips.match"), Value: in.Say("chips.any"), Remove: here(state.Set(param.Match, ""))})
	}
	return list
}

// parameter words a date as from and to take it.
func (in voice) parameter(date string) string {
	start, _, ok := param.Period(date)
	switch {
	case !ok:
		return date
	case len(date) == len("2006-01-02"):
		return in.Day(start)
	case len(date) == len("2006-01"):
		return in.Month(start)
	case len(date) == len("2006"):
		return date
	}
	return in.exactly(start)
}

// chosen is all filters in force, and the way to let all of them go.
type chosen struct {
	List     []chip
	ClearAll string
}

func newChosen(in voice, state param.State) chosen {
	c := chosen{List: in.chips(state)}
	if len(c.List) > 1 {
		c.ClearAll = here(withoutFilters(state))
	}
	return c
}

func withoutFilters(state param.State) param.State {
	for _, name := range append(schema.Facets(), param.From, param.To, param.MentionsFrom, param.MentionsTo, param.Match) {
		state = state.Set(name, "")
	}
	return state
}
