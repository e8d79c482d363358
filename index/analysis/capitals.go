package analysis

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// countedLetters is how many letters of a word Capitals looks at: as many as
// bits of its result. Words that differ in a capital beyond it do not exist.
const countedLetters = 32

// Capitals tells how a word is written: bit n is set where its letter n, from 0,
// is a capital. It takes the text of a Token, and looks at letters alone, without
// the possessive: U.S. is as US, Rubio's as Rubio.
func Capitals(written string) uint32 {
	var capitals uint32
	letters := 0
	for i := 0; i < len(written) && letters < countedLetters; {
		if isPossessive(written[i:]) {
			break
		}
		c, r, size := classAt(written, i)
		if c == letter {
			if isCapital(r) {
				capitals |= 1 << letters
			}
			letters++
		}
		i += size
	}
	return capitals
}

// Capitalize writes a term with the capitals that Capitals told of.
func Capitalize(term string, capitals uint32) string {
	if capitals == 0 {
		return term
	}
	var b strings.Builder
	letters := 0
	for _, r := range term {
		if classOf(r) == letter {
			if letters < countedLetters && capitals>>letters&1 == 1 {
				r = unicode.ToUpper(r)
			}
			letters++
		}
		b.WriteRune(r)
	}
	return b.String()
}

func isCapital(r rune) bool {
	if r < utf8.RuneSelf {
		return r-'A' < 26 && r >= 'A'
	}
	return unicode.IsUpper(r) || unicode.IsTitle(r)
}

// isPossessive reports whether nothing but 's is left of a word.
func isPossessive(rest string) bool {
	c, _, size := classAt(rest, 0)
	if c != apostrophe {
		return false
	}
	switch rest[size:] {
	case "", "s", "S":
		return true
	}
	return false
}
