// Package fetch gets what other machines serve, and trusts none of them: it
// dials public addresses alone, follows a bounded number of redirects, unpacks a
// bounded number of bytes, and waits a bounded time.
//
// The poller of feeds uses it, and whatever else calls an address that somebody
// typed in; Control alone is for those that have a client of their own.
package fetch
