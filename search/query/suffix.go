package query

import (
	"strings"
	"unicode"
)

// suffixes are the signs behind a word.
type suffixes struct {
	weight string   // ^2
	fuzzy  string   // ~ or ~2
	idle   []string // those behind another of their kind
}

// unsuffixed takes the signs off a word. Of each kind the first counts.
func unsuffixed(raw string) (word string, s suffixes) {
	for {
		i := strings.LastIndexAny(raw, "~^")
		if i < 0 || !isSuffix(raw[i:]) {
			return raw, s
		}
		kind := &s.fuzzy
		if raw[i] == '^' {
			kind = &s.weight
		}
		if *kind != "" {
			s.idle = append(s.idle, *kind)
		}
		*kind, raw = raw[i:], raw[:i]
	}
}

// oddSuffix gives the text of a word in which a sign with something else than its
// number behind it is read as the plain sign, or dropped. Elsewhere than behind a
// word, as in an address, it is no sign.
func (p *parser) oddSuffix(t token) string {
	i := strings.LastIndexAny(t.text, "~^")
	if i < 1 || isSuffix(t.text[i:]) {
		return t.text
	}
	sign, word := t.text[i:], strings.TrimRight(t.text[:i], "~^0123456789.")
	if strings.ContainsFunc(word, isNoLetter) || strings.ContainsFunc(strings.Trim(strings.ReplaceAll(sign[1:], ".", ""), "+-,"), isNoLetter) {
		return t.text
	}
	if sign[0] == '^' {
		p.repair(t.position, "no-weight", "{sign} is no weight, as in ^2; it was dropped", sign)
		return t.text[:i]
	}
	p.repair(t.position, "no-slips", "{sign} is no number of letters, as in ~1 or ~2; read as ~", sign)
	return t.text[:i+1]
}

// isNoLetter reports whether a sign is no part of a word, and no wildcard.
func isNoLetter(r rune) bool {
	return !unicode.In(r, unicode.L, unicode.M, unicode.N) && !strings.ContainsRune("*?-'’", r)
}

// foreignSigns tells of signs that other search languages have and that mean
// nothing here.
func (p *parser) foreignSigns(t token) {
	inside := strings.Trim(t.text, "/")
	switch {
	case len(inside)+2 == len(t.text) && strings.ContainsAny(inside, `.*+?[]{}|^$\`):
		p.hint(t.position, "no-regexp", "{text} is searched as words; there are wildcards (* and ?), no regular expressions", t.text)
	case strings.Contains(strings.Trim(t.text, "|"), "|"):
		p.hint(t.position, "no-sign", "{sign} means nothing here; write {name} where that is meant", "|", "OR")
	}
}

// isSuffix reports whether s is one sign, with the number behind it if it has any.
func isSuffix(s string) bool {
	if s[0] == '^' {
		return strings.Trim(s[1:], "0123456789.") == ""
	}
	return strings.Trim(s[1:], "0123456789") == ""
}

// isSuffixes reports whether signs are all there is.
func isSuffixes(s string) bool {
	word, _ := unsuffixed(s)
	return word == "" && s != ""
}
