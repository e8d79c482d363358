// Package zap reads how often and where a term stands straight from the files of
// Bleve's segments, as their format describes them (github.com/blevesearch/zapx,
// version 17, zap.md). It takes a fraction of the time of Bleve's iterator, which
// makes an object of each place and walks to a document by all before it.
//
// Only what was written to disk in that version can be read so; for anything else
// there is Bleve's iterator. Bytes that are damaged end in a panic, as they do in
// Bleve's own reader: who reads must recover.
package zap
