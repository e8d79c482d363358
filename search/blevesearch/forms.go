package blevesearch

import (
	"strings"
	"unicode/utf8"

	"github.com/dateline-search/dateline/index/analysis"
)

// formKey names the inflected forms of a term in one field and language.
type formKey struct{ field, lang, term string }

// maxForms bounds how many answers a segment remembers.
const maxForms = 10_000

// inflected finds the words of a segment's dictionary that are forms of term in
// a language, term itself left out. It remembers the answer: a dictionary never
// changes.
func (s *segment) inflected(t *terms, key formKey) ([]string, error) {
	s.mu.Lock()
	found, known := s.forms[key]
	s.mu.Unlock()
	if known {
		return found, nil
	}
	found, err := findForms(t, key)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.forms) >= maxForms {
		clear(s.forms)
	}
	s.forms[key] = found
	return found, nil
}

func findForms(t *terms, key formKey) ([]string, error) {
	stem := analysis.Stem(key.lang, key.term)
	root := rootOf(stem)
	if root == "" {
		return nil, nil
	}
	dictionary, err := t.dictionary(key.field)
	if err != nil {
		return nil, err
	}
	var found []string
	for _, article := range attached(key.lang) {
		start := article + root
		err := eachTerm(dictionary, nil, start, func(term string) bool {
			if term != key.term && analysis.Stem(key.lang, term) == stem {
				found = append(found, term)
			}
			return true
		})
		if err != nil {
			return nil, err
		}
	}
	return found, nil
}

// rootOf is where the forms of a stem begin: the stem less its last letters,
// which inflection changes (happy, happi). Two letters at least must be left,
// or every word of the dictionary would be looked at; a single letter has no
// forms.
func rootOf(stem string) string {
	const changing, least = 2, 2
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
