package likely

import (
	"slices"
	"strings"
	"unicode"

	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/index/news"
)

// form is a name taken apart.
type form struct {
	words   []string // folded, without titles
	letters string   // folded, without anything between them
	digits  string   // what keeps apart: figures, and Jr., II, III
	acronym string   // folded, where the name is one
	titled  bool     // whether a title was dropped
}

// newForm takes a name apart.
func newForm(kind news.EntityType, name string) form {
	folded := analysis.Fold(name)
	f := form{words: strings.FieldsFunc(strings.NewReplacer("'", "", "’", "").Replace(folded), isBetween)}
	if kind == news.Person {
		f.dropTitles()
	}
	for _, w := range f.words {
		if isGeneration(w) || strings.ContainsFunc(w, unicode.IsDigit) {
			f.digits += w + " "
		}
	}
	f.letters = strings.Join(f.words, "")
	if kind != news.Person {
		f.acronym = acronymOf(name)
	}
	return f
}

// isBetween reports whether a sign stands between the words of names.
func isBetween(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
}

// dropTitles takes off what people are called by before a full name. Two words
// must stay: King Charles is not every Charles.
func (f *form) dropTitles() {
	for len(f.words) > 2 && slices.Contains(titles(), f.words[0]) {
		f.words, f.titled = f.words[1:], true
	}
}

// titles are those that say nothing about who it is: not "Mrs", which sets a wife
// off against a husband of the same name.
func titles() []string {
	return []string{
		"president", "prime", "minister", "chancellor", "senator", "sen", "representative", "rep", "governor", "gov", "mayor", "secretary",
		"general", "gen", "colonel", "col", "captain", "capt", "lieutenant", "lt", "major", "maj", "admiral", "marshal", "field",
		"mr", "sir", "dr", "prof", "professor", "judge", "justice", "pope", "sheikh", "prince", "king", "imam", "maulana", "ambassador",
	}
}

// isGeneration reports whether a word tells father from son.
func isGeneration(w string) bool {
	return slices.Contains([]string{"jr", "sr", "junior", "senior", "ii", "iii", "iv", "vi", "vii", "viii", "ix", "xi", "xii", "xiii", "xiv", "xv", "xvi"}, w)
}

// Acronyms of fewer letters stand for too much; those of more are words.
const (
	leastAcronym = 3
	mostAcronym  = 7
)

// acronymOf is a name of capitals alone, folded; empty where it is none.
func acronymOf(name string) string {
	letters := 0
	for _, r := range name {
		switch {
		case unicode.IsUpper(r):
			letters++
		case r != '.':
			return ""
		}
	}
	if letters < leastAcronym || letters > mostAcronym {
		return ""
	}
	return analysis.Fold(strings.ReplaceAll(name, ".", ""))
}

// initials are the first letters of the words, with and without little words;
// nil where they are too few.
func (f *form) initials() []string {
	var all, great strings.Builder
	for _, w := range f.words {
		first := []rune(w)[0]
		all.WriteRune(first)
		if !isLittle(w) {
			great.WriteRune(first)
		}
	}
	var list []string
	for _, s := range []string{all.String(), great.String()} {
		if n := len([]rune(s)); n >= leastAcronym && n <= mostAcronym && !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	return list
}

// great are the words but for the little ones.
func (f *form) great() []string {
	var words []string
	for _, w := range f.words {
		if !isLittle(w) {
			words = append(words, w)
		}
	}
	return words
}

// isLittle reports whether a word of a name is left out of its acronym.
func isLittle(w string) bool {
	return slices.Contains([]string{"of", "the", "and", "for", "on", "in", "to", "de", "la", "le", "les", "des", "du", "del", "y", "et", "und", "der", "die", "das"}, w)
}

// first and last are a person's words at the ends.
func (f *form) first() string { return f.words[0] }
func (f *form) last() string  { return f.words[len(f.words)-1] }

// core is an organisation's name without its legal form and article.
func (f *form) core() string {
	words := f.words
	for len(words) > 1 && slices.Contains(legalForms(), words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	if len(words) > 1 && words[0] == "the" {
		words = words[1:]
	}
	return strings.Join(words, "")
}

// isLegalForm reports whether a name is nothing else.
func (f *form) isLegalForm() bool {
	return !slices.ContainsFunc(f.words, func(w string) bool { return !slices.Contains(legalForms(), w) })
}

func legalForms() []string {
	return []string{"inc", "ltd", "limited", "llc", "llp", "plc", "corp", "corporation", "co", "company", "gmbh", "ag", "sa", "nv", "spa", "oy", "ab", "kk", "pvt"}
}
