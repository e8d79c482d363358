package query

import (
	"strconv"
	"strings"
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
	case isDateField(ctx.field):
		return p.date(t, ctx.field)
	case t.kind == tokenWord && t.text == "*" && ctx.field == "":
		p.count(t, 1)
		return All{}
	case t.kind == tokenWord && isSuffixes(t.text):
		p.repair(t.position, "nothing-before", "{sign} has nothing before it; it was dropped", t.text)
		return nil
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
	case t.open: // it is said already
	case ctx.field != "":
		p.repair(t.position, "no-value", "{field}: has no value; it was dropped", ctx.field)
	case t.kind == tokenQuote:
		p.repair(t.position, "empty-quotes", "there is no word in these quotes; they were dropped")
	default:
		p.repair(t.position, "sign-alone", "there is no word behind this sign; it was dropped")
	}
}

// count adds leaves to the query, and fails where they become too many.
func (p *parser) count(t token, leaves int) {
	p.nodes += leaves
	if p.nodes > MaxNodes {
		p.fail(t.position, "too-many", "the query has more than {n} words and values", MaxNodes)
	}
}

// text reads a unit as words of the text.
func (p *parser) text(t token, ctx context) Node {
	raw, behind := t.text, suffixes{weight: t.boost}
	if t.kind == tokenWord {
		p.almostOperator(t)
		p.foreignSigns(t)
		raw, behind = unsuffixed(p.oddSuffix(t))
	}
	words := p.words(raw, ctx.exact)
	p.count(t, len(words))
	if behind.fuzzy != "" {
		p.blur(t, words, behind.fuzzy)
	}
	for _, sign := range behind.idle {
		p.repair(t.position, "sign-twice", "{sign} stands behind another of its kind; it was dropped", sign)
	}
	return p.weighed(t.position, behind.weight, p.together(t, ctx, words))
}

// together makes one node of the words of a unit.
func (p *parser) together(t token, ctx context, words []Word) Node {
	switch {
	case len(words) == 0:
		return nil
	case len(words) == 1:
		if t.near != "" {
			p.repair(t.position, "lone-word", "{sign} works behind several words in quotes; it was dropped", t.near)
		}
		words[0].Field = ctx.field
		return words[0]
	case t.near != "":
		return p.anywhere(t, ctx.field, words)
	}
	return Phrase{Field: ctx.field, Words: words}
}

// blur makes a word fuzzy. ~ alone allows for a slip of the pen.
func (p *parser) blur(t token, words []Word, sign string) {
	if len(words) != 1 || words[0].Prefix || words[0].Wildcard || words[0].Caps || words[0].Exact {
		p.repair(t.position, "single-word", "{sign} works behind a single plain word alone; it was dropped", sign)
		return
	}
	w := &words[0]
	switch sign {
	case "~0":
	case "~1":
		w.Fuzzy = 1
	case "~2":
		w.Fuzzy = 2
	case "~":
		if w.Fuzzy = Slips(w.Term); w.Fuzzy == 0 {
			p.hint(t.position, "too-short", "{word} is too short to be fuzzy, which takes {n} letters; searched as it is", w.Term, MinFuzzy)
		}
	default:
		p.repair(t.position, "too-fuzzy", "{n} letters may differ at most; read as ~{most}", MaxFuzzy, MaxFuzzy)
		w.Fuzzy = MaxFuzzy
	}
}

// weighed gives a node the weight that a sign behind it says.
func (p *parser) weighed(position int, sign string, n Node) Node {
	if sign == "" || n == nil {
		return n
	}
	weight, err := strconv.ParseFloat(sign[1:], 64)
	switch {
	case err != nil:
		p.repair(position, "no-weight", "{sign} is no weight, as in ^2; it was dropped", sign)
	case !hasText(n):
		p.repair(position, "words-weigh", "words alone can weigh more; {sign} was dropped", sign)
	case weight <= 0 || weight > MaxWeight:
		p.repair(position, "weight-range", "weights are more than 0 and at most {n}; {sign} was dropped", MaxWeight, sign)
	default:
		return Boost{Weight: weight, Node: n}
	}
	return n
}

// anywhere asks for the words of a quotation near each other, in any order.
func (p *parser) anywhere(t token, field string, words []Word) Node {
	if t.near == "~" {
		p.repair(t.position, "no-distance", "~ behind a quotation needs a distance, as in ~5; read as ~1")
		t.near = "~1"
	}
	n := Near{Distance: p.bounded(t, distance{within: number(t.near[1:])}).within}
	for _, w := range words {
		w.Field = field
		n.Nodes = append(n.Nodes, w)
	}
	return n
}
