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
		for _, name := range splitCommas(part, i < len(parts)-1) {
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
	return strings.NewReplacer(
		" and ", separator, " AND ", separator, " And ", separator, " und ", separator, " et ", separator, " y ", separator,
		" och ", separator, " og ", separator, " ja ", separator, " en ", separator, " & ", separator, "; ", separator, " e ", separator, " / ", separator, " | ", separator,
	).Replace(s)
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
// outlet or the writer's post: only with an "and" behind it is it a list, and only
// if names stand on both sides.
func splitCommas(s string, listed bool) []string {
	first, rest, ok := strings.Cut(s, ",")
	if !ok {
		return []string{s}
	}
	if rest = strings.TrimSpace(rest); !listed || !looksLikeName(first) {
		return []string{first}
	}
	if next, _, _ := strings.Cut(rest, ","); !looksLikeName(next) {
		return []string{first}
	}
	return append([]string{first}, splitCommas(rest, listed)...)
}

// looksLikeName reports whether s is two to four words, each with a capital, and
// the last not all in capitals, as outlets are.
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
	last := words[len(words)-1]
	return strings.ToUpper(last) != last
}
