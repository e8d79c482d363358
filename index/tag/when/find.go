package when

import (
	"unicode"
	"unicode/utf8"

	"github.com/dateline-search/dateline/index/news"
)

// Mod is a word that a date comes with and that bounds or blurs it.
type Mod uint8

// The modifiers of a Mention.
const (
	Plain Mod = iota
	Early
	Mid
	Late
	Since // from its beginning on
	After // from its end on
	Before
	Until
	About
	Less
	More
)

// Vague is where a word that names no date points.
type Vague uint8

// The kinds of Vague; NotVague is a date.
const (
	NotVague Vague = iota
	Present
	Past
	Future
)

// Mention is a place in a text that speaks of a date.
type Mention struct {
	Start, End int // bytes, half-open
	Period     news.Period
	Mod        Mod
	// Inner is a second modifier: of "since late July", Late.
	Inner Mod
	// Counted marks a length of time that ends or begins with publication: "the
	// last three months".
	Counted bool
	// Ranged marks what was written with two ends; Through that the second is the
	// end of its last unit: "from April to the end of June".
	Ranged, Through bool
	// Vague marks what names no date: "now", "recently", "soon". Its Period means
	// nothing.
	Vague Vague
}

// Base is what dates are counted from.
type Base struct {
	// Day is the day of publication, in the zone of its place where that is known.
	Day news.CalendarDay
	// Unknown says that there is no such day: only dates that name their year are
	// found then.
	Unknown bool
	// Lang is the language of the text, as BCP 47 has it; its region may tell how
	// 2/5 is read.
	Lang string
}

// find finds all mentions of dates, in their order.
func (c *chart) find(l *language, text string) []Mention {
	c.read(l, text)
	for _, p := range l.levels {
		c.join(p)
	}
	r := resolver{chart: c}
	var found []Mention
	for at := 0; at < len(c.tokens); {
		n := c.longest(at)
		if n == nil || !c.stands(n) {
			at++
			continue
		}
		if m, ok := r.mention(n); ok {
			found = append(r.listed(found, n, &m), m)
			at = n.end
			continue
		}
		at++
	}
	return found
}

// longest is the longest date that begins at a token.
func (c *chart) longest(at int) *node {
	var best *node
	for i := c.tokens[at].first; i >= 0; i = c.readings[i].link {
		if r := &c.readings[i]; r.category == catDate && (best == nil || r.end >= best.end) {
			best = &c.nodes[r.value]
		}
	}
	return best
}

// goesOn reports whether the "or later" of a date belongs to what follows: "or
// later than 2020".
func (c *chart) goesOn(n *node) bool {
	return n.rule.do == doMod && n.rule.arg == modSince && n.find(catMod) == nil && c.has(n.end, catThan)
}

// mention counts a date out and makes it what the text speaks of.
func (r *resolver) mention(n *node) (Mention, bool) {
	r.tense, r.asked = r.tenseAt(n.start, n.end), false
	s, ok := r.eval(n)
	if !ok || r.asked && r.unknown {
		return Mention{}, false
	}
	if y := s.period.From.Time().Year(); s.vague == 0 && (y < 1 || y > 9998) {
		return Mention{}, false
	}
	if s.vague == 0 {
		r.remember(n, s)
	}
	end := n.end
	if end > n.start+1 && r.signAt(end-1) == '.' && !n.dotted { // of the sentence, or of an abbreviation
		end--
	}
	return Mention{
		Start: r.tokens[n.start].start, End: r.tokens[end-1].end,
		Period: s.period, Mod: Mod(s.mod), Inner: Mod(s.inner), Counted: s.counted, Ranged: n.rule.do == doRange, Through: s.through, Vague: Vague(s.vague),
	}, true
}

// remember makes a date what the text speaks of.
func (r *resolver) remember(n *node, s span) {
	if n.rule.do == doYearAgo || s.counted {
		return
	}
	r.focus = s.period
	if g := s.period.Grain; (g == news.GrainQuarter || g == news.GrainHalf) && n.rule.do != doAgo {
		r.account = s.period
	}
}

// stands reports whether a date can stand by itself: one that may be something
// else needs a word in front that dates come after.
func (c *chart) stands(n *node) bool {
	if n.rule.part || c.has(n.start-1, catBlock) || c.endsPart(n) {
		return false
	}
	month := n.rule.do == doBare && n.slots[0].category == catMonth
	if c.has(n.start-1, catContext) && !c.tokens[n.start].breaks {
		return !month || c.hasValue(n.start-1, catContext, 1) || !c.isName(n)
	}
	if n.weak {
		return n.rule == rule{do: doDate} && c.hasLine(n)
	}
	if n.rule.do != doBare {
		return true
	}
	if n.slots[0].category == catYear {
		return c.yearStands(n)
	}
	return !month || !c.isName(n)
}

// endsPart reports whether a date is the end of what is none by itself: "mañana"
// of "la mañana".
func (c *chart) endsPart(n *node) bool {
	if n.start == 0 || c.tokens[n.start-1].first < 0 {
		return false
	}
	before := c.longest(n.start - 1)
	return before != nil && before.rule.part && before.end == n.end
}

// hasLine reports whether a date has its line for itself.
func (c *chart) hasLine(n *node) bool {
	return (n.start == 0 || c.tokens[n.start].breaks) && (n.end == len(c.tokens) || c.tokens[n.end].breaks)
}

// yearStands tells a bare year from a number of four digits.
func (c *chart) yearStands(n *node) bool {
	if v := n.slots[0].value; v < 1900 || v > 2099 {
		return false
	}
	if n.rule.part || c.has(n.start-1, catBlock) || c.endsPart(n) {
		return false
	}
	if c.has(n.start-1, catArticle) {
		return true
	}
	if c.isLower(n.start-1) && c.isLower(n.end) && n.slots[0].value%10 != 0 {
		return true // "her second 1996 campaign", where round numbers count things
	}
	if n.end < len(c.tokens) && c.tokens[n.end].kind != sign && !c.tokens[n.end].breaks {
		return false
	}
	return n.start == 0 || !c.tokens[n.start-1].capital || c.tokens[n.start].breaks
}

// isName reports whether a bare month is part of a name: April Jones.
func (c *chart) isName(n *node) bool {
	if !c.tokens[n.start].capital {
		return false
	}
	next := n.end
	if next < len(c.tokens) && c.tokens[next].kind == word && c.tokens[next].capital && !c.tokens[next].breaks && c.tokens[next].first < 0 {
		return true
	}
	before := n.start - 1
	return before > 0 && c.tokens[before].capital && !c.tokens[n.start].breaks && c.tokens[before].first < 0 && c.isLower(before-1)
}

// isLower reports whether a token is a word in small letters.
func (c *chart) isLower(at int) bool {
	if at < 0 || at >= len(c.tokens) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(c.text[c.tokens[at].start:])
	return c.tokens[at].kind == word && unicode.IsLower(r)
}
