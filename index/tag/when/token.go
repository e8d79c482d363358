package when

import (
	"unicode"
	"unicode/utf8"

	"github.com/dateline-search/dateline/index/analysis"
)

// kind is what a token is made of.
type kind uint8

const (
	word   kind = iota // letters and their marks
	number             // digits
	sign               // one other character
)

// token is a piece of a text, between offsets in bytes.
type token struct {
	start, end int
	kind       kind
	capital    bool // begins with a capital letter
	space      bool // stands behind white space
	breaks     bool // stands behind a blank line
	number     int  // its value, of at most four digits; else -1
	digits     int
	first      int // its first reading in the chart; -1 for none
}

// maxDigits is how many digits of a number a date has.
const maxDigits = 4

// scan cuts a text into tokens. Han and kana, whose words have no blanks between
// them, and Hangul, whose particles hang on, are tokens of one character each.
func scan(dst []token, text string) []token {
	space, newlines := false, 0
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		if isSpace(r) {
			space = true
			if r == '\n' || r == '\u2029' {
				newlines++
			}
			i += size
			continue
		}
		t := token{start: i, space: space, breaks: newlines > 1, number: -1}
		space, newlines = false, 0
		t.read(text, r, size)
		i = t.end
		dst = append(dst, t)
	}
	return dst
}

func isSpace(r rune) bool {
	switch r {
	case ' ', '\n', '\t', '\r', '\u00a0', '\u2009', '\u202f', '\u3000', '\u200e', '\u200f', '\u200b', '\ufeff', '\u2028', '\u2029':
		return true
	}
	return false
}

// read takes a token whose first character is r.
func (t *token) read(text string, r rune, size int) {
	t.end = t.start + size
	switch {
	case digitOf(r) >= 0:
		t.kind = number
		t.readNumber(text)
	case !isLetter(r):
		t.kind = sign
	case isAlone(r):
		t.kind = word
	default:
		t.kind = word
		t.capital = r-'A' < 26 && r >= 'A' || r >= utf8.RuneSelf && unicode.IsUpper(r)
		t.end = wordEnd(text, t.end)
	}
}

func wordEnd(text string, i int) int {
	for i < len(text) {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		if !isLetter(r) && !isMark(r) || isAlone(r) {
			break
		}
		i += size
	}
	return i
}

func (t *token) readNumber(text string) {
	value, i := 0, t.start
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		d := digitOf(r)
		if d < 0 {
			break
		}
		if t.digits < maxDigits {
			value = 10*value + d
		}
		t.digits++
		i += size
	}
	t.end = i
	if t.digits <= maxDigits {
		t.number = value
	}
}

// digitOf is the value of a decimal digit of the scripts in which news writes
// dates; -1 for anything else.
func digitOf(r rune) int {
	for _, zero := range [...]rune{'0', 0x0660, 0x06F0, 0x0966, 0xFF10} { // ASCII, Arabic, Persian, Devanagari, full width
		if d := r - zero; d >= 0 && d <= 9 {
			return int(d)
		}
		if r < utf8.RuneSelf {
			break
		}
	}
	return -1
}

func isLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return r|0x20 >= 'a' && r|0x20 <= 'z'
	}
	return unicode.IsLetter(r)
}

func isMark(r rune) bool {
	return r >= 0x0300 && unicode.Is(unicode.M, r) || r == '\u200c' || r == '\u200d'
}

// isAlone reports whether a letter is a token by itself.
func isAlone(r rune) bool {
	switch {
	case r < 0x2E80:
		return false
	case r <= 0xA4CF, r >= 0xF900 && r <= 0xFAFF, r >= 0x20000 && r <= 0x3FFFF: // Han, kana
		return true
	}
	return r >= 0xAC00 && r <= 0xD7A3 // Hangul
}

// appendFolded appends the form by which a token is looked up. Dashes are one,
// and so are apostrophes.
func (t *token) appendFolded(dst []byte, text string) []byte {
	s := text[t.start:t.end]
	if t.kind == sign {
		return append(dst, straight(s)...)
	}
	from := len(dst)
	for i := range len(s) {
		c := s[i]
		if c >= utf8.RuneSelf {
			return append(dst[:from], analysis.Fold(s)...)
		}
		if c-'A' < 26 {
			c += 'a' - 'A'
		}
		dst = append(dst, c)
	}
	return dst
}

// straight gives the ASCII sign that stands for a family of signs.
func straight(s string) string {
	switch s {
	case "–", "—", "‐", "‑", "−", "~", "～", "〜":
		return "-"
	case "’", "‘", "`", "ʼ":
		return "'"
	case "，", "、", "،":
		return ","
	case "（":
		return "("
	case "）":
		return ")"
	case "．":
		return "."
	case "／":
		return "/"
	}
	return s
}
