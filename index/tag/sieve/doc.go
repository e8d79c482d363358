// Package sieve tells of most words at once that they are not in a set.
//
// The finders of names, dates and languages look each word of an article up in
// maps of some thousand words, and most words are in none. It is a Bloom filter of
// one hash function, small enough for a processor's nearest cache. It knows no
// word for certain, opens nothing, and imports nothing of ours.
package sieve
