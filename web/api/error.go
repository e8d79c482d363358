package api

import (
	"errors"
	"strings"

	"github.com/dateline-search/dateline/index"
)

// Errors by meaning, for what can be wrong with a request that sends articles.
// Package web makes HTTP statuses of them.
var (
	// ErrBody wraps why a body cannot be read.
	ErrBody = errors.New("body cannot be read")
	// ErrMediaType wraps which kinds of body are taken.
	ErrMediaType = errors.New("media type not supported")
	// ErrTooLarge wraps which limit a body exceeds.
	ErrTooLarge = errors.New("too large")
	// ErrNotSearchable is an article that is on disk and was not found within
	// the time that ?refresh=wait waits.
	ErrNotSearchable = errors.New("stored, but not searchable yet")
)

// PartialError is a request that failed after some of its articles were stored.
type PartialError struct {
	Stored int
	Err    error
}

// Error tells the reason.
func (e *PartialError) Error() string { return e.Err.Error() }

// Unwrap returns the reason.
func (e *PartialError) Unwrap() error { return e.Err }

// said is an article's rejection as its sender reads it.
func said(err error) string {
	return strings.Replace(err.Error(), index.ErrInvalid.Error()+": ", "", 1)
}
