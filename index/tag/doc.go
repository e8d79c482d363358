// Package tag finds who, what organisation and where in an article's text, with
// the offsets of every mention.
//
// A Dictionary holds the names it knows, each surface form with its type and
// canonical name, so that "Rubio", "Marco Rubio" and "马尔科·鲁比奥" are one person.
// A Tagger puts together all that is known. The Indexer tags with it what goes into
// the index, web what it shows of one article; both get the same, for the same
// text. What it finds is fixed by its Version. It reads no archive and no index.
package tag
