package ner

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Token is a word or sign of a text, as bytes of it.
type Token struct{ Start, End int }

// split appends the tokens of a text, as corpora of news are split: signs apart,
// "'s" apart, "U.S.", "Mr.", "AT&T", "O'Neill" and "Saint-Denis" whole. It takes
// time in proportion to the text.
func split(dst []Token, text string) []Token {
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case isBlank(r):
			i += size
			continue
		case isWord(r) || (r == '@' || r == '#') && startsWord(text[i+size:]):
			end := wordEnd(text, i+size)
			if end < len(text) && text[end] == '.' && isShort(text[i:end]) {
				end++
			}
			dst = append(dst, Token{i, end})
			i = end
		default:
			end := i + size
			if isPossessive(text[i:], size) {
				end++
			}
			for (r == '.' || r == '-') && end < len(text) && rune(text[end]) == r {
				end++
			}
			dst = append(dst, Token{i, end})
			i = end
		}
	}
	return dst
}

// isPossessive reports whether a text begins with an apostrophe and a lone s.
func isPossessive(text string, size int) bool {
	return (text[0] == '\'' || strings.HasPrefix(text, "’")) && len(text) > size &&
		(text[size] == 's' || text[size] == 'S') && !startsWord(text[size+1:])
}

func isBlank(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || r == utf8.RuneError || unicode.Is(unicode.Cf, r)
}

func isWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '_'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

func startsWord(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return isWord(r)
}

// wordEnd is where the word ends that goes on at i, behind its first sign.
func wordEnd(text string, i int) int {
	dots, single := true, true // all so far is single letters with points between
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case isWord(r):
			dots, single = dots && !single, true
		case !startsWord(text[i+size:]):
			return i
		case r == '.' && dots:
			single = false
		case !joins(before, r, text[i+size:]):
			return i
		default:
			dots = false
		}
		before = r
		i += size
	}
	return i
}

// joins reports whether a sign stands within a word, between before and rest,
// which begins with a word's sign.
func joins(before, sign rune, rest string) bool {
	next, size := utf8.DecodeRuneInString(rest)
	digits := unicode.IsDigit(before) && unicode.IsDigit(next)
	switch sign {
	case '-', '\u2010', '\u2011', '&', '@':
		return true
	case '\'', '’':
		return next != 's' && next != 'S' || startsWord(rest[size:])
	case '.':
		return digits || unicode.IsLower(before) && unicode.IsLower(next)
	case ',', ':':
		return digits
	default:
		return false
	}
}

// longestShort is the length of the longest word that isShort knows.
const longestShort = 10

// isShort reports whether a full stop behind a word shortens it, rather than
// ending a sentence: behind initials ("U.S", "J") and what is often shortened.
func isShort(word string) bool {
	if len(word) > longestShort {
		return false
	}
	switch word {
	case "Mr", "Mrs", "Ms", "Dr", "St", "Sen", "Rep", "Gov", "Gen", "Col", "Lt", "Sgt", "Prof", "Capt", "Cpl", "Maj",
		"Adm", "Brig", "Cmdr", "Rev", "Hon", "Sr", "Jr", "Mme", "Messrs", "Fr", "Supt", "Det", "Insp", "Pres", "Amb",
		"Inc", "Corp", "Co", "Ltd", "Bros", "Cos", "Assn", "Dept", "Univ", "Ave", "Blvd", "Rd", "Mt", "Ft",
		"Jan", "Feb", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec", "No", "Nos", "vs", "v", "etc", "al", "e.g", "i.e", "a.m", "p.m",
		"Ala", "Ariz", "Ark", "Calif", "Colo", "Conn", "Del", "Fla", "Ga", "Ill", "Ind", "Kan", "Ky", "Mass", "Md", "Mich",
		"Minn", "Miss", "Mo", "Mont", "Neb", "Nev", "Okla", "Ore", "Pa", "Tenn", "Tex", "Va", "Vt", "Wash", "Wis", "Wyo":
		return true
	}
	return isInitials(word)
}

// isInitials reports whether a word is single capitals with points between them.
func isInitials(word string) bool {
	letter := true
	for _, r := range word {
		if letter && !unicode.IsUpper(r) || !letter && r != '.' {
			return false
		}
		letter = !letter
	}
	return !letter
}
