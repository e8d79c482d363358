package tag

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/index/news"
)

// unname drops the acronyms of common nouns: those that stand in brackets behind
// small words that they spell, as in "the final investment decision (FID)".
func (a *article) unname() {
	common := map[string]bool{}
	for i := range a.fields {
		f := &a.fields[i]
		for t := range f.tokens {
			if caps := f.tokens[t].Caps; len(caps) > 1 && len(caps) <= maxAcronym && f.spellsCommon(t) {
				common[caps] = true
			}
		}
	}
	if len(common) == 0 {
		return
	}
	a.spans = slices.DeleteFunc(a.spans, func(s span) bool {
		return s.entry == nil && s.n == 1 && common[a.tokens(&s)[0].Caps]
	})
}

// spellsCommon reports whether an acronym stands in brackets behind small words
// that have its letters.
func (f *field) spellsCommon(t int) bool {
	at := t - 1
	for at >= 0 && t-at < 3 && !strings.Contains(f.text[f.tokens[at].End:f.tokens[at+1].Start], "(") {
		at-- // "(the FID"
	}
	if at < 0 || strings.TrimSpace(f.text[f.tokens[at].End:f.tokens[at+1].Start]) != "(" {
		return false
	}
	for caps := f.tokens[t].Caps; caps != ""; at-- {
		if at < 0 || upper(f.text[f.tokens[at].Start:]) {
			return false
		}
		last, size := utf8.DecodeLastRuneInString(caps)
		first, _ := utf8.DecodeRuneInString(strings.ToUpper(f.tokens[at].Term))
		switch {
		case first == last:
			caps = caps[:len(caps)-size]
		case !isBound(f.tokens[at].Term):
			return false
		}
	}
	return true
}

// isPeoples reports whether a guess is a word for a country's people and things, or
// for those of a part of the world, and so neither a place nor an organisation.
func (a *article) isPeoples(s *span, is func(term string) bool) bool {
	if s.kind == news.Person {
		return false
	}
	tokens := a.tokens(s)
	last := tokens[len(tokens)-1].Term
	if !is(last) && !isContinental(last) {
		return false
	}
	return !slices.ContainsFunc(tokens[:len(tokens)-1], func(t analysis.Token) bool { return !isCompass(t.Term) })
}

// isContinental reports whether a folded word is for the people and things of a
// part of the world.
func isContinental(term string) bool {
	switch term {
	case "asian", "asians", "african", "africans", "european", "europeans", "american", "americans", "arab", "arabs", "westerner",
		"westerners":
		return true
	}
	return false
}

func isCompass(term string) bool {
	switch term {
	case "north", "south", "east", "west", "central", "northern", "southern", "eastern", "western", "southeast", "latin":
		return true
	}
	return false
}

// townOf is the town that an authority has its name from: of Greywick City Council
// it is Greywick, and not the council, whom an article calls so.
func townOf(tokens []analysis.Token) string {
	n := len(tokens)
	switch tokens[n-1].Term {
	case "council", "authority", "police", "airport", "magistrates", "constabulary":
		n--
	default:
		return ""
	}
	for n > 1 && isOffice(tokens[n-1].Term) {
		n--
	}
	if n == 1 && !isKind(tokens[0].Term) {
		return tokens[0].Term
	}
	return ""
}

// isOffice reports whether a folded word stands between a town and its council.
func isOffice(term string) bool {
	switch term {
	case "city", "town", "county", "borough", "district", "port", "ports", "harbour", "international", "metropolitan":
		return true
	}
	return false
}

// settle makes a place of an organisation of one word that nobody has listed, where
// the article has an authority of a town of that name.
func (a *article) settle() {
	towns := map[string]bool{}
	for i := range a.spans {
		if s := &a.spans[i]; s.kind == news.Org && s.n > 1 {
			if town := townOf(a.tokens(s)); town != "" {
				towns[town] = true
			}
		}
	}
	if len(towns) == 0 {
		return
	}
	for i := range a.spans {
		if s := &a.spans[i]; s.kind == news.Org && s.n == 1 && s.entry == nil && towns[a.tokens(s)[0].Term] {
			s.kind = news.Place
		}
	}
}
