package analysis

// Token is one word of a text.
type Token struct {
	// Term is the word folded: lower case, without accents, dots of an acronym
	// or possessive.
	Term string
	// Position counts the words of the text from 1. Signs of Chinese, Japanese
	// and Korean text are one position each.
	Position int
	// Start and End are the bytes of the text that the token was made from,
	// half-open.
	Start, End int
	// Caps is the word as an acronym (US for "US" and "U.S."), where it is
	// written in capitals alone and has at least two letters; empty otherwise.
	// The index holds it at the same position, so that US can be told from us.
	Caps string
}
