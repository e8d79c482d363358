// Package api answers programs: searches and articles as JSON under /api/v1.
//
// Its handlers read a request, make one call, and write the answer; errors they
// return as they are, and package web makes problems of them. It declares what
// it needs of search, index and archive, and knows none of their engines.
package api
