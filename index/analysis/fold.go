package analysis

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold gives the form in which values, prefixes and terms are compared: lower
// case, compatibility forms unified (full and half width, ligatures, digits of
// all scripts), accents and vowel points of Latin, Greek, Cyrillic, Arabic and
// Hebrew dropped, quotes and hyphens straight, zero-width characters gone. Signs
// that are letters where they stand are kept: the vowel signs and viramas of
// Indic scripts, the voicing marks of kana, й, the hamza on waw and yeh.
//
// The result is in NFC, and Fold of it is itself. Fold knows no words:
// possessives and the dots of acronyms are for Tokens.
func Fold(s string) string {
	if isFolded(s) {
		return s
	}
	return string(appendFold(make([]byte, 0, len(s)+8), s))
}

// isFolded reports whether s is ASCII without capitals.
func isFolded(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= utf8.RuneSelf || c-'A' < 26 {
			return false
		}
	}
	return true
}

// appendFold appends Fold(s) to dst.
func appendFold(dst []byte, s string) []byte {
	from, plain := len(dst), true
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			dst = append(dst, lowerASCII(c))
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if q := quickFold(r); q != 0 {
			dst = utf8.AppendRune(dst, q)
		} else {
			dst = appendDecomposed(dst, from, r, s[i:i+size])
			plain = false
		}
		i += size
	}
	if plain {
		return dst
	}
	return compose(dst, from)
}

func lowerASCII(c byte) byte {
	if c-'A' < 26 {
		return c + 'a' - 'A'
	}
	return c
}

// appendDecomposed appends the folded form of one rune, whose bytes are s. A
// Hangul syllable stays as it is.
func appendDecomposed(dst []byte, from int, r rune, s string) []byte {
	parts := norm.NFKD.PropertiesString(s).Decomposition()
	if len(parts) == 0 {
		return appendFolded(dst, from, r)
	}
	for len(parts) > 0 {
		p, size := utf8.DecodeRune(parts)
		dst = appendFolded(dst, from, p)
		parts = parts[size:]
	}
	return dst
}

// appendFolded appends the folded form of a rune that is decomposed already.
func appendFolded(dst []byte, from int, r rune) []byte {
	if r < utf8.RuneSelf {
		return append(dst, lowerASCII(byte(r)))
	}
	if isIgnored(r) || isAccent(r) && !isLetterPart(dst[from:], r) {
		return dst
	}
	r = unicode.ToLower(r)
	if s := spelled(r); s != "" {
		return append(dst, s...)
	}
	return utf8.AppendRune(dst, unified(r))
}

// compose brings what stands in dst after from into NFC.
func compose(dst []byte, from int) []byte {
	if norm.NFC.IsNormal(dst[from:]) {
		return dst
	}
	composed := norm.NFC.Bytes(dst[from:])
	return append(dst[:from], composed...)
}

// isAccent reports whether r is a mark that folding drops.
func isAccent(r rune) bool {
	switch {
	case r < 0x0300:
		return false
	case r <= 0x036F: // Latin, Greek, Cyrillic
		return true
	case r >= 0x0483 && r <= 0x0489, r >= 0x2DE0 && r <= 0x2DFF, r >= 0xA66F && r <= 0xA69F: // Cyrillic
		return unicode.Is(unicode.M, r)
	case r >= 0x0591 && r <= 0x05C7: // Hebrew points
		return unicode.Is(unicode.Mn, r)
	case r >= 0x0610 && r <= 0x06ED, r >= 0x08CA && r <= 0x08FF: // Arabic vowel signs
		return unicode.Is(unicode.Mn, r)
	case r >= 0x1AB0 && r <= 0x1AFF, r >= 0x1DC0 && r <= 0x1DFF, r >= 0x20D0 && r <= 0x20FF:
		return true
	case r >= 0xFE00 && r <= 0xFE0F, r >= 0xFE20 && r <= 0xFE2F, r >= 0xE0100 && r <= 0xE01EF:
		return true // variation selectors, half marks
	}
	return false
}

// isLetterPart reports whether the mark r makes a letter of its own of what
// stands before it: the breve of й, without which Russian endings could not be
// told, and the hamza on waw and yeh.
func isLetterPart(before []byte, r rune) bool {
	if r != 0x0306 && r != 0x0654 {
		return false
	}
	last, _ := utf8.DecodeLastRune(before)
	if r == 0x0306 {
		return last == 'и'
	}
	return last == 'و' || last == 'ي'
}

// spelled writes out the letters that are folded to more than one, and the
// punctuation that has an ASCII form; empty for all others.
func spelled(r rune) string {
	switch r {
	case 'ß':
		return "ss"
	case 'æ':
		return "ae"
	case 'œ':
		return "oe"
	case 'þ':
		return "th"
	case '“', '”', '„', '‟', '«', '»':
		return `"`
	case '‐', '‑', '‒', '–', '—', '―', '−':
		return "-"
	case '٫':
		return "."
	case '٬':
		return ","
	}
	if isApostrophe(r) {
		return "'"
	}
	return ""
}

// unified maps the letters that have no decomposition, and digits, to the letter
// that they are compared as.
func unified(r rune) rune {
	switch r {
	case 'ł':
		return 'l'
	case 'ø':
		return 'o'
	case 'đ', 'ð':
		return 'd'
	case 'ı':
		return 'i'
	case 'ħ':
		return 'h'
	case 'ŧ':
		return 't'
	case 'ς':
		return 'σ'
	case 'ک':
		return 'ك'
	case 'ی', 'ى':
		return 'ي'
	case 'ہ':
		return 'ه'
	case 'ۃ':
		return 'ة'
	case 'ٱ':
		return 'ا'
	}
	return unifiedDigit(r)
}

// unifiedDigit maps a decimal digit of any script to its ASCII form. Unicode's
// decimal digits come in runs of ten, from zero up.
func unifiedDigit(r rune) rune {
	if r < 0x0660 || !unicode.IsDigit(r) {
		return r
	}
	for _, run := range unicode.Nd.R16 {
		if uint32(r) >= uint32(run.Lo) && uint32(r) <= uint32(run.Hi) {
			return '0' + (r-rune(run.Lo))%10
		}
	}
	for _, run := range unicode.Nd.R32 {
		if uint32(r) >= run.Lo && uint32(r) <= run.Hi {
			return '0' + (r-rune(run.Lo))%10
		}
	}
	return r
}
