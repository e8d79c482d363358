// Package corpus reads annotated news: articles in which every mention of a
// person, an organisation or a place is marked by hand.
//
// What trains the tagger reads it, and what measures the tagger and its canonical
// names; the articles are in ../news, with the format and the guideline in the
// README there. It never guesses: whatever it does not understand is an error
// with its file and line. It knows nothing of how text is tagged or scored.
package corpus
