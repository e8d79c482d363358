package when

import "github.com/dateline-search/dateline/index/news"

// reading is one way to understand the tokens from where it is filed to end.
type reading struct {
	category category
	weak     bool
	value    int
	end      int // the token behind it
	link     int // the next reading of the same token; -1 behind the last
}

// slot is a part of a date: a month, a number, another date.
type slot struct {
	category category
	value    int
}

// node is a date as patterns understood it, not yet counted from anything.
type node struct {
	rule       rule
	slots      []slot
	start, end int // tokens
	weak       bool
	dotted     bool     // ends with a full stop of its own
	grain      category // catDayDate, …
}

// chart is what is known of a text while its dates are sought.
type chart struct {
	lang     *language
	order    string           // of numeric dates
	base     news.CalendarDay // the day of publication
	unknown  bool             // whether that is not known
	text     string
	tokens   []token
	readings []reading
	nodes    []node
	cues     []cue
	folded   []byte

	lastNumeric int // the token behind the last date in digits

	path   [maxPath]slot
	depth  int
	anyW   bool
	best   match
	budget int
}

// cue is a word that tells whether a sentence speaks of what was or will be.
type cue struct {
	token  int
	future bool
}

// match is the longest match of a pattern so far.
type match struct {
	rule  int
	end   int
	slots []slot
	weak  bool
}

const (
	// maxPath is more than the slots of any pattern.
	maxPath = 24
	// maxSteps is how many steps patterns may take from one token. News takes
	// below a hundred; the bound keeps the time linear whatever is written.
	maxSteps = 2000
	// maxForm is the number of tokens of the longest form looked up.
	maxForm = 12
)

// file adds a reading of the tokens from at on.
func (c *chart) file(at int, r reading) {
	t := &c.tokens[at]
	r.link = t.first
	t.first = len(c.readings)
	c.readings = append(c.readings, r)
}

// has reports whether a token has a reading of a category.
func (c *chart) has(at int, want category) bool {
	if at < 0 || at >= len(c.tokens) {
		return false
	}
	for i := c.tokens[at].first; i >= 0; i = c.readings[i].link {
		if c.readings[i].category == want {
			return true
		}
	}
	return false
}

// hasValue reports whether a token has a reading of a category with a value.
func (c *chart) hasValue(at int, want category, value int) bool {
	for i := c.tokens[at].first; i >= 0; i = c.readings[i].link {
		if c.readings[i].category == want && c.readings[i].value == value {
			return true
		}
	}
	return false
}

// join lays the patterns of one level over the text, from its end to its
// beginning, so that a date that ends in another one finds it.
func (c *chart) join(p *pattern) {
	for at := len(c.tokens) - 1; at >= 0; at-- {
		if c.tokens[at].first < 0 {
			continue
		}
		c.best = match{rule: -1, end: at, slots: c.best.slots[:0]}
		c.depth, c.anyW, c.budget = 0, false, maxSteps
		c.walk(p, at, at)
		if c.best.rule >= 0 {
			c.found(at)
		}
	}
}

// walk follows the pattern p over the readings of the token at.
func (c *chart) walk(p *pattern, start, at int) {
	if p.rule >= 0 && (at > c.best.end || at == c.best.end && p.rule < c.best.rule) {
		c.best.rule, c.best.end, c.best.weak = p.rule, at, c.anyW
		c.best.slots = append(c.best.slots[:0], c.path[:c.depth]...)
	}
	if c.budget--; c.budget < 0 || at >= len(c.tokens) || c.depth == maxPath || at > start && c.tokens[at].breaks {
		return
	}
	for i := c.tokens[at].first; i >= 0; i = c.readings[i].link {
		r := c.readings[i]
		edges := p.from(r.category)
		for j := range edges {
			e := &edges[j]
			if e.category != r.category || !e.any && e.value != r.value {
				continue
			}
			depth, weak := c.depth, c.anyW
			if r.category < catWord {
				c.path[c.depth] = slot{r.category, r.value}
				if r.category == catUnits {
					c.path[c.depth].category = catUnit
				}
				c.depth++
			}
			c.anyW = weak || r.weak
			c.walk(e.to, start, r.end)
			c.depth, c.anyW = depth, weak
		}
	}
}

// found files what the best match is.
func (c *chart) found(at int) {
	r := c.lang.rules[c.best.rule]
	n := node{rule: r, start: at, end: c.best.end, weak: r.weak || r.do == doBare && c.best.weak}
	n.slots = append(n.slots, c.best.slots...)
	if r.do == doDate && len(n.slots) == 1 && n.slots[0].category == catOrd && c.isWord(n.end) {
		return // "the second" of something
	}
	if c.goesOn(&n) {
		return
	}
	n.grain = c.grain(&n)
	c.nodes = append(c.nodes, n)
	c.fileDate(at, len(c.nodes)-1)
}

// isWord reports whether a token is a word.
func (c *chart) isWord(at int) bool {
	return at >= 0 && at < len(c.tokens) && c.tokens[at].kind == word && !c.tokens[at].breaks
}

func (c *chart) fileDate(at, n int) {
	r := reading{category: c.nodes[n].grain, value: n, end: c.nodes[n].end}
	c.file(at, r)
	r.category = catDate
	c.file(at, r)
}
