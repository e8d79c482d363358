// Package openapi describes the API as OpenAPI 3.1, and shows the description
// as a page.
//
// An Operation is what is served: its method, path, parameters, answers and
// handler in one value, so that a route without a description cannot be made.
// The schemas of answers are read off the Go types that are encoded, and the
// parameters are the very specs that values are checked against. It serves
// nothing itself: package web makes routes of operations.
package openapi
