package span

import (
	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/search/query"
)

// Around is the sentence or paragraph that a token of a text is in, half-open:
// what a Text that is made of tokens answers for Unit.
func Around(u query.Unit, text string, tokens []analysis.Token, token int) (from, to int) {
	begins := func(token int) bool {
		switch analysis.BreakBefore(text, tokens, token) {
		case analysis.ParagraphBreak:
			return true
		case analysis.SentenceBreak:
			return u == query.Sentence
		}
		return false
	}
	for from = token; from > 0 && !begins(from); {
		from--
	}
	for to = token + 1; to < len(tokens) && !begins(to); {
		to++
	}
	return from, to
}
