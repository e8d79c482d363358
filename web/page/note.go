package page

import (
	"strings"

	"golang.org/x/text/language"

	"github.com/dateline-search/dateline/search/query"
	"github.com/dateline-search/dateline/web/locale"
)

// notes word what a search says of its query.
func (in voice) notes(list []query.Note) []string {
	words := make([]string, len(list))
	for i, n := range list {
		words[i] = begun(in.reason(n.Message, n.Reason), n.Reason.Details)
	}
	return words
}

// begun is a note with a capital at its beginning, unless it begins with what the
// reader wrote.
func begun(text string, details []query.Detail) string {
	for _, d := range details {
		if written, ok := d.Value.(string); ok && written != "" && strings.HasPrefix(text, written) {
			return text
		}
	}
	return sentence(text)
}

// reason words what is said of a query. The search itself speaks English, and
// has at times more to tell than its code.
func (in voice) reason(message string, r query.Reason) string {
	if in.speaksEnglish() || !in.Knows("note", r.Code) {
		return message
	}
	values := make([]locale.Value, len(r.Details))
	for i, d := range r.Details {
		switch value := d.Value.(type) {
		case int:
			values[i] = locale.Num(d.Name, value)
		case string:
			values[i] = locale.Str(d.Name, value)
		}
	}
	return in.Word("note", r.Code, values...)
}

// wrong words why a query cannot be read. What a repair would have done stands
// behind a semicolon, and was not done.
func (in voice) wrong(e *query.SyntaxError) string {
	text := in.reason(e.Message, e.Reason)
	if e.Refused {
		text, _, _ = strings.Cut(text, "; ")
	}
	return sentence(text)
}

func (in voice) speaksEnglish() bool { return in.Tag() == language.English.String() }
