package query

import (
	"slices"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/index/schema"
)

// known gives the value of a field that has certain values alone, and fails for
// what is none of them: it would silently find nothing.
func (p *parser) known(t token, field string) string {
	text := analysis.Fold(strings.Trim(t.text, "*"))
	switch {
	case text == "":
	case field == schema.Has && !slices.Contains(schema.Parts(), text):
		p.fail(t.position, "no-part", "{text} is nothing that can be asked for; write {list}", t.text, "has:"+strings.Join(schema.Parts(), ", has:"))
	case field == schema.Lang && !isLanguageCode(text):
		code := languageCalled(text)
		if code == "" {
			p.fail(t.position, "no-code", "{text} is no code of a language; write it as in lang:en", t.text)
			return t.text
		}
		p.repair(t.position, "language-name", "languages have codes; read as lang:{code}", code)
		return code
	}
	return t.text
}

// isLanguageCode reports whether a folded text can be a language as BCP 47 writes
// it: two or three letters, and what belongs to them behind a hyphen.
func isLanguageCode(text string) bool {
	code, _, _ := strings.Cut(text, "-")
	return (len(code) == 2 || len(code) == 3) && strings.Trim(code, "abcdefghijklmnopqrstuvwxyz") == ""
}

// languageCalled gives the code of a language, of two letters, by its folded name
// in English or in itself; empty where there is none.
func languageCalled(name string) string {
	const letters = "abcdefghijklmnopqrstuvwxyz"
	for _, first := range letters {
		for _, second := range letters {
			tag, err := language.Parse(string(first) + string(second))
			if err != nil {
				continue
			}
			if analysis.Fold(display.English.Languages().Name(tag)) == name || analysis.Fold(display.Self.Name(tag)) == name {
				return tag.String()
			}
		}
	}
	return ""
}
