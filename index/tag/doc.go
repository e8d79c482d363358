// Package tag finds who, what organisation and where in an article's text, with
// the offsets of every mention.
//
// A Dictionary knows names by heart: the lists in the folder list, by subject, and
// the newsroom's own in front of them. Inside an article a name is then followed:
// a last name belongs to who was named in full, an acronym to what it was
// introduced for, so that "Rubio", "Secretary Rubio" and "马尔科·鲁比奥" are one
// person. A Tagger puts together all that is known. The Indexer tags with it what
// goes into the index, web what it shows of one article; both get the same, for
// the same text. What it finds is fixed by its Version. It reads no archive and no
// index.
package tag
