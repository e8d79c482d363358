package query

import (
	"fmt"
	"strings"
)

// Note says what was done to a query so that it could be read.
type Note struct {
	// Position is where in the input, in Unicode code points from 0; -1 where the
	// note speaks of the whole query.
	Position int    `json:"position"`
	Message  string `json:"message"`
	// Reason is what Message says, for those who say it in another language.
	Reason Reason `json:"-"`
}

// Reason is something that is said of a query, apart from the words.
type Reason struct {
	Code    string // "open-quote"; empty where there is none
	Details []Detail
}

// Detail is a part of a Reason that hangs on the query.
type Detail struct {
	Name  string // "from"
	Value any    // a string or an int
}

// NewNote makes a note of an English sentence in which {name} stands for each of
// the values, in their order; a value is a string, an int or has a String method.
func NewNote(position int, code, format string, values ...any) Note {
	message, reason := word(code, format, values)
	return Note{position, message, reason}
}

// word fills in the values of a sentence.
func word(code, format string, values []any) (string, Reason) {
	reason := Reason{Code: code}
	var b strings.Builder
	for _, v := range values {
		before, rest, _ := strings.Cut(format, "{")
		name, behind, _ := strings.Cut(rest, "}")
		if _, number := v.(int); !number {
			v = fmt.Sprint(v)
		}
		fmt.Fprint(&b, before, v)
		reason.Details = append(reason.Details, Detail{name, v})
		format = behind
	}
	return b.String() + format, reason
}

// SyntaxError is a query that cannot be read, or, in strict mode, that needs
// repair.
type SyntaxError struct {
	Position int    // in Unicode code points from 0
	Message  string // what is wrong, and what would be right
	// Reason is what Message says. Where Refused, it is that of the repair that
	// strict mode did not make.
	Reason  Reason
	Refused bool
}

// Error gives the message with the position.
func (e *SyntaxError) Error() string {
	return fmt.Sprintf("query, at character %d: %s", e.Position+1, e.Message)
}
