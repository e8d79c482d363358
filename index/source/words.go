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

// titleWords is how long a title is that is made of the first words of a text,
// in code points: about a headline.
const titleWords = 80

// entitle gives an article that came without a headline, as pictures and bulletins
// do, the first words of its text for one, and says so in the member title_from.
func entitle(a *news.Article) {
	text := a.Body
	if text == "" {
		text = news.HTMLText(a.HTML)
	}
	if a.Title != "" || strings.TrimSpace(text) == "" {
		return
	}
	title := firstWords(news.AppendQuote(nil, text), titleWords)
	if err := json.Unmarshal(title, &a.Title); err != nil {
		return // it was made of a string
	}
	if a.Extra == nil {
		a.Extra = map[string]json.RawMessage{}
	}
	a.Extra["title_from"] = json.RawMessage(`"text"`)
}
