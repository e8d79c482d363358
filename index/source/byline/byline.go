package byline

import (
	"slices"
	"strings"
	"unicode"
)

// Split returns the names in a byline, in its order; none where it is blank.
func Split(s string) []string {
	s = unlabel(strings.Join(strings.Fields(s), " "))
	var names []string
	parts := strings.Split(unite(s), separator)
	for i, part := range parts {
		listed := []string{part}
		switch {
		case i < len(parts)-1, len(parts) == 1:
			listed = splitCommas(part, len(parts) > 1)
		default: // behind the last "and" it is the outlet's turn
			listed[0], _, _ = strings.Cut(part, ",")
		}
		for _, name := range listed {
			if name = strings.Trim(name, " ,;/|-–—"); name != "" && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}

// separator stands between two names, as no byline has it.
const separator = "\x00"

// unite writes the words that stand between two names in one way. A slash without
// blanks is none of them: desks have it in their signs.
func unite(s string) string {
	var b strings.Builder
	for {
		i := strings.IndexAny(s, " ;")
		if i < 0 {
			b.WriteString(s)
			return b.String()
		}
		if n := between(s[i:]); n > 0 {
			b.WriteString(s[:i])
			b.WriteString(separator)
			s = s[i+n:]
			continue
		}
		b.WriteString(s[:i+1])
		s = s[i+1:]
	}
}

// between is how many bytes at the beginning of s stand between two names: a
// semicolon and a blank, or a word and a blank on both sides; else 0.
func between(s string) int {
	if s[0] == ';' {
		if strings.HasPrefix(s, "; ") {
			return len("; ")
		}
		return 0
	}
	word, _, ok := strings.Cut(s[1:], " ")
	if !ok {
		return 0
	}
	switch word {
	case "and", "AND", "And", "und", "et", "y", "och", "og", "ja", "en", "&", "e", "/", "|":
		return len(word) + len("  ")
	}
	return 0
}

// unlabel drops the word for "by".
func unlabel(s string) string {
	first, rest, ok := strings.Cut(s, " ")
	if !ok {
		return s
	}
	switch strings.ToLower(strings.TrimSuffix(first, ":")) {
	case "by", "von", "par", "por", "door", "av", "di", "text", "texto":
		return unlabel(rest)
	}
	return s
}

// splitCommas takes a list apart. A comma also stands before what is no name, the
// outlet or the writer's post; it is a list if names stand on both sides, before
// an "and" (listed) also where they might be anything else.
func splitCommas(s string, listed bool) []string {
	first, rest, ok := strings.Cut(s, ",")
	if !ok {
		return []string{s}
	}
	next, _, _ := strings.Cut(strings.TrimSpace(rest), ",")
	if !looksLikeName(first) || !looksLikeName(next) || !listed && isCollective(next) {
		return []string{first}
	}
	return append([]string{first}, splitCommas(strings.TrimSpace(rest), listed)...)
}

// looksLikeName reports whether s is two to four words, each with a capital.
// Outlets are often written all in capitals; so are names, but then all of them.
func looksLikeName(s string) bool {
	words := strings.Fields(s)
	if len(words) < 2 || len(words) > 4 {
		return false
	}
	for _, w := range words {
		if first := []rune(w)[0]; !unicode.IsUpper(first) {
			return false
		}
	}
	return true
}

// isCollective reports whether s ends as outlets, institutions and posts do, or
// begins as these do and persons do not.
func isCollective(s string) bool {
	words := strings.Fields(strings.ToLower(s))
	if len(words) == 0 || words[0] == "the" {
		return true
	}
	for _, w := range words {
		switch w {
		case "university", "institute", "college", "school", "centre", "center", "agency", "association", "press", "news", "post",
			"times", "courier", "wire", "journal", "gazette", "media", "network", "desk", "bureau", "correspondent", "reporter",
			"editor", "writer", "staff", "service", "foundation", "council", "international":
			return true
		}
	}
	return false
}
