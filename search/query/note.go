package query

import "fmt"

// Note says what was done to a query so that it could be read.
type Note struct {
	// Position is where in the input, in Unicode code points from 0; -1 where the
	// note speaks of the whole query.
	Position int    `json:"position"`
	Message  string `json:"message"`
}

// SyntaxError is a query that cannot be read, or, in strict mode, that needs
// repair.
type SyntaxError struct {
	Position int    // in Unicode code points from 0
	Message  string // what is wrong, and what would be right
}

// Error gives the message with the position.
func (e *SyntaxError) Error() string {
	return fmt.Sprintf("query, at character %d: %s", e.Position+1, e.Message)
}
