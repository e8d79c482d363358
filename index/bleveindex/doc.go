// Package bleveindex is the write half of the index on Bleve: it keeps the
// generations on disk, and writes documents to them in batches that carry their
// watermark.
//
// The Indexer calls it through index.Generations, the read half borrows the
// index that serves through Acquire. Documents are made field by field as
// package schema says, without a mapping; bodies are not stored. The index is
// derived: what is damaged is replaced by an empty generation, which the archive
// fills again. It never searches and never reads an article.
package bleveindex
