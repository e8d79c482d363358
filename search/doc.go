// Package search is the read path: a Request becomes a Plan, a Backend answers
// it, and the Searcher makes the Result of it that pages, API and feeds show,
// with texts from the archive and fragments from highlight.
//
// It holds the contract that every engine fulfils, the limits, and the cursor.
// It knows no engine and no HTTP.
package search
