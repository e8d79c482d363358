// Package analysis turns text into the tokens that the index holds, and is the
// one place that does: indexing, query parsing and highlighting share it, so
// that a word that was indexed is the word that is asked for and marked.
//
// Tokens are folded surface forms, one a position, none dropped; inflection is
// a matter of the query, which asks for the words that share a Stem. The package
// imports nothing of ours and keeps no state.
package analysis
