package analysis

import (
	"strings"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/arabic"
	"github.com/blevesearch/snowballstem/danish"
	"github.com/blevesearch/snowballstem/dutch"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/finnish"
	"github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/snowballstem/german"
	"github.com/blevesearch/snowballstem/hungarian"
	"github.com/blevesearch/snowballstem/irish"
	"github.com/blevesearch/snowballstem/italian"
	"github.com/blevesearch/snowballstem/norwegian"
	"github.com/blevesearch/snowballstem/portuguese"
	"github.com/blevesearch/snowballstem/romanian"
	"github.com/blevesearch/snowballstem/russian"
	"github.com/blevesearch/snowballstem/spanish"
	"github.com/blevesearch/snowballstem/swedish"
	"github.com/blevesearch/snowballstem/tamil"
	"github.com/blevesearch/snowballstem/turkish"
)

// Languages lists the languages that Stem knows, by primary subtag, sorted.
func Languages() []string {
	return []string{
		"ar", "bs", "ckb", "da", "de", "en", "es", "fa", "fi", "fr", "ga", "hi", "hr", "hu", "it", "nb", "nl", "nn",
		"no", "pl", "pt", "ro", "ru", "sv", "ta", "tr", "ur",
	}
}

// Stem gives what the inflected forms of a term have in common: two terms are
// forms of one word where their Stems are equal. It takes a folded term and the
// BCP 47 tag of a language; in a language that it does not know, the term is its
// own stem. What has no language is read as English: it is mostly a text of a few
// words, too short to tell. A stem is not a word, and is never shown.
func Stem(lang, term string) string {
	lang = primary(lang)
	if len(term) < 3 || len(term) > maxTerm {
		return term
	}
	if stem := lightStemmer(lang); stem != nil {
		return stem(term)
	}
	stem := stemmer(lang)
	if stem == nil {
		return term
	}
	env := snowballstem.NewEnv(spellEnding(lang, term))
	stem(env)
	return Fold(env.Current())
}

// primary is the primary subtag of a BCP 47 tag, in small letters; English where
// there is none.
func primary(lang string) string {
	if lang == "" {
		return "en"
	}
	if i := strings.IndexAny(lang, "-_"); i >= 0 {
		lang = lang[:i]
	}
	return strings.ToLower(lang)
}

func stemmer(lang string) func(*snowballstem.Env) bool {
	switch lang {
	case "en":
		return english.Stem
	case "ar":
		return arabic.Stem
	case "da":
		return danish.Stem
	case "de":
		return german.Stem
	case "es":
		return spanish.Stem
	case "fi":
		return finnish.Stem
	case "fr":
		return french.Stem
	case "ga":
		return irish.Stem
	case "hu":
		return hungarian.Stem
	case "it":
		return italian.Stem
	case "nl":
		return dutch.Stem
	case "no", "nb", "nn":
		return norwegian.Stem
	case "pt":
		return portuguese.Stem
	case "ro":
		return romanian.Stem
	case "ru":
		return russian.Stem
	case "sv":
		return swedish.Stem
	case "ta":
		return tamil.Stem
	case "tr":
		return turkish.Stem
	}
	return nil
}

// spellEnding gives a folded term the accents of its ending back where the
// language leaves no doubt about them, since the stemmers know endings by their
// accents.
func spellEnding(lang, term string) string {
	switch lang {
	case "fr":
		return respell(term, "ee", "ée", "ees", "ées", "iere", "ière", "ieres", "ières")
	case "pt":
		return respell(term, "cao", "ção", "coes", "ção", "ao", "ão", "oes", "ão", "avel", "ável", "ivel", "ível")
	case "tr":
		word, _, _ := strings.Cut(term, "'")
		return word
	}
	return term
}

// respell replaces the first ending of pairs (folded, spelled) that term has.
func respell(term string, pairs ...string) string {
	for i := 0; i+1 < len(pairs); i += 2 {
		if stem, ok := strings.CutSuffix(term, pairs[i]); ok && stem != "" {
			return stem + pairs[i+1]
		}
	}
	return term
}

// Beginnings lists what the inflected forms of a term begin with: the stem less
// its last letters, which inflection changes (happy, happi), behind what the
// language writes in front of a word as part of it. There are none where a term
// has no forms.
func Beginnings(lang, term string) []string {
	root := rootOf(Stem(lang, term), changing(lang))
	if root == "" {
		return nil
	}
	beginnings := attached(primary(lang))
	for i, before := range beginnings {
		beginnings[i] = before + root
	}
	return beginnings
}

// changing is how many of a stem's last letters may be others in the word. Among
// 40,000 words of English, Spanish and German news that is one (happy, happi; of
// dying, lying and tying two), among 4,000 of French news two. One letter less
// leaves a tenth of the dictionary to look through.
func changing(lang string) int {
	switch primary(lang) {
	case "de", "en", "es":
		return 1
	}
	return 2
}

// rootOf leaves two letters at least, or every word would have to be looked at; a
// single letter has no forms.
func rootOf(stem string, changing int) string {
	const least = 2
	letters := utf8.RuneCountInString(stem)
	if letters < least {
		return ""
	}
	keep := max(least, letters-changing)
	for i := range stem {
		if keep == 0 {
			return stem[:i]
		}
		keep--
	}
	return stem
}

// attached lists what a language writes in front of a word as part of it, and
// its stemmer takes off: the Arabic article and particles. The first is nothing.
func attached(lang string) []string {
	if lang != "ar" {
		return []string{""}
	}
	return strings.Split("|ال|وال|بال|كال|فال|لل|و|ب|ل|ف|ك", "|")
}
