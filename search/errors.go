package search

import "errors"

// Errors by meaning; web alone makes HTTP statuses of them.
var (
	// ErrBadRequest wraps what is wrong with a request, said to its author.
	ErrBadRequest = errors.New("bad request")
	// ErrTooCostly is a query that expands beyond a limit.
	ErrTooCostly = errors.New("query is too costly")
	// ErrUnavailable is an engine that cannot answer now.
	ErrUnavailable = errors.New("search is not available")
)
