// Package element reads XML documents element by element: it looks for those
// that hold an item each, and gives each as a small tree, so that a document with
// a million items needs no more memory than one with a single item.
//
// The readers of NITF, NewsML and others ask it. Documents are not trusted: what
// an item may hold is bounded in bytes, nodes and depth, no DTD or other file is
// ever fetched, and of entities only those of XML and HTML are known, so that a
// document can declare nothing that grows when it is read.
package element
