package analysis

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// longWord reads the word that begins at start and may hold more than ASCII
// letters and digits.
func (s *scanner) longWord(start int) {
	end := acronymEnd(s.text, start)
	if end == 0 {
		end = s.wordEnd(start)
	}
	s.emitWord(start, end)
}

// wordEnd finds the end of the word that begins at start.
func (s *scanner) wordEnd(start int) int {
	end, last, lastRune := start, letter, rune(0)
	for i := start; ; {
		c, r, size := classAt(s.text, i)
		switch {
		case c == letter, c == digit:
			last, lastRune = c, r
			end = i + size
		case c == mark:
			end = i + size
		case c == ignored && !splits(r, lastRune):
		case s.joinsAt(start, i, size, c, last, lastRune):
		default:
			return end
		}
		i += size
	}
}

// splits reports whether r is the space without width in a script that splits
// its words by it. Elsewhere it stands for a place to break the line.
func splits(r, before rune) bool {
	return r == '\u200B' && unicode.In(before, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// joinsAt reports whether the punctuation of class c at byte i joins what stands
// on both sides of it to one word.
func (s *scanner) joinsAt(start, i, size int, c, last class, lastRune rune) bool {
	next, nextRune, _ := classAt(s.text, i+size)
	switch c {
	case apostrophe:
		return next == letter && !s.elides(start, i, nextRune)
	case point, comma:
		return last == digit && next == digit
	case gershayim:
		return isHebrew(lastRune) && isHebrew(nextRune)
	case middot:
		return lastRune|0x20 == 'l' && nextRune|0x20 == 'l'
	}
	return false
}

// elides reports whether text from start to i is an article or preposition that
// lost its vowel before the next letter, as French, Italian and Catalan write.
func (s *scanner) elides(start, i int, next rune) bool {
	if i-start > 16 {
		return false
	}
	switch Fold(s.text[start:i]) {
	case "l", "d", "j", "m", "n", "s", "t", "c", "v", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu",
		"un", "all", "dall", "dell", "nell", "sull", "coll", "quell", "bell", "sant":
		return strings.IndexByte("aeiouyh", Fold(string(next))[0]) >= 0
	}
	return false
}

// acronymEnd finds the end of an acronym with points that begins at start, with
// its last point and its possessive; 0 where none does. Acronyms are two or more
// single letters, each with a point behind it; the last may lack it.
func acronymEnd(text string, start int) int {
	end, letters := start, 0
	for i := start; ; {
		c, _, size := classAt(text, i)
		if c != letter {
			break
		}
		i = skipMarks(text, i+size)
		next, _, size := classAt(text, i)
		if next == point {
			i += size
			end, letters = i, letters+1
			continue
		}
		if !next.joins() && letters > 0 {
			end, letters = i, letters+1
		}
		break
	}
	if letters < 2 {
		return 0
	}
	return possessiveEnd(text, end)
}

// skipMarks gives the place behind the marks and ignored runes at byte i.
func skipMarks(text string, i int) int {
	for {
		c, _, size := classAt(text, i)
		if c != mark && c != ignored {
			return i
		}
		i += size
	}
}

// possessiveEnd gives the place behind the possessive at byte i, and i where
// none stands there.
func possessiveEnd(text string, i int) int {
	c, _, size := classAt(text, i)
	if c != apostrophe {
		return i
	}
	_, r, letter := classAt(text, i+size)
	end := i + size + letter
	if next, _, _ := classAt(text, end); r|0x20 != 's' || next.joins() {
		return i
	}
	return end
}

// emitWord emits the word from start to end, unless folding leaves nothing.
func (s *scanner) emitWord(start, end int) {
	s.at = end
	raw := s.text[start:end]
	s.scratch = appendFold(s.scratch[:0], raw)
	term := cleanTerm(s.scratch)
	if len(term) == 0 {
		return
	}
	t := Token{Term: s.keep(term), Start: start, End: end}
	if caps := strings.ToUpper(t.Term); isCapitals(raw) && isCapitals(caps) {
		t.Caps = caps
	}
	s.emit(t)
}

// isCapitals reports whether a word has at least two letters, its possessive not
// counted, and all of them are capitals.
func isCapitals(word string) bool {
	letters := 0
	for i, r := range word {
		if isApostrophe(r) && strings.EqualFold(word[i+utf8.RuneLen(r):], "s") {
			break
		}
		if !unicode.IsLetter(r) || isApostrophe(r) {
			continue
		}
		if !unicode.IsUpper(r) {
			return false
		}
		letters++
	}
	return letters > 1
}
