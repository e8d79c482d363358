// Package blevesearch is the read half of the index on Bleve: a search.Backend
// that reads Bleve's segments itself, by their public interfaces.
//
// A Find takes one snapshot and works segment by segment, in parallel: words,
// values and dates become bitmaps, the query is set algebra on them, phrases are
// verified by positions in what is left, facets and timeline are counted from
// columns in memory, and only then hits are scored and the best kept. So totals
// and counts are exact. The searcher calls it with plans; it never parses a
// query, reads no article, and writes nothing.
package blevesearch
