package page

import (
	"strconv"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"github.com/dateline-search/dateline/index/schema"
)

// count writes a number as people read it: 12,345.
func count(n int) string {
	digits := strconv.Itoa(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

// plural writes a number with its noun.
func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return count(n) + " " + many
}

// facetWord is what people call a facet: one value, and many.
func facetWord(facet string) (one, many string) {
	switch facet {
	case schema.Person:
		return "Person", "People"
	case schema.Org:
		return "Organisation", "Organisations"
	case schema.Place:
		return "Place", "Places"
	case schema.Country:
		return "Country", "Countries"
	case schema.Source:
		return "Source", "Sources"
	case schema.Section:
		return "Section", "Sections"
	case schema.Author:
		return "Author", "Authors"
	case schema.Lang:
		return "Language", "Languages"
	}
	return facet, facet
}

// valueWord is what people call a facet's value.
func valueWord(facet, value string) string {
	if facet == schema.Lang {
		return languageName(value)
	}
	return value
}

// languageName is a language's English name, or its tag where it has none.
func languageName(tag string) string {
	t, err := language.Parse(tag)
	if err != nil {
		return tag
	}
	if name := display.English.Tags().Name(t); name != "" {
		return name
	}
	return tag
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
