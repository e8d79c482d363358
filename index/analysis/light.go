package analysis

import (
	"strings"
	"unicode/utf8"
)

// How many letters a light stemmer leaves of a word at least: with one less, half
// of the short words of a language would meet. A letter of Devanagari or Arabic
// script is about a syllable.
const (
	leastLetters   = 3
	leastSyllables = 2
)

// light gives a stemmer that takes the longest of a language's endings off, and
// nothing else: what Jacques Savoy, "Light Stemming Approaches for the French,
// Portuguese, German and Hungarian Languages" (SAC 2006), calls light. It is for
// languages without a Snowball stemmer. Endings are folded, split by blanks.
func light(least int, endings string) func(term string) string {
	return func(term string) string {
		longest := 0
		for ending := range strings.FieldsSeq(endings) {
			if len(ending) > longest && strings.HasSuffix(term, ending) && utf8.RuneCountInString(term[:len(term)-len(ending)]) >= least {
				longest = len(ending)
			}
		}
		return term[:len(term)-longest]
	}
}

// lightStemmer is that of a language, nil where it has none.
func lightStemmer(lang string) func(term string) string {
	switch lang {
	case "bs", "hr":
		return light(leastLetters, southSlavicEndings)
	case "ckb":
		return light(leastSyllables, soraniEndings)
	case "fa":
		return light(leastLetters, persianEndings)
	case "hi":
		return light(leastSyllables, hindiEndings)
	case "pl":
		return light(leastLetters, polishEndings)
	case "ur":
		return light(leastSyllables, urduEndings)
	}
	return nil
}

// The endings of nouns and adjectives as grammars list them, in the form that
// Fold gives: without the accents of Polish and Croatian, with Arabic kaf and yeh.
const (
	polishEndings = "a ach ami e ego ej em emu i iach iami ich ie iego iej iemu im imi iom o om ow owi owie u y ych ym ymi"

	southSlavicEndings = "a ama e eg ega em emu eva eve evi evima i ih im ima o og oga oj om omu ova ove ovi ovima u"

	persianEndings = "ان ها هاي هايي ي"

	soraniEndings = "ان ي ێك ە ەكان ەكانمان ەكانيان ەكە ەوە"

	urduEndings = "ا وں ي ياں يں يوں ه ے"

	// hindiEndings are those of Ananthakrishnan Ramanathan and Durgesh D. Rao, "A
	// Lightweight Stemmer for Hindi" (EACL 2003).
	hindiEndings = "ाएंगी ाएंगे ाऊंगी ाऊंगा ाइयाँ ाइयों ाइयां ाएगी ाएगा ाओगी ाओगे एंगी ेंगी एंगे ेंगे ूंगी ूंगा ातीं नाओं नाएं ताओं ताएं " +
		"ियाँ ियों ियां ाकर ाइए ाईं ाया ेगी ेगा ोगी ोगे ाने ाना ाते ाती ाता तीं ाओं ाएं ुओं ुएं ुआं " +
		"कर ाओ िए ाई ाए ने नी ना ते ीं ती ता ाँ ां ों ें ो े ू ु ी ि ा"
)
