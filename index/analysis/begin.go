package analysis

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// BeginsWord reports whether prefix stands in a text at the beginning of a word:
// "rub" and "rubio m" do so in "marco rubio minor", and "ubio" does not. Both must
// be folded. An empty prefix stands everywhere.
func BeginsWord(text, prefix string) bool {
	_, found := FindBeginning(text, prefix)
	return found
}

// FindBeginning finds the first place, in bytes, where prefix stands in a text at
// the beginning of a word. Both must be folded.
func FindBeginning(text, prefix string) (at int, found bool) {
	for {
		i := strings.Index(text[at:], prefix)
		if i < 0 {
			return 0, false
		}
		at += i
		before, _ := utf8.DecodeLastRuneInString(text[:at])
		if at == 0 || !unicode.IsLetter(before) && !unicode.IsDigit(before) && !unicode.IsMark(before) {
			return at, true
		}
		_, size := utf8.DecodeRuneInString(text[at:])
		at += size
	}
}
