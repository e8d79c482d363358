// Package export writes every match of a search as a file: CSV, NDJSON, BibTeX,
// RIS and CSL JSON, one article at a time.
//
// A Writer is a search.Visitor; API and command line make one and give it to a
// searcher's walk. The query and the moment stand in the head where a format has
// a place for them, and what ends the file says that it is complete: a file
// without its end is a part. The package runs no search and knows no HTTP.
package export
