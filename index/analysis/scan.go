package analysis

import (
	"strings"
	"unicode/utf8"
)

// Tokens splits text into its words, in their order. Text that is not valid
// UTF-8 is read all the same; its broken bytes are in no word.
//
// A word is a run of letters, marks and digits. Apostrophes join letters, except
// after an elided article or preposition (l'Iran is l and Iran); points and
// commas join digits, and points the single letters of an acronym. Hyphens split.
// Each sign of Chinese and Japanese text is a word. Korean words go by blanks.
//
// Known limit: Thai, Lao, Khmer and Burmese write no blanks between words; a run
// of their letters is one word.
func Tokens(text string) []Token {
	return Append(make([]Token, 0, len(text)/5+1), text)
}

// Append appends the words of text to dst. Their positions count from 1,
// whatever dst holds already. Terms share memory with text where they can.
func Append(dst []Token, text string) []Token {
	s := scanner{text: text, tokens: dst}
	for s.at < len(text) {
		c, _, size := classAt(text, s.at)
		switch c {
		case letter, digit:
			s.word()
		case sign:
			s.sign(size)
		default:
			s.at += size
		}
	}
	return s.tokens
}

// scanner walks over a text once.
type scanner struct {
	text     string
	at       int // byte of text that is read next
	position int // of the last token
	tokens   []Token
	arena    strings.Builder // the terms that are no part of text
	scratch  []byte
}

// word reads the word that begins at s.at. Most are plain ASCII, and done with
// here.
func (s *scanner) word() {
	start, i, upper, letters := s.at, s.at, 0, 0
	for i < len(s.text) && isASCIIWord(s.text[i]) {
		c := s.text[i]
		if c > '9' {
			letters++
		}
		if c-'A' < 26 {
			upper++
		}
		i++
	}
	if !s.endsAt(start, i) || i-start > maxTerm {
		s.longWord(start)
		return
	}
	t := Token{Term: s.text[start:i], Start: start, End: i}
	if upper > 0 {
		t.Term = s.lower(t.Term)
	}
	if upper > 1 && upper == letters {
		t.Caps = s.text[start:i]
	}
	s.emit(t)
}

// endsAt reports whether the run of ASCII from start to i is a whole word for
// certain.
func (s *scanner) endsAt(start, i int) bool {
	if i == start {
		return false
	}
	c, _, size := classAt(s.text, i)
	switch c {
	case other, sign, gershayim:
		return true
	case apostrophe:
		next, _, _ := classAt(s.text, i+size)
		return next == other
	case point, comma:
		next, _, _ := classAt(s.text, i+size)
		number := next == digit && classASCII(s.text[i-1]) == digit
		acronym := next == letter && c == point && i == start+1
		return !number && !acronym
	}
	return false
}

// emit adds a token at the next position and goes on behind it.
func (s *scanner) emit(t Token) {
	s.position++
	t.Position = s.position
	s.tokens = append(s.tokens, t)
	s.at = t.End
}

// lower gives ASCII text in small letters, from the arena.
func (s *scanner) lower(ascii string) string {
	s.reserve(len(ascii))
	from := s.arena.Len()
	for i := range len(ascii) {
		s.arena.WriteByte(lowerASCII(ascii[i]))
	}
	return s.arena.String()[from:]
}

// keep gives b as a string, from the arena.
func (s *scanner) keep(b []byte) string {
	s.reserve(len(b))
	from := s.arena.Len()
	s.arena.Write(b)
	return s.arena.String()[from:]
}

// reserve makes room for n bytes without moving what the arena holds, which
// would copy it.
func (s *scanner) reserve(n int) {
	const block = 1 << 10 // small enough to waste on a headline, large enough to be rare
	if s.arena.Cap()-s.arena.Len() < n {
		s.arena = strings.Builder{}
		s.arena.Grow(max(n, min(block, len(s.text)-s.at)))
	}
}

// sign reads one sign of Chinese or Japanese text with the marks that follow it.
func (s *scanner) sign(size int) {
	start, end := s.at, s.at+size
	for {
		c, _, size := classAt(s.text, end)
		if c != mark {
			break
		}
		end += size
	}
	s.at = end
	if r, _ := utf8.DecodeRuneInString(s.text[start:]); r >= 0x4E00 && r <= 0x9FFF && end == start+size {
		s.emit(Token{Term: s.text[start:end], Start: start, End: end})
		return
	}
	s.signs(start, end)
}

// signs emits the folded sign from start to end; a few stand for two (ゟ is より).
func (s *scanner) signs(start, end int) {
	s.scratch = appendFold(s.scratch[:0], s.text[start:end])
	for rest := keepWord(s.scratch); len(rest) > 0; {
		_, size := utf8.DecodeRune(rest)
		for size < len(rest) {
			r, more := utf8.DecodeRune(rest[size:])
			if !isMark(r) {
				break
			}
			size += more
		}
		s.emit(Token{Term: s.keep(rest[:size]), Start: start, End: end})
		rest = rest[size:]
	}
}
