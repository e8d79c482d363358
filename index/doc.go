// Package index is the write path: what comes in, is kept, tagged and indexed.
//
// The Ingester takes articles from a Source or a request and acknowledges them
// once the Archive has them on disk; the Indexer follows the archive's sequence,
// tags, and writes batches to a Generation of the index, which carry the
// watermark they reach. Live updates, recovery after a crash and a full rebuild
// are that one loop. The package holds the contracts; engines, archives and
// readers are packages below it, put together by cmd. It never searches.
package index
