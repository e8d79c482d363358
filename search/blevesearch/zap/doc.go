// Package zap reads which terms there are, how often and where each stands, straight
// from the files of Bleve's segments, as their format describes them
// (github.com/blevesearch/zapx, version 17, zap.md; dictionaries are
// github.com/blevesearch/vellum's, version 1). It takes a fraction of the time of
// Bleve's iterators: these make an object of each place and of each state of a
// dictionary, and walk to a document by all before it.
//
// Only what was written to disk in that version can be read so; for anything else
// there is Bleve's iterator. Bytes that are damaged end in a panic, as they do in
// Bleve's own reader: who reads must recover.
package zap
