package search

import (
	"errors"
	"fmt"
)

// Errors by meaning; web alone makes HTTP statuses of them. A query that cannot
// be read is a *query.SyntaxError.
var (
	// ErrBadRequest is what is wrong with a request, said to its author.
	ErrBadRequest = errors.New("bad request")
	// ErrTooCostly is a query that expands beyond a limit.
	ErrTooCostly = errors.New("query is too costly")
	// ErrUnavailable is an engine that cannot answer now, or not in time.
	ErrUnavailable = errors.New("search is not available")
	// ErrTimeout is a search that was not done in time; its text is for its author.
	// It is an ErrUnavailable.
	ErrTimeout = fmt.Errorf("%w in time", ErrUnavailable)
)

// ParamError is a parameter with a value that cannot be. It is an ErrBadRequest.
type ParamError struct {
	Param string // by its name in the API
	Value string
	Want  string // what would be right
}

// Error says what is wrong and what would be right.
func (e *ParamError) Error() string {
	return fmt.Sprintf("%s: %q is not valid: want %s", e.Param, e.Value, e.Want)
}

// Unwrap makes it an ErrBadRequest.
func (e *ParamError) Unwrap() error { return ErrBadRequest }
