package page

import (
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"github.com/dateline-search/dateline/index/schema"
	"github.com/dateline-search/dateline/web/locale"
)

// articles writes a number of articles with their noun.
func (in voice) articles(n int) string { return in.Say("number.articles", locale.Num("n", n)) }

// facet is what people call one value of a facet, and kind of entity; facets is
// what they call many.
func (in voice) facet(name string) string { return in.Word("facet", name) }

func (in voice) facets(name string) string { return in.Word("facets", name) }

// value is what people call a facet's value.
func (in voice) value(facet, value string) string {
	if facet == schema.Lang {
		return in.languageName(value)
	}
	return value
}

// languageName is a language's name, or its tag where it has none.
func (in voice) languageName(tag string) string {
	t, err := language.Parse(tag)
	if err != nil {
		return tag
	}
	if name := display.Tags(language.Make(in.Tag())).Name(t); name != "" {
		return name
	}
	return tag
}

// listed writes names after each other, with the comma of the language that they
// are in (CLDR, list patterns).
func listed(names []string, lang string) string {
	primary, _, _ := strings.Cut(strings.ToLower(lang), "-")
	switch primary {
	case "ar", "ckb", "dv", "fa", "ps", "sd", "ug", "ur":
		return strings.Join(names, "، ")
	case "ja", "zh":
		return strings.Join(names, "、")
	}
	return strings.Join(names, ", ")
}

// direction is the way in which a language is written, for HTML's dir; where it
// is not known, the text decides.
func direction(lang string) string {
	primary, _, _ := strings.Cut(strings.ToLower(lang), "-")
	switch primary {
	case "":
		return "auto"
	case "ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi":
		return "rtl"
	}
	return "ltr"
}
