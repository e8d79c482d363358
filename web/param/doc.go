// Package param reads the parameters of a search from a URL: the one place
// where pages and API learn what a name means and which values are right.
//
// Bind makes a search.Request of them; Error says which parameter is wrong, with
// which value, and what would be right. State is the way back: the parameters of
// a page as links change them. It runs no search and writes no response.
package param
