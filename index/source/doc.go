// Package source reads articles out of files and streams, one at a time and in
// constant memory, however large the file is: of every format that formats()
// lists, also compressed (gzip, zstd, bzip2) and in archives (zip, tar).
//
// Walk is what an ingest uses: it goes through files, folders, globs and
// standard input as one index.Source and can tell how far it is. NewReader reads
// what is not a file, such as the body of a request.
//
// A source decodes and no more: whether an article is well-formed is the
// Ingester's business. Whatever cannot be read is a *index.Rejection that says
// where and why, and reading goes on behind it wherever that is safe. It never
// fetches anything; feeds and pages have rooms of their own.
package source
