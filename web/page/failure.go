package page

import (
	"net/http"
	"unicode"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/search/query"
	"github.com/dateline-search/dateline/web/locale"
	"github.com/dateline-search/dateline/web/param"
)

// Failure is an error as people are told of it: what the API says of it, in
// English, and what else is known, from which pages speak in other languages.
type Failure struct {
	Status    int
	Kind      string // of problem: not-found
	Title     string
	Detail    string
	Syntax    *query.SyntaxError // where the query is at fault
	Parameter *param.Error       // where a parameter is
	RequestID string
}

// failure is the page of an error.
type failure struct {
	frame
	Heading   string
	Detail    string
	English   bool // whether Detail is in English, whatever the page is in
	RequestID string
	Server    bool // whether it is the server's fault
	Query     *faulty
	Retry     string // the same page again, where that may help
	Chips     chosen
	Steps     []link // ways on, beside that to the newest articles
}

// faulty is a query with the place that cannot be read.
type faulty struct{ Before, At, After string }

// Error writes the page of an error. It keeps the box as it was filled, so that
// what is wrong can be put right.
func (p *Pages) Error(c echo.Context, f Failure) error {
	state, in := param.NewState(c.QueryParams()), p.voice(c)
	heading := in.problem(f)
	v := &failure{
		frame: newFrame(heading+" - Dateline", state), Heading: heading, RequestID: f.RequestID,
		Server: f.Status >= http.StatusInternalServerError,
	}
	v.Detail, v.English = in.detail(f)
	if f.Syntax != nil {
		v.Query = newFaulty(state.Get(param.Q), f.Syntax.Position)
	}
	if v.Server && c.Request().Method != http.MethodPost { // what a form sent is not in its address
		v.Retry = c.Request().URL.RequestURI()
	}
	if f.Status == http.StatusBadRequest && f.Syntax == nil {
		v.Chips = newChosen(in, state)
	}
	switch {
	case f.Kind == noEntityKind:
		v.Detail, v.Steps = "", in.others(c)
	case f.Syntax != nil && state.Get(param.Strict) == "true":
		v.Steps = in.repaired(state)
	}
	return p.render(c, f.Status, "error.html", v)
}

// repaired leads to the search as it would be right, where it can be.
func (in voice) repaired(state param.State) []link {
	parsed, err := query.Parse(state.Get(param.Q), query.Options{})
	if err != nil {
		return nil
	}
	right := parsed.Node.String()
	return []link{{in.Say("failure.repaired", locale.Str("query", right)), here(state.Set(param.Strict, "").Set(param.Q, right))}}
}

// others are ways on from the page of an entity that there is not.
func (in voice) others(c echo.Context) []link {
	name, err := param.ID(c.Request().URL, "/entity/"+c.Param("type")+"/")
	if err != nil {
		return nil
	}
	return []link{
		{in.Say("failure.search", locale.Str("name", name)), here(param.State{}.Set(param.Q, name))},
		{in.Say("failure.names", locale.Str("name", name)), entitiesURL("", name)},
	}
}

// problem names an error.
func (in voice) problem(f Failure) string {
	if in.speaksEnglish() || !in.Knows("problem", f.Kind) {
		return f.Title
	}
	return in.Word("problem", f.Kind)
}

// detail says more of an error, in English where the language has no words for
// what only the server knows.
func (in voice) detail(f Failure) (text string, english bool) {
	switch {
	case f.Syntax != nil:
		return in.wrong(f.Syntax), false
	case f.Parameter != nil && f.Parameter.Value != "" && in.Knows("parameter", f.Parameter.Name):
		return in.Word("parameter", f.Parameter.Name, locale.Str("value", f.Parameter.Shown())), false
	case in.speaksEnglish():
		return f.Detail, false
	case f.Kind == internalKind:
		return in.Say("failure.logged"), false
	}
	return f.Detail, f.Detail != ""
}

// internalKind is the kind of a problem that no reader can do anything about.
const internalKind = "internal"

// noEntityKind is the kind of the problem that no article names somebody.
const noEntityKind = "no-such-entity"

// sentence begins a text with a capital.
func sentence(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if first == utf8.RuneError {
		return text
	}
	return string(unicode.ToUpper(first)) + text[size:]
}

// newFaulty underlines the word at a position, or the end.
func newFaulty(q string, position int) *faulty {
	runes := []rune(q)
	start := min(max(position, 0), len(runes))
	end := start
	for end < len(runes) && (end == start || runes[end] != ' ') {
		end++
	}
	f := &faulty{string(runes[:start]), string(runes[start:end]), string(runes[end:])}
	if f.At == "" {
		f.At = "\u00a0" // something to underline
	}
	return f
}
