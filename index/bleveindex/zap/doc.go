// Package zap writes segments of Bleve's index in its own file format
// (github.com/blevesearch/zapx, version 17, zap.md) from documents that list their
// terms in the order of the text.
//
// Bleve's own writer is given each document's terms in a map from term to an
// object of frequency and places, and walks those maps twice. A third of the time
// that a document takes went there. Here the terms of a batch are numbered once,
// their places sorted by these numbers, and written.
//
// What is written is what Bleve's writer writes, byte by byte but for the table
// of the fields, which names no kinds of index that we have not; merging and
// opening segments stays with Bleve.
package zap
