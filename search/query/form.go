package query

import (
	"unicode/utf8"

	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/index/analysis/edit"
)

// Expands reports whether w stands for words that must be looked for among those
// that there are: a prefix, a pattern, or a fuzzy word.
func (w Word) Expands() bool { return w.Prefix || w.Wildcard || w.Fuzzy > 0 }

// Written reports whether a token that is a form of w has its capitals; text is
// what the token was made from.
func (w Word) Written(text string) bool { return !w.Cased || analysis.Capitals(text) == w.Capitals }

// Form reports whether a folded term is one of the words that w stands for, its
// inflected forms apart.
func (w Word) Form(term string) bool {
	switch {
	case w.Prefix:
		return len(term) >= len(w.Term) && term[:len(w.Term)] == w.Term
	case w.Wildcard:
		return glob(w.Term, term)
	case w.Fuzzy > 0:
		return edit.Within(w.Term, term, w.Fuzzy)
	}
	return term == w.Term
}

// glob matches a pattern. Only the last * need be tried again: what an earlier
// one took in vain a later one can take.
func glob(pattern, term string) bool {
	star, resume := -1, 0 // the last * in the pattern, and what it has taken
	p, t := 0, 0
	for t < len(term) {
		_, size := utf8.DecodeRuneInString(term[t:])
		switch {
		case p < len(pattern) && pattern[p] == '*':
			star, resume = p, t
			p++
		case p < len(pattern) && pattern[p] == '?':
			p, t = p+1, t+size
		case p < len(pattern) && pattern[p] == term[t]:
			p, t = p+1, t+1
		case star >= 0:
			_, taken := utf8.DecodeRuneInString(term[resume:])
			resume += taken
			p, t = star+1, resume
		default:
			return false
		}
	}
	for p < len(pattern) && pattern[p] == '*' {
		p++
	}
	return p == len(pattern)
}
