package source

import (
	"encoding/json"
	"strings"
	"unicode/utf8"

	"github.com/dateline-search/dateline/index/news"
)

// firstWords cuts a JSON string to its first words, as many as fit into limit
// code points; what was cut off is told by an ellipsis.
func firstWords(quoted []byte, limit int) []byte {
	var s string
	if err := json.Unmarshal(quoted, &s); err != nil {
		return quoted // it was valid JSON before
	}
	var out strings.Builder
	n := 0
	for word := range strings.FieldsSeq(s) {
		length := utf8.RuneCountInString(word)
		if n > 0 && n+1+length > limit {
			out.WriteString("…")
			break
		}
		if n > 0 {
			out.WriteByte(' ')
			n++
		}
		if length > limit { // one long word, as Chinese and URLs are
			word = string([]rune(word)[:limit]) + "…"
		}
		out.WriteString(word)
		if n += length; n > limit {
			break
		}
	}
	return news.AppendQuote(nil, out.String())
}
