package cue

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/dateline-search/dateline/index/news"
)

// longestPerson is how many words a person's name may have, particles among them.
const longestPerson = 7

// person is the person whose name begins at a word.
func (s *scan) person(i int) (Span, bool) {
	if !s.isNamed(i) || s.words[i].class&(head|short|siteHead|prefix|title|job) != 0 || s.words[i].known == news.Org {
		return Span{}, false
	}
	n, names := s.personFrom(i)
	if s.words[i+n-1].class&(tail|siteTail|event) != 0 || !s.isPerson(i, n, names) {
		return Span{}, false
	}
	return s.span(i, n, news.Person), true
}

// personFrom counts the words of a person's name from one on, and those of them
// that stand apart and have a capital.
func (s *scan) personFrom(i int) (n, names int) {
	n, names = 1, 1
	for j := i + 1; j < len(s.words) && j-i < longestPerson && s.words[j].joined; j++ {
		switch {
		case s.isNamed(j) && !s.isOffices(j) && s.words[j].known != news.Org && (!s.l.nouns || s.hyphened(j) || s.isOpen(i, j)):
			if !s.hyphened(j) {
				names++
			}
			n = j - i + 1
		case s.words[j].class&particle != 0 && j+1 < len(s.words) && (!s.joinsTwo(j) || s.isNamed(j+1) && !s.isFirst(j+1) && s.words[j+1].known == ""):
		default:
			return n, names
		}
	}
	return n, names
}

// isOffices reports whether a word with a capital begins what somebody else is.
func (s *scan) isOffices(j int) bool {
	c := s.words[j].class
	return c&honour != 0 || c&(title|job) != 0 && (s.l.nouns || j+1 < len(s.words) && s.isFirst(j+1))
}

// isOpen reports whether the name from i on, up to before j, still wants a last
// name: where common nouns have capitals too, what follows that is none of it.
func (s *scan) isOpen(i, j int) bool {
	if j == i+1 || s.words[j-1].class&particle != 0 {
		return true
	}
	return s.isFirst(j-1) || s.isInitial(j-1)
}

func (s *scan) isInitial(j int) bool { return utf8.RuneCountInString(s.Tokens[j].Term) == 1 }

func (s *scan) hyphened(j int) bool {
	gap := s.Text.Text[s.Tokens[j-1].End:s.Tokens[j].Start]
	return gap == "-" || gap == "‐" || gap == "‑"
}

// isPerson weighs what stands around n words, of which so many are names.
func (s *scan) isPerson(i, n, names int) bool {
	if s.isTitled(i, title) && (names > 1 || !s.isInitial(i) && !s.isTown(i) && s.words[i].known == "" && !s.is(i, prefix)) {
		return true
	}
	if s.is(i+n, honour) && s.words[i+n].joined && s.words[i+n].upper {
		return true
	}
	if names < 2 || s.words[i].starts && s.isSmall(s.Tokens[i].Term) {
		return false
	}
	return s.isFirst(i) && s.words[i].known != news.Place && !s.isTowns(i, n) || s.isTitled(i, job) || s.isOffice(i) || s.hasAge(i+n) || s.speaks(i, n) ||
		s.is(i+n-1, surname) && !s.l.nouns || s.isCalled(i+n)
}

// isTitled reports whether a word of a class stands right in front of a name.
func (s *scan) isTitled(i int, c class) bool {
	return i > 0 && s.words[i].joined && s.is(i-1, c)
}

// isFirst reports whether a word is a first name.
func (s *scan) isFirst(i int) bool {
	if s.words[i].class&first != 0 {
		return true
	}
	t := s.Tokens[i]
	word := s.Text.Text[t.Start:t.End]
	return utf8.RuneCountInString(word) > 2 && (s.finder.o.FirstName(word) || s.finder.o.FirstName(t.Term))
}

// officeWithin is how many words an office may have: "ministre de l'Économie et
// des Finances, ".
const officeWithin = 9

// isOffice reports whether a name stands behind a comma and an office.
func (s *scan) isOffice(i int) bool {
	if !s.words[i].comma {
		return false
	}
	for j := i - 1; j >= 0 && i-j < officeWithin; j-- {
		if s.is(j, title|job) {
			return true
		}
		if s.words[j].starts || s.words[j].comma {
			return false
		}
	}
	return false
}

// oldest bounds an age.
const oldest = 115

// hasAge reports whether an age stands at a word behind a comma or a bracket:
// ", 61," or "(34)".
func (s *scan) hasAge(j int) bool {
	if j >= len(s.words) || s.words[j].joined {
		return false
	}
	t := s.Tokens[j]
	age, err := strconv.Atoi(s.Text.Text[t.Start:t.End])
	if err != nil || age < 1 || age > oldest {
		return false
	}
	gap := strings.TrimSpace(s.Text.Text[s.Tokens[j-1].End:t.Start])
	rest := s.Text.Text[t.End:]
	return gap == "(" && strings.HasPrefix(rest, ")") || gap == "," && (rest == "" || strings.ContainsAny(rest[:1], ",. )") || rest[0] == '-')
}

// speaks reports whether a verb of speech stands beside a name.
func (s *scan) speaks(i, n int) bool {
	return s.words[i].joined && s.is(i-1, say) && !s.words[i-1].upper || s.is(i+n, say) && s.words[i+n].joined && !s.words[i+n].upper
}

// isCalled reports whether an office stands behind a comma behind a name, after
// an article at most.
func (s *scan) isCalled(j int) bool {
	if j >= len(s.words) || !s.words[j].comma {
		return false
	}
	return s.is(j, title|job) || s.is(j+1, title|job) && s.words[j+1].joined && !s.words[j].upper
}
