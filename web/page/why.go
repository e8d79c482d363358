package page

import (
	"strings"

	"github.com/dateline-search/dateline/web/locale"
)

// told is why something went wrong, in the page's language or, where that has no
// words for it, in English.
type told struct {
	Text string
	Lang string // "en" where the page speaks another language; empty where it is the page's
}

// why says in a language what readers and the archive say in English. Of several
// reasons each is said by itself.
func why(say *locale.Language, english string) told {
	if text, ok := say.Explain(english); ok {
		return told{Text: text}
	}
	parts := strings.Split(english, "; ")
	for i, part := range parts {
		text, ok := say.Explain(part)
		if !ok {
			return told{english, "en"}
		}
		parts[i] = text
	}
	return told{Text: strings.Join(parts, "; ")}
}
