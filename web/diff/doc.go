// Package diff says what differs between two texts in a way that people read:
// word by word, and no finer.
//
// Paragraphs are compared first, then the words of those that changed. Blanks and
// commas that happen to be the same between changed words count as changed, so
// that a sentence that was rewritten is struck out as a whole. The pages of an
// article's versions and of near-duplicates are its callers.
package diff
