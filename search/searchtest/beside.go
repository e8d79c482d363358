package searchtest

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/search/query"
)

// What the packages that an engine uses say as well is said here again: a mistake
// in what both ask would show in neither.

// neighbours are the first eight pairs of plain words of one field that stand side
// by side in a query.
func neighbours(n query.Node) []query.Near {
	parts := sideBySide(n)
	var pairs []query.Near
	for i := 1; i < len(parts) && len(pairs) < 8; i++ {
		left, isWord := parts[i-1].(query.Word)
		right, isWordToo := parts[i].(query.Word)
		if isWord && isWordToo && isPlain(left) && isPlain(right) && left.Field == right.Field {
			pairs = append(pairs, near(8, left, right))
		}
	}
	return pairs
}

func isPlain(w query.Word) bool { return !w.Prefix && !w.Wildcard && w.Fuzzy == 0 }

// sideBySide are the parts of the uppermost group of a query that ask for words
// alone: where And has but one, those of that one.
func sideBySide(n query.Node) []query.Node {
	switch n := n.(type) {
	case query.Or:
		return n.Nodes
	case query.Most:
		return n.Nodes
	case query.And:
		var words []query.Node
		for _, child := range n.Nodes {
			if asksForWords(child) {
				words = append(words, child)
			}
		}
		if len(words) == 1 {
			return sideBySide(words[0])
		}
		return words
	}
	return nil
}

// asksForWords reports whether a part asks for words and nothing else.
func asksForWords(n query.Node) bool {
	var parts []query.Node
	switch n := n.(type) {
	case query.Word, query.Phrase, query.Near, query.AtLeast:
		return true
	case query.Boost:
		return asksForWords(n.Node)
	case query.And:
		parts = n.Nodes
	case query.Or:
		parts = n.Nodes
	case query.Most:
		parts = n.Nodes
	default:
		return false
	}
	return !slices.ContainsFunc(parts, func(part query.Node) bool { return !asksForWords(part) })
}

// wants reports whether a value of a facet begins as it is asked for, or one of
// its words does where that is enough.
func wants(asked search.FacetRequest, value string) bool {
	folded, prefix := analysis.Fold(value), analysis.Fold(asked.Prefix)
	if strings.HasPrefix(folded, prefix) {
		return true
	}
	for at := range folded {
		before, _ := utf8.DecodeLastRuneInString(folded[:at])
		inWord := unicode.In(before, unicode.Letter, unicode.Digit, unicode.Mark)
		if asked.Words && at > 0 && !inWord && strings.HasPrefix(folded[at:], prefix) {
			return true
		}
	}
	return false
}

// speaksOf reports whether a period shares a day with a range, and is no vaguer than
// that is long.
func speaksOf(p news.Period, m query.Mentions) bool {
	return max(p.From, m.From) < min(p.To, m.To) && p.Unit() <= int(m.To-m.From)
}
