package analysis

import (
	"bytes"
	"unicode/utf8"
)

// maxTerm is the longest term in bytes; what is longer is cut. The longest words
// of natural languages are shorter; what is longer is data that no one types.
const maxTerm = 255

// cleanTerm makes the term of a folded word, in place: without the possessive,
// the points of an acronym and the commas between thousands. Analysing a term
// gives that term again.
func cleanTerm(b []byte) []byte {
	b = keepWord(b)
	for {
		n := len(b)
		b = trimTerm(cutTerm(b))
		if len(b) == n {
			break
		}
	}
	if isGrouped(b) {
		b = bytes.ReplaceAll(b, []byte(","), nil)
	}
	return b
}

// keepWord drops what is no part of a word from b, which compatibility forms may
// have brought in, and the points of an acronym.
func keepWord(b []byte) []byte {
	kept, last := b[:0], other
	for i := 0; i < len(b); {
		r, size := utf8.DecodeRune(b[i:])
		next, _ := utf8.DecodeRune(b[i+size:])
		c := classOf(r)
		if isWordRune(r) || joinsTerm(c, last, classOf(next)) {
			kept = append(kept, b[i:i+size]...)
			last = c
		}
		i += size
	}
	return kept
}

// joinsTerm reports whether punctuation of class c stands between classes that
// it joins.
func joinsTerm(c, last, next class) bool {
	switch c {
	case apostrophe:
		return last.joins() && next == letter
	case point, comma:
		return last == digit && next == digit
	}
	return false
}

// cutTerm cuts b to maxTerm bytes, between runes.
func cutTerm(b []byte) []byte {
	if len(b) <= maxTerm {
		return b
	}
	n := maxTerm
	for !utf8.RuneStart(b[n]) {
		n--
	}
	return b[:n]
}

// trimTerm takes marks from the front of b, and punctuation and the possessive
// from its end.
func trimTerm(b []byte) []byte {
	for len(b) > 0 {
		r, size := utf8.DecodeRune(b)
		if classOf(r) != mark && isWordRune(r) {
			break
		}
		b = b[size:]
	}
	b = bytes.TrimRight(b, "'.,")
	return bytes.TrimSuffix(b, []byte("'s"))
}

func isWordRune(r rune) bool {
	c := classOf(r)
	return c.joins() || c == sign
}

// isGrouped reports whether b is a number with commas between its thousands.
func isGrouped(b []byte) bool {
	head, rest, found := bytes.Cut(b, []byte(","))
	if !found || len(head) == 0 || len(head) > 3 || !areDigits(head) {
		return false
	}
	whole, fraction, _ := bytes.Cut(rest, []byte("."))
	for group := range bytes.SplitSeq(whole, []byte(",")) {
		if len(group) != 3 || !areDigits(group) {
			return false
		}
	}
	return areDigits(fraction)
}

func areDigits(b []byte) bool {
	for _, c := range b {
		if c-'0' > 9 {
			return false
		}
	}
	return true
}
