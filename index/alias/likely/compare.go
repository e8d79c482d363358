package likely

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/dateline-search/dateline/index/news"
)

// leastTypo is how many letters a name has in which one may be wrong: of shorter
// names many are real that differ by one, as Mali and Malta do.
const leastTypo = 8

// reason is the best one for which two names look like one; empty is none.
func (s *seeker) reason(a, b *form) Reason {
	if a.digits != b.digits {
		return ""
	}
	if a.letters == b.letters {
		if a.titled != b.titled {
			return Title
		}
		return Spelling
	}
	if s.kind == news.Person {
		return s.person(a, b)
	}
	if len(a.words) > 1 && isInitials(b, a) || len(b.words) > 1 && isInitials(a, b) {
		return Acronym
	}
	if s.kind == news.Org && a.core() == b.core() {
		return Article
	}
	if s.kind == news.Org && len(a.great()) > 1 && sorted(a.great()) == sorted(b.great()) {
		return Order
	}
	return typo(a, b)
}

// isInitials reports whether a name is an acronym of another.
func isInitials(short, long *form) bool {
	return short.acronym != "" && slices.Contains(long.initials(), short.acronym)
}

// person compares the names of people that differ in their letters.
func (s *seeker) person(a, b *form) Reason {
	if len(a.words) > len(b.words) {
		a, b = b, a
	}
	switch {
	case len(a.words) == 1:
		if a.words[0] == b.last() && utf8.RuneCountInString(a.words[0]) > 2 && !slices.Contains(titles(), b.first()) {
			return Surname
		}
		return ""
	case len(a.words) == len(b.words) && sorted(a.words) == sorted(b.words):
		return Order
	case a.last() == b.last() && initialsOf(a, b) || a.last() == b.last() && initialsOf(b, a):
		return Initials
	case a.last() == b.last() && a.first() == b.first() && len(a.words) == 2:
		return Middle
	case a.last() == b.last() && len(a.words) == len(b.words) && s.sameFirst(a.first(), b.first()) && slices.Equal(a.words[1:], b.words[1:]):
		return Nickname
	case len(a.words) < len(b.words) && contains(b.words, a.words):
		return Contained
	case len(a.words) == len(b.words):
		return typo(a, b)
	}
	return ""
}

// sameFirst reports whether two first names are forms of one.
func (s *seeker) sameFirst(a, b string) bool {
	return s.nicknames[a] != "" && s.nicknames[a] == s.nicknames[b]
}

// initialsOf reports whether the words of one before the last are initials of the
// other's: "J. D." and "JD" of "James David".
func initialsOf(short, full *form) bool {
	letters := strings.Join(short.words[:len(short.words)-1], "")
	names := full.words[:len(full.words)-1]
	n := utf8.RuneCountInString(letters)
	if n > len(names) || n > 2 || utf8.RuneCountInString(names[0]) < 2 {
		return false
	}
	for i, r := range []rune(letters) {
		if first, _ := utf8.DecodeRuneInString(names[i]); first != r {
			return false
		}
	}
	return true
}

// contains reports whether words stand side by side in others.
func contains(all, part []string) bool {
	for i := 0; i+len(part) <= len(all); i++ {
		if slices.Equal(all[i:i+len(part)], part) {
			return true
		}
	}
	return false
}

// typo is the reason of names that differ by one letter, left out, put in,
// changed, or two that changed places. The first stays as it is: Gambia is not
// Zambia.
func typo(a, b *form) Reason {
	x, y := []rune(a.letters), []rune(b.letters)
	if min(len(x), len(y)) < leastTypo || x[0] != y[0] || !oneApart(x, y) {
		return ""
	}
	return Typo
}

// oneApart reports whether two texts differ by one such slip.
func oneApart(x, y []rune) bool {
	if len(x) > len(y) {
		x, y = y, x
	}
	i := 0
	for i < len(x) && x[i] == y[i] {
		i++
	}
	switch len(y) - len(x) {
	case 0:
		return slices.Equal(x[i+1:], y[i+1:]) ||
			i+1 < len(x) && x[i] == y[i+1] && x[i+1] == y[i] && slices.Equal(x[i+2:], y[i+2:])
	case 1:
		return slices.Equal(x[i:], y[i+1:])
	}
	return false
}

// without are the keys by which texts that are one slip apart meet: the text, and
// the text without one of its letters.
func without(letters string) []string {
	runes := []rune(letters)
	if len(runes) < leastTypo {
		return nil
	}
	keys := []string{"slip " + letters}
	for i := range runes {
		keys = append(keys, "slip "+string(runes[:i])+string(runes[i+1:]))
	}
	return keys
}
