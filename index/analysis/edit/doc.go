// Package edit counts how many slips of the pen lie between two words: for fuzzy
// words of a query, and for what somebody may have meant by a name that is not
// known. It knows no words; who asks decides what is close enough.
package edit
