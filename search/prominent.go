package search

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dateline-search/dateline/index/news"
)

// leadLength is how far into a text it is looked which names come first, in
// bytes: what comes later was not what the article is about.
const leadLength = 8 << 10

// prominent orders the names of each type by where the article first has them,
// headline first, as news says the important thing first. A person may be called
// by the last word of the name, as headlines do. Names written otherwise come
// last, in their order.
func prominent(entities map[string][]string, a *news.Article) map[string][]string {
	text := a.Title + "\n" + a.Subtitle + "\n" + a.Body[:min(len(a.Body), leadLength)]
	ordered := make(map[string][]string, len(entities))
	for kind, names := range entities {
		at := make(map[string]int, len(names))
		for _, name := range names {
			at[name] = firstAt(text, name, kind == string(news.Person))
		}
		names = slices.Clone(names)
		slices.SortStableFunc(names, func(a, b string) int { return at[a] - at[b] })
		ordered[kind] = names
	}
	return ordered
}

func firstAt(text, name string, person bool) int {
	at := index(text, name)
	if i := strings.LastIndexByte(name, ' '); person && i >= 0 {
		at = min(at, wordAt(text, name[i+1:]))
	}
	return at
}

// index is where a text first has a name, behind everything where it has not.
func index(text, name string) int {
	if at := strings.Index(text, name); at >= 0 {
		return at
	}
	return math.MaxInt32
}

// wordAt is index for a whole word: Wei Li is not named by a Library.
func wordAt(text, word string) int {
	for from := 0; word != ""; {
		at := strings.Index(text[from:], word)
		if at < 0 {
			break
		}
		start, end := from+at, from+at+len(word)
		before, _ := utf8.DecodeLastRuneInString(text[:start])
		after, _ := utf8.DecodeRuneInString(text[end:])
		if !unicode.IsLetter(before) && !unicode.IsLetter(after) {
			return start
		}
		from = end
	}
	return math.MaxInt32
}
