package news

import (
	"strings"
	"unicode/utf8"
)

// titleSeparators stand between a title and the marks of outlet and section, each
// with blanks around it.
func titleSeparators() []string {
	return []string{" | ", " – ", " — ", " - ", " :: ", " · ", " • ", " » ", " « ", " ~ ", " / ", ": ", " ｜ ", "｜", "_"}
}

// BareTitle returns a title without the marks that outlets put around it: the
// names in marks (outlet, section, host), at either end, set off by a dash, a
// bar or the like. "Opinion | Quay opens - Tarn Courier" is "Quay opens" with the
// marks Opinion and Tarn Courier. Case, accents and punctuation of marks do not
// matter; of a title that is nothing but marks, one stays.
func BareTitle(title string, marks ...string) string {
	folded := make(map[string]bool, len(marks))
	for _, m := range marks {
		if m = foldIdentity(m); m != "" {
			folded[m] = true
		}
	}
	for {
		shorter := cutMark(title, folded)
		if shorter == title {
			return title
		}
		title = shorter
	}
}

// cutMark takes one mark off a title.
func cutMark(title string, marks map[string]bool) string {
	for _, sep := range titleSeparators() {
		if i := strings.LastIndex(title, sep); i > 0 && sep != ": " {
			if rest := strings.TrimSpace(title[:i]); marks[foldIdentity(title[i+len(sep):])] && rest != "" {
				return rest
			}
		}
		if i := strings.Index(title, sep); i > 0 {
			if rest := strings.TrimSpace(title[i+len(sep):]); marks[foldIdentity(title[:i])] && rest != "" {
				return rest
			}
		}
	}
	return title
}

// TitleParts splits a title at every separator that marks are set off by, for
// those who must find out which part is a mark.
func TitleParts(title string) []string {
	const longest = 2000 // code points, as a title may have
	if utf8.RuneCountInString(title) > longest {
		return []string{title}
	}
	parts := []string{title}
	for _, sep := range []string{" | ", " – ", " — ", " - ", " :: ", " · ", " • ", " » ", " ｜ ", "｜"} {
		var out []string
		for _, p := range parts {
			out = append(out, strings.Split(p, sep)...)
		}
		parts = out
	}
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return parts
}
