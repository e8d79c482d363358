package when

import (
	"strings"
	"unicode/utf8"

	"github.com/dateline-search/dateline/index/tag/sieve"
)

// read fills the chart with the tokens of a text and the readings that the
// language has for each.
func (c *chart) read(l *language, text string) {
	c.lang, c.text = l, text
	c.tokens = scan(c.tokens[:0], text)
	c.lastNumeric = -1
	c.readings, c.nodes, c.cues = c.readings[:0], c.nodes[:0], c.cues[:0]
	for i := range c.tokens {
		c.tokens[i].first = -1
		c.lookUp(i)
		c.noteCue(i)
	}
	for i := range c.tokens {
		if c.tokens[i].kind == number {
			c.readNumber(i)
		}
	}
}

// lookUp files what the forms that begin at a token mean.
func (c *chart) lookUp(at int) {
	from := c.lang.words
	for i := at; i < len(c.tokens) && i < at+maxForm && from.next != nil; i++ {
		if i > at && c.tokens[i].breaks {
			return
		}
		c.folded = c.tokens[i].appendFolded(c.folded[:0], c.text)
		if i == at && !sieve.Passes(&c.lang.begin, c.folded) {
			return
		}
		from = from.next[string(c.folded)]
		if from == nil {
			return
		}
		for _, m := range from.means {
			if !m.capital || c.tokens[at].capital {
				c.file(at, reading{category: m.category, weak: m.weak, value: m.value, end: i + 1})
			}
		}
	}
}

// noteCue notes a word that tells past from future.
func (c *chart) noteCue(at int) {
	t := &c.tokens[at]
	for i := t.first; i >= 0; i = c.readings[i].link {
		switch c.readings[i].category {
		case catFuture:
			c.cues = append(c.cues, cue{at, true})
			return
		case catPast:
			if c.isPassive(at) {
				return
			}
			c.cues = append(c.cues, cue{at, false})
			return
		}
	}
	if t.kind != word || t.first >= 0 || t.capital {
		return
	}
	switch s := c.text[t.start:t.end]; {
	case hasEnding(s, c.lang.future):
		c.cues = append(c.cues, cue{at, true})
	case hasEnding(s, c.lang.past) && !c.isPassive(at):
		c.cues = append(c.cues, cue{at, false})
	}
}

// hasEnding reports whether a word of some length ends in one of the endings.
func hasEnding(s string, endings []string) bool {
	for _, e := range endings {
		if len(s) > len(e)+1 && strings.HasSuffix(s, e) {
			return true
		}
	}
	return false
}

// isPassive reports whether a participle belongs to a word of the future just in
// front of it: "would be paid".
func (c *chart) isPassive(at int) bool {
	if len(c.cues) == 0 {
		return false
	}
	last := c.cues[len(c.cues)-1]
	return last.future && at-last.token <= 3
}

// readNumber files the readings of digits: dates of digits alone, ordinals, and
// the plain number where it is not part of a larger one, a sum or a name.
func (c *chart) readNumber(at int) {
	if c.readOrdinal(at) || c.isGlued(at) {
		return
	}
	c.readNumeric(at)
	t := &c.tokens[at]
	if t.number < 0 || c.isPart(at) {
		return
	}
	end := at + 1
	c.file(at, reading{category: catN, value: t.number, end: end})
	if t.digits <= 2 && t.number >= 1 && t.number <= 31 {
		c.file(at, reading{category: catDay, value: t.number, end: end})
	}
	if t.digits == 2 {
		c.file(at, reading{category: catYY, value: t.number, end: end})
	}
	if t.digits == maxDigits && t.number >= 1000 && t.number < 2200 && !c.isChained(at) {
		c.file(at, reading{category: catYear, value: t.number, end: end})
	}
}

// readOrdinal files a number with the ending of an ordinal one: 21st, 1er, 8.
func (c *chart) readOrdinal(at int) bool {
	t := &c.tokens[at]
	if t.number < 0 || !c.touches(at+1) || c.touches(at) && c.tokens[at-1].kind == number {
		return false
	}
	next := c.text[c.tokens[at+1].start:c.tokens[at+1].end]
	if next == "." && c.touches(at+2) && c.tokens[at+2].kind == number { // 8.5
		return false
	}
	for _, ending := range c.lang.ordinals {
		if next == ending {
			c.file(at, reading{category: catOrd, value: t.number, end: at + 2})
			return next != "."
		}
	}
	return false
}

// signAt gives a token's first character where it is a sign; else 0.
func (c *chart) signAt(at int) rune {
	if at < 0 || at >= len(c.tokens) || c.tokens[at].kind != sign {
		return 0
	}
	r, _ := utf8.DecodeRuneInString(c.text[c.tokens[at].start:])
	return r
}

// touches reports whether a token stands directly behind the one before.
func (c *chart) touches(at int) bool { return at > 0 && at < len(c.tokens) && !c.tokens[at].space }

// isGlued reports whether a number hangs on letters that mean nothing to a date,
// like A320 or 5G, or on a sign of money.
func (c *chart) isGlued(at int) bool {
	if c.touches(at) {
		before := &c.tokens[at-1]
		if before.kind == word && before.first < 0 && !c.isAlone(at-1) {
			return true
		}
		if strings.ContainsRune("$€£¥₹#@_&+=", c.signAt(at-1)) {
			return true
		}
	}
	if !c.touches(at + 1) {
		return false
	}
	after := &c.tokens[at+1]
	if after.kind == word {
		return after.first < 0 && !c.isAlone(at+1) && !c.isT(at+1)
	}
	return strings.ContainsRune("%°€_@", c.signAt(at+1))
}

// isT reports whether a token is the T between the date and the time of ISO 8601.
func (c *chart) isT(at int) bool { return c.text[c.tokens[at].start:c.tokens[at].end] == "T" }

func (c *chart) isAlone(at int) bool {
	r, _ := utf8.DecodeRuneInString(c.text[c.tokens[at].start:])
	return isAlone(r)
}

// isPart reports whether a number is a part of a larger one: 1,500 or 3.5 or
// 10:30.
func (c *chart) isPart(at int) bool {
	isDigits := func(i int) bool { return i >= 0 && i < len(c.tokens) && c.tokens[i].kind == number }
	const joins = ".,:/'"
	if c.touches(at) && c.touches(at-1) && isDigits(at-2) && strings.ContainsRune(joins, c.signAt(at-1)) {
		return true
	}
	return c.touches(at+1) && c.touches(at+2) && isDigits(at+2) && strings.ContainsRune(joins, c.signAt(at+1))
}

// hangsOnWord reports whether a number stands directly behind a word of dates,
// with or without a hyphen.
func (c *chart) hangsOnWord(at int) bool {
	if !c.touches(at) {
		return false
	}
	if c.signAt(at-1) == '-' && c.touches(at-1) {
		at--
	}
	return c.tokens[at-1].kind == word && c.tokens[at-1].first >= 0
}

// isChained reports whether a number of four digits stands in a chain of numbers
// that is not one of years: 82-2100, 138-2010-2015.
func (c *chart) isChained(at int) bool {
	hyphened := func(i, j int) bool {
		return j >= 0 && j < len(c.tokens) && c.tokens[j].kind == number && c.signAt((i+j)/2) == '-' &&
			c.touches(max(i, j)) && c.touches(max(i, j)-1)
	}
	if hyphened(at, at-2) && c.hangsOnWord(at-2) {
		return false // q1-2019, Sep-23-2020
	}
	if hyphened(at, at-2) && (c.tokens[at-2].digits != maxDigits || hyphened(at-2, at-4)) {
		return true
	}
	if !hyphened(at, at+2) {
		return false
	}
	if hyphened(at, at-2) {
		return true
	}
	d := c.tokens[at+2].digits
	return d != 2 && d != maxDigits || hyphened(at+2, at+4)
}
