package query

import "strings"

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
