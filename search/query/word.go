package query

import (
	"slices"
	"strings"
	"unicode"

	"github.com/dateline-search/dateline/index/analysis"
)

// words analyses raw and gives its words with what is asked of each.
func (p *parser) words(raw string, exact bool) []Word {
	var words []Word
	tokens := analysis.Tokens(raw)
	for i := 0; i < len(tokens); i++ {
		w := newWord(raw, tokens[i], exact)
		pattern, glued := patternAt(raw, tokens, i)
		switch bare := strings.TrimSuffix(pattern, "*"); {
		case pattern == tokens[i].Term:
		case strings.ContainsAny(bare, "*?"):
			w = Word{Term: pattern, Wildcard: true, Exact: exact}
		default:
			w = Word{Term: bare, Prefix: true, Exact: exact}
		}
		words = append(words, w)
		i += glued
	}
	return cased(words)
}

// cased lets capitals count in all of the words where they do in one: in the
// "Line of Control" the of is a small one.
func cased(words []Word) []Word {
	if !slices.ContainsFunc(words, func(w Word) bool { return w.Exact && (w.Caps || w.Capitals != 0) }) {
		return words
	}
	for i, w := range words {
		words[i].Cased = !w.Caps && !w.Expands()
	}
	return words
}

// patternAt gives the term of token i with the wildcards around it, and how many
// more tokens are glued to it by them. A question mark counts between letters
// and beside another wildcard alone: before and behind a word it is one.
func patternAt(raw string, tokens []analysis.Token, i int) (pattern string, glued int) {
	floor := 0
	if i > 0 {
		floor = min(tokens[i-1].End, tokens[i].Start) // one sign may stand for two words
	}
	lead := raw[floor:tokens[i].Start]
	lead = lead[len(strings.TrimRight(lead, "*?")):]
	middle := tokens[i].Term
	for j := i; ; j++ {
		behind := raw[tokens[j].End:]
		run := behind[:len(behind)-len(strings.TrimLeft(behind, "*?"))]
		if j+1 < len(tokens) && run != "" && tokens[j+1].Start == tokens[j].End+len(run) {
			middle += tidy(run) + tokens[j+1].Term
			glued++
			continue
		}
		if !strings.Contains(lead+run, "*") && glued == 0 {
			return middle, 0
		}
		return tidy(lead) + middle + tidy(run), glued
	}
}

// tidy writes a run of wildcards in the shortest way that means the same.
func tidy(run string) string {
	letters := strings.Repeat("?", strings.Count(run, "?"))
	if strings.Contains(run, "*") {
		return letters + "*"
	}
	return letters
}

// isLetters tells an acronym with points from a number with them.
func isLetters(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return !unicode.In(r, unicode.L, unicode.M) })
}

// newWord makes the Word of one token. Points make an acronym one of capitals
// alone; behind an equals sign capitals count as they are written.
func newWord(raw string, tok analysis.Token, exact bool) Word {
	w := Word{Term: tok.Term, Exact: exact}
	written := raw[tok.Start:tok.End]
	switch {
	case tok.Caps != "" && (exact || strings.Contains(written, ".") && isLetters(tok.Caps)):
		w.Term, w.Caps = tok.Caps, true
	case exact:
		w.Capitals = analysis.Capitals(analysis.Capitalize(tok.Term, analysis.Capitals(written)))
	}
	return w
}
