package cue

import (
	"strings"
	"unicode"

	"github.com/dateline-search/dateline/index/news"
)

// place is the place whose name begins at a word.
func (s *scan) place(i int) (Span, bool) {
	if !s.isNamed(i) || s.words[i].class&(title|job|head|short|before) != 0 || s.words[i].known != "" {
		return Span{}, false
	}
	n := s.placeFrom(i)
	if n > 1 && (!s.words[i].starts || !s.isSmall(s.Tokens[i].Term)) && (s.words[i].class&siteHead != 0 || s.words[i+n-1].class&siteTail != 0) {
		return s.span(i, n, news.Place), true
	}
	if s.words[i].starts || s.Tokens[i].Caps != "" {
		return Span{}, false
	}
	if s.isSited(i) || s.isIn(i, n) || s.isLocative(i, n) {
		return s.span(i, n, news.Place), true
	}
	return Span{}, false
}

// placeFrom counts the words of a place's name from one on.
func (s *scan) placeFrom(i int) int {
	n := 1
	for j := i + 1; j < len(s.words) && j-i < longestPerson && s.words[j].joined; j++ {
		switch {
		case s.isNamed(j) && s.words[j].class&(title|job|head) == 0 && s.words[j].known == "":
			if s.l.nouns && s.words[i].class&siteHead == 0 && !s.hyphened(j) {
				return n
			}
			n = j - i + 1
		case s.words[j].class&particle != 0 && !s.joinsTwo(j):
		case !s.words[j].upper && s.hyphened(j) && j+1 < len(s.words) && s.words[j+1].joined && s.hyphened(j+1):
		default:
			return n
		}
	}
	return n
}

// joinsTwo reports whether a small word joins two names rather than the words of
// one: "y".
func (s *scan) joinsTwo(j int) bool {
	if j < 0 {
		return false
	}
	switch s.Tokens[j].Term {
	case "y", "e", "et", "und", "en", "i", "ve", "и":
		return true
	}
	return false
}

// isSited reports whether a word such as "city", with what binds it, stands in
// front.
func (s *scan) isSited(i int) bool {
	j := i - 1
	for !s.l.nouns && j >= 0 && i-j < 3 && s.words[j+1].joined && s.words[j].class&bind != 0 && !s.words[j].upper && !s.joinsTwo(j) {
		j--
	}
	return j >= 0 && s.words[j+1].joined && s.words[j].class&site != 0
}

// isIn reports whether a preposition stands in front that places follow; behind
// one that others follow too, the place must be known or look like one.
func (s *scan) isIn(i, n int) bool {
	if !s.words[i].joined || i == 0 {
		return false
	}
	if s.words[i+n-1].class&(event|tail) != 0 {
		return false
	}
	if s.isFirst(i) && !s.isTowns(i, n) && (n == 1 || !s.hyphened(i+1) && s.words[i+1].upper) {
		return false
	}
	return s.is(i-1, near) && !s.isSmall(s.Tokens[i].Term) || s.is(i-1, in) && s.looksTown(i, n)
}

func (s *scan) looksTown(i, n int) bool {
	return s.words[i+n-1].class&town != 0 || s.isTowns(i, n)
}

// isTown reports whether a word is a place that is known.
func (s *scan) isTown(i int) bool { return s.finder.o.Town(s.Tokens[i].Term) }

// isTowns reports whether so many words together are a place that is known.
func (s *scan) isTowns(i, n int) bool {
	if n == 1 {
		return s.isTown(i)
	}
	terms := make([]string, n)
	for k := range terms {
		terms[k] = s.Tokens[i+k].Term
	}
	return s.finder.o.Town(strings.Join(terms, " "))
}

// isLocative reports whether an apostrophe and the ending of a place follow.
func (s *scan) isLocative(i, n int) bool {
	rest := s.Text.Text[s.Tokens[i+n-1].End:]
	for _, mark := range []string{"'", "’"} {
		if len(rest) > len(mark) && rest[:len(mark)] == mark {
			end := len(mark)
			for _, r := range rest[len(mark):] {
				if !isLetter(r) {
					break
				}
				end += len(string(r))
			}
			return s.l.words[rest[len(mark):end]]&locative != 0 && (n == 1 || !s.isFirst(i))
		}
	}
	return false
}

func isLetter(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
