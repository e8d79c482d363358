package blevesearch

import (
	"sync"

	"github.com/dateline-search/dateline/index/analysis"
)

// formKey names the inflected forms of a term in one field and language.
type formKey struct{ field, lang, term string }

// maxForms bounds how many answers a segment remembers.
const maxForms = 10_000

// inflected finds the words of a segment's dictionary that are forms of term in
// a language, term itself left out. It remembers the answer: a dictionary never
// changes.
func (s *segment) inflected(t *terms, key formKey, kin *kinship) ([]string, error) {
	s.mu.Lock()
	found, known := s.forms[key]
	s.mu.Unlock()
	if known {
		return found, nil
	}
	found, err := findForms(t, key, kin)
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

func findForms(t *terms, key formKey, kin *kinship) ([]string, error) {
	beginnings := analysis.Beginnings(key.lang, key.term)
	if len(beginnings) == 0 {
		return nil, nil
	}
	forms := kin.hold(key.lang, key.term)
	defer kin.release()
	var found []string
	for _, start := range beginnings {
		err := t.each(key.field, start, nil, func(term []byte) bool {
			if string(term) != key.term && forms.has(term) {
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

// kinship remembers for the time of a search which words are forms of its own: most
// segments have the same words, and to stem one takes ten times as long as to look
// it up.
type kinship struct {
	mu sync.Mutex
	of map[[2]string]*family // by language and term
}

// family is the words that were looked at, and which of them are forms of one.
type family struct {
	lang, stem string
	known      map[string]bool
}

// hold gives the family of a term, for one goroutine until it is released.
func (k *kinship) hold(lang, term string) *family {
	k.mu.Lock()
	if k.of == nil {
		k.of = map[[2]string]*family{}
	}
	f := k.of[[2]string{lang, term}]
	if f == nil {
		f = &family{lang, analysis.Stem(lang, term), map[string]bool{}}
		k.of[[2]string{lang, term}] = f
	}
	return f
}

func (k *kinship) release() { k.mu.Unlock() }

// has reports whether a word is a form.
func (f *family) has(term []byte) bool {
	is, known := f.known[string(term)]
	if !known {
		is = analysis.Stem(f.lang, string(term)) == f.stem
		f.known[string(term)] = is
	}
	return is
}
