package news

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Normalize brings the article into the one form in which it is stored and
// compared. Doing it twice changes nothing more. Slices are replaced, not
// written into.
//
//   - Text is in Unicode's form NFC, with lines that end in \n and without
//     control characters. The joiners that Persian and Hindi need are kept.
//   - Body is paragraphs split by one blank line (see paragraphs below); where
//     it is empty and HTML is not, it is the text of HTML.
//   - Every other text is one line without blanks to spare. Authors and
//     keywords that are empty or there already are dropped.
//   - Lang is a BCP 47 tag in its usual case: "EN_us" is "en-US".
//   - ID is derived where there is none.
//
// Text that is not UTF-8 is left as it is, for Validate to find.
func (a *Article) Normalize() {
	a.Body = cleanBody(a.Body)
	if a.Body == "" && len(a.HTML) <= MaxHTML && utf8.ValidString(a.HTML) {
		a.Body = HTMLText(a.HTML)
	}
	for _, s := range []*string{&a.Title, &a.Subtitle, &a.Source, &a.Section, &a.Copyright} {
		*s = cleanLine(*s)
	}
	a.URL, a.Image = strings.TrimSpace(a.URL), strings.TrimSpace(a.Image)
	a.Authors, a.Keywords = cleanList(a.Authors), cleanList(a.Keywords)
	a.Lang = cleanLang(a.Lang)
	if a.ID == "" {
		a.ID = DeriveID(a)
	}
}

// scrub applies what holds for every text: line ends, control characters, NFC.
func scrub(s string) string {
	if isPlain(s) {
		return s
	}
	if strings.ContainsAny(s, "\r\u2029") {
		s = strings.NewReplacer("\r\n", "\n", "\u2029", "\n\n").Replace(s)
	}
	s = strings.Map(func(r rune) rune {
		switch r {
		case '\n', '\t':
			return r
		case '\r', '\v', '\f', '\u0085', '\u2028':
			return '\n'
		case '\x7f', '\ufeff':
			return -1
		}
		if r < ' ' {
			return -1
		}
		return r
	}, s)
	return norm.NFC.String(s)
}

// isPlain reports whether s is nothing but printable ASCII, \n and \t.
func isPlain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c > '~' || c < ' ' && c != '\n' && c != '\t' {
			return false
		}
	}
	return true
}

// cleanLine makes one trimmed line of s.
func cleanLine(s string) string {
	if isClean(s) || !utf8.ValidString(s) {
		return s
	}
	return collapse(scrub(s))
}

// isClean reports whether s is printable ASCII with single blanks inside and
// none at its ends, as most lines are.
func isClean(s string) bool {
	blank := true
	for i := range len(s) {
		c := s[i]
		if c < ' ' || c > '~' || c == ' ' && blank {
			return false
		}
		blank = c == ' '
	}
	return s == "" || !blank
}

// collapse trims s and makes one blank of every run of white space.
func collapse(s string) string {
	if s = strings.TrimSpace(s); isClean(s) {
		return s
	}
	return strings.Join(strings.FieldsFunc(s, unicode.IsSpace), " ")
}

func cleanList(list []string) []string {
	var out []string
	for _, s := range list {
		if s = cleanLine(s); s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// cleanLang puts a language tag into its usual case. What is no tag comes out
// in lower case, for Validate to refuse.
func cleanLang(s string) string {
	if !utf8.ValidString(s) {
		return s
	}
	tag, _, _ := strings.Cut(strings.TrimSpace(s), ".") // POSIX: en_US.UTF-8
	tag = strings.ToLower(strings.ReplaceAll(strings.TrimSpace(tag), "_", "-"))
	if !isLang(tag) {
		return tag
	}
	parts := strings.Split(tag, "-")
	for i, part := range parts[1:] {
		switch {
		case len(parts[i]) == 1: // behind a singleton, as in x-private, the case is free
		case len(part) == 2:
			parts[i+1] = strings.ToUpper(part)
		case len(part) == 4 && part[0] >= 'a':
			parts[i+1] = strings.ToUpper(part[:1]) + part[1:]
		}
	}
	return strings.Join(parts, "-")
}

// Language returns the primary subtag of Lang, "en" for "en-US"; empty where
// the language is unknown. It is the value of the facet lang.
func (a *Article) Language() string {
	primary, _, _ := strings.Cut(a.Lang, "-")
	return primary
}
