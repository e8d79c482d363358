// Package feature says what is to be seen of a token: the word and its shape, its
// neighbours, the lists of names and the cluster of like words it belongs to, and
// what the same word is like elsewhere in the document. Each is a 64-bit hash.
//
// index/tag/train learns from the same features that index/tag/ner finds names
// by, which is why they have a room of their own. It knows no weights and reads
// no text: it is given tokens.
package feature
