// Package alias says which names people have merged: that "M. Rubio" and "Marco
// Rubio" are one person in this archive.
//
// Merges are data. The archive keeps them, a search reads them as they are when it
// begins, and what was indexed long ago follows without a rebuild: the executors
// count and find by a Table, web shows an article's names by it. The package finds
// no names and opens nothing.
package alias
