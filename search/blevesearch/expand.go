package blevesearch

import (
	"bytes"
	"strings"
	"unicode"

	"github.com/dateline-search/dateline/search/query"
)

// expansionKey is a word that stands for others, in one field.
type expansionKey struct {
	field string
	word  query.Word
}

// maxExpanded bounds how many words a segment remembers as what others stand
// for: some megabytes.
const maxExpanded = 100_000

// expanded finds the words of a field that w stands for, up to limit and one
// more. The segment remembers them: its dictionary never changes, and to walk
// through all of it takes milliseconds.
func (h *hunt) expanded(field string, w query.Word, limit int) ([]string, error) {
	key := expansionKey{field, w}
	key.word.Field = ""
	s := h.seg
	s.mu.Lock()
	names, known := s.expansions[key]
	s.mu.Unlock()
	if known {
		return names, nil
	}
	names, err := h.prog.expand(h.terms, field, w, limit)
	if err != nil || len(names) > limit {
		return names, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.names += 1 + len(names); s.names > maxExpanded {
		clear(s.expansions)
		s.names = 1 + len(names)
	}
	s.expansions[key] = names
	return names, nil
}

func (p *program) expand(t *terms, field string, w query.Word, limit int) (found []string, err error) {
	a, err := p.automata.of(w)
	if err != nil {
		return nil, err
	}
	part, seen := []byte(longestPart(w)), int64(0)
	defer func() { p.seen.Add(seen) }()
	err = t.each(field, literal(w), a, func(term []byte) bool {
		seen++
		if bytes.Contains(term, part) && isWord(string(term)) && w.Form(string(term)) {
			found = append(found, string(term))
		}
		return len(found) <= limit
	})
	return found, err
}

// literal is what all words that w stands for begin with.
func literal(w query.Word) string {
	if w.Fuzzy > 0 {
		return ""
	}
	if i := strings.IndexAny(w.Term, "*?"); w.Wildcard && i >= 0 {
		return w.Term[:i]
	}
	return w.Term
}

// longestPart is something that all words that w stands for have in them.
func longestPart(w query.Word) (longest string) {
	if !w.Wildcard {
		return ""
	}
	for _, part := range strings.FieldsFunc(w.Term, func(r rune) bool { return r == '*' || r == '?' }) {
		if len(part) > len(longest) {
			longest = part
		}
	}
	return longest
}

// isWord leaves out the second terms that words in capitals have, and those that
// mark sentences and paragraphs.
func isWord(term string) bool {
	return term > " " && !strings.ContainsFunc(term, unicode.IsUpper)
}
