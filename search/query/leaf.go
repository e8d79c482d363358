package query

import (
	"strings"
	"unicode"

	"github.com/dateline-search/dateline/index/analysis"
)

// leaf reads one unit without brackets, by the kind of its field. It gives nil
// where nothing is left of it, with a note unless it is punctuation alone.
func (p *parser) leaf(t token, ctx context) Node {
	if strings.TrimSpace(t.text) == "" || t.exact && t.text == "" {
		p.noValue(t, ctx)
		return nil
	}
	switch {
	case isValueField(ctx.field):
		return p.value(t, ctx.field)
	case ctx.field == fieldMentions:
		p.repair(t.position, "mentions: is not supported yet; it was dropped")
		return nil
	case isDateField(ctx.field):
		return p.date(t, ctx.field)
	case t.kind == tokenWord && t.text == "*" && ctx.field == "":
		p.count(t, 1)
		return All{}
	}
	n := p.text(t, ctx)
	if n == nil && (t.kind == tokenQuote || t.not || ctx.field != "") {
		p.noValue(t, ctx)
	}
	return n
}

// noValue notes that there is nothing to search for in a unit.
func (p *parser) noValue(t token, ctx context) {
	switch {
	case ctx.field != "":
		p.repair(t.position, "%s: has no value; it was dropped", ctx.field)
	case t.kind == tokenQuote:
		p.repair(t.position, "there is no word in these quotes; they were dropped")
	default:
		p.repair(t.position, "there is no word behind this sign; it was dropped")
	}
}

// count adds leaves to the query, and fails where they become too many.
func (p *parser) count(t token, leaves int) {
	p.nodes += leaves
	if p.nodes > MaxNodes {
		p.fail(t.position, "the query has more than %d words and values", MaxNodes)
	}
}

// text reads a unit as words of the text.
func (p *parser) text(t token, ctx context) Node {
	raw := t.text
	if t.kind == tokenWord {
		raw = p.unsuffixed(t, raw)
	}
	if t.boost != "" {
		p.repair(t.position, "%s is not supported yet; it was dropped", t.boost)
	}
	if t.near != "" {
		p.repair(t.position, "%s is not supported yet; all of the words are searched, at any distance", t.near)
	}
	words := p.words(t, raw, ctx.exact)
	p.count(t, len(words))
	switch {
	case len(words) == 0:
		return nil
	case len(words) == 1:
		words[0].Field = ctx.field
		return words[0]
	case t.near != "":
		return eachIn(ctx.field, words)
	}
	return Phrase{Field: ctx.field, Words: words}
}

// eachIn asks for all words, in any place of a field.
func eachIn(field string, words []Word) Node {
	n := And{}
	for _, w := range words {
		w.Field = field
		n.Nodes = append(n.Nodes, w)
	}
	return n
}

// unsuffixed takes the weight (^2) and the fuzziness (~, ~2) off a word, with a
// note.
func (p *parser) unsuffixed(t token, raw string) string {
	if i := strings.LastIndexByte(raw, '^'); i > 0 && isWeight(raw[i+1:]) {
		p.repair(t.position, "%s is not supported yet; it was dropped", raw[i:])
		raw = raw[:i]
	}
	if i := strings.LastIndexByte(raw, '~'); i > 0 && (raw[i+1:] == "" || isNumber(raw[i+1:])) {
		p.repair(t.position, "%s is not supported yet; %s is searched as it is written", raw[i:], raw[:i])
		raw = raw[:i]
	}
	return raw
}

func isWeight(s string) bool {
	return s != "" && strings.Trim(s, "0123456789.") == ""
}

// words analyses raw and gives its words with what is asked of each.
func (p *parser) words(t token, raw string, exact bool) []Word {
	var words []Word
	tokens := analysis.Tokens(raw)
	for i := 0; i < len(tokens); i++ {
		w := p.word(t, raw, tokens[i], exact)
		star, glued := starBehind(raw, tokens, i)
		if star {
			w.Prefix, w.Term, w.Caps = true, tokens[i].Term, false
		}
		if before := raw[:tokens[i].Start]; strings.HasSuffix(before, "*") || strings.HasSuffix(before, "?") {
			p.repair(t.position, "a wildcard in front of a word is not supported yet; %s is searched", w)
		}
		if glued > 0 {
			p.repair(t.position, "a wildcard inside a word is not supported yet; %s is searched", w)
		}
		words = append(words, w)
		i += glued
	}
	return words
}

// starBehind reports whether a wildcard stands right behind token i, and how
// many tokens are glued to it by wildcards.
func starBehind(raw string, tokens []analysis.Token, i int) (star bool, glued int) {
	for j := i; ; j++ {
		behind := raw[tokens[j].End:]
		run := len(behind) - len(strings.TrimLeft(behind, "*?"))
		if j+1 < len(tokens) && run > 0 && tokens[j+1].Start == tokens[j].End+run {
			glued++
			continue
		}
		star = glued > 0 || strings.Contains(behind[:run], "*")
		return star, glued
	}
}

// isLetters tells an acronym with points from a number with them.
func isLetters(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return !unicode.In(r, unicode.L, unicode.M) })
}

// word makes the Word of one token. Points make an acronym one of capitals alone;
// an equals sign does so with every word in capitals.
func (p *parser) word(t token, raw string, tok analysis.Token, exact bool) Word {
	w := Word{Term: tok.Term, Exact: exact}
	written := raw[tok.Start:tok.End]
	if tok.Caps != "" && (exact || strings.Contains(written, ".") && isLetters(tok.Caps)) {
		w.Term, w.Caps = tok.Caps, true
	}
	if exact && !w.Caps && strings.ContainsFunc(written, unicode.IsUpper) {
		p.hint(t.position, "capitals count in words of capitals alone (=US); %s is found in small letters too", written)
	}
	return w
}
