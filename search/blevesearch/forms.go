package blevesearch

import (
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
	beginnings := analysis.Beginnings(key.lang, key.term)
	if len(beginnings) == 0 {
		return nil, nil
	}
	stem := analysis.Stem(key.lang, key.term)
	var found []string
	for _, start := range beginnings {
		err := t.each(key.field, start, nil, func(term []byte) bool {
			if string(term) != key.term && analysis.Stem(key.lang, string(term)) == stem {
				found = append(found, string(term))
			}
			return true
		})
		if err != nil {
			return nil, err
		}
	}
	return found, nil
}
