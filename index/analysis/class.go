package analysis

import (
	"unicode"
	"unicode/utf8"
)

// class is what a rune does to the words of a text.
type class uint8

const (
	other      class = iota // ends a word
	letter                  // of a script that writes words
	digit                   // decimal, of any script
	mark                    // belongs to the rune before it
	sign                    // Han, kana, bopomofo: a word of its own
	ignored                 // invisible inside a word, no part of its term
	apostrophe              // joins letters
	point                   // joins digits, and the letters of an acronym
	comma                   // joins digits
	gershayim               // joins the letters of a Hebrew acronym
	middot                  // joins the two l of Catalan
)

// joins reports whether a rune of this class goes on with a word that has begun.
func (c class) joins() bool { return c == letter || c == digit || c == mark }

// classAt is the class of the rune at byte i of text, and that rune; other at
// the end of the text.
func classAt(text string, i int) (class, rune, int) {
	if i >= len(text) {
		return other, 0, 0
	}
	if c := text[i]; c < utf8.RuneSelf {
		return classASCII(c), rune(c), 1
	}
	r, size := utf8.DecodeRuneInString(text[i:])
	if c := quickClass(r); c != other {
		return c, r, size
	}
	return slowClass(r), r, size
}

// classOf is the class of any rune.
func classOf(r rune) class {
	if r < utf8.RuneSelf {
		return classASCII(byte(r))
	}
	if c := quickClass(r); c != other {
		return c
	}
	return slowClass(r)
}

// slowClass is the class of a rune that is not ASCII, by Unicode's tables.
func slowClass(r rune) class {
	switch {
	case isApostrophe(r):
		return apostrophe
	case r >= 0x2E80 && isSign(r):
		return sign
	case isIgnored(r):
		return ignored
	case isMark(r):
		return mark
	case unicode.IsLetter(r), unicode.Is(unicode.Nl, r):
		return letter
	case unicode.IsDigit(r), r >= '₀' && r <= '₉':
		return digit
	}
	return classOfPunctuation(r)
}

func classASCII(c byte) class {
	switch {
	case isASCIILetter(c):
		return letter
	case c-'0' < 10:
		return digit
	}
	switch c {
	case '\'':
		return apostrophe
	case '.':
		return point
	case ',':
		return comma
	case '"':
		return gershayim
	}
	return other
}

func classOfPunctuation(r rune) class {
	switch r {
	case '٫':
		return point
	case '٬':
		return comma
	case '״':
		return gershayim
	case '·':
		return middot
	}
	return other
}

func isASCIILetter(c byte) bool { return (c|0x20)-'a' < 26 }

func isASCIIWord(c byte) bool { return (c|0x20)-'a' < 26 || c-'0' < 10 }

// isApostrophe reports whether r is written for the apostrophe, or for the
// glottal stops that others write with one. The letters among them (Lm) count
// as apostrophes too, so that Hawaiʻi is Hawai'i.
func isApostrophe(r rune) bool {
	switch r {
	case '\'', '’', '‘', '‛', '＇', 'ʹ', '\u0374', 'ʻ', 'ʼ', 'ʽ', 'ʾ', 'ʿ', '׳':
		return true
	}
	return false
}

// isSign reports whether r is written without blanks between words, in a script
// whose signs are words for our purposes.
func isSign(r rune) bool {
	switch {
	case r >= 0x3041 && r <= 0x312F: // kana, bopomofo
		return unicode.IsLetter(r) && r != 0x3164
	case r >= 0x31A0 && r <= 0x31FF, r >= 0xFF66 && r <= 0xFF9D:
		return unicode.IsLetter(r)
	case r >= 0x1AFF0 && r <= 0x1B16F:
		return unicode.IsLetter(r)
	}
	return unicode.Is(unicode.Han, r) && (unicode.IsLetter(r) || unicode.Is(unicode.Nl, r))
}

// isIgnored reports whether r leaves no trace in a term: zero-width characters,
// the soft hyphen, the Arabic tatweel. The space without width is not among
// them in scripts that split their words by it; see (*scanner).breaksAt.
func isIgnored(r rune) bool {
	switch {
	case r == '\u00AD', r == '\u0640', r == '\u061C', r == '\u180E', r == '\uFEFF':
		return true
	case r >= 0x200B && r <= 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2060 && r <= 0x206F:
		return true
	}
	return false
}

// isMark reports whether r belongs to the rune before it. With Unicode's marks
// go the half-width voicing signs of kana, the presentation forms of Arabic
// vowel signs, and the Greek iota that stands alone: they are letters by name
// only.
func isMark(r rune) bool {
	switch {
	case r < 0x0300:
		return false
	case r == 0xFF9E, r == 0xFF9F, r >= 0xFE70 && r <= 0xFE7F, r == 0x037A:
		return true
	}
	return unicode.Is(unicode.M, r)
}

// isHebrew reports whether r is a letter of the Hebrew alphabet.
func isHebrew(r rune) bool { return r >= 'א' && r <= 'ת' }
