package when

import (
	"strings"

	"github.com/dateline-search/dateline/index/news"
)

// tense is what a sentence speaks of.
type tense int8

const (
	past    tense = -1
	unknown tense = 0
	future  tense = 1
)

// resolver counts dates out.
type resolver struct {
	*chart
	focus news.Period // the date before in the text; zero where there is none
	// account is the quarter or half that the text reports on, as figures do.
	account news.Period
	tense   tense // at the date in hand
	asked   bool  // whether the date in hand depends on the day of publication
}

// today is the day of publication.
func (r *resolver) today() news.CalendarDay {
	r.asked = true
	return r.base
}

// maxSentence is how many tokens a sentence is looked through for its tense.
const maxSentence = 60

// tenseAt tells whether the clause about a token speaks of what was or will be:
// the nearest such word in front of it in its sentence decides, else the nearest
// behind it.
func (c *chart) tenseAt(start, end int) tense {
	from, to := max(0, start-maxSentence), min(len(c.tokens), end+maxSentence)
	var after *cue
	var before *cue
	for i := c.firstCue(from); i < len(c.cues) && c.cues[i].token < to; i++ {
		switch q := &c.cues[i]; {
		case q.token < start && c.sameSentence(q.token, start):
			before = q
		case q.token >= end && after == nil && c.sameSentence(end-1, q.token):
			after = q
		}
	}
	if before == nil {
		before = after
	}
	switch {
	case before == nil:
		return unknown
	case before.future:
		return future
	}
	return past
}

// firstCue is the first cue that is not before a token.
func (c *chart) firstCue(token int) int {
	lo, hi := 0, len(c.cues)
	for lo < hi {
		if mid := (lo + hi) / 2; c.cues[mid].token < token {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// sameSentence reports whether no sentence ends between two tokens.
func (c *chart) sameSentence(i, j int) bool {
	for k := i + 1; k <= j; k++ {
		if c.tokens[k].breaks {
			return false
		}
		if k == j {
			break
		}
		if s := c.signAt(k); s != 0 && strings.ContainsRune(".!?;。！？؟।", s) && c.endsSentence(k) {
			return false
		}
	}
	return true
}

// endsSentence tells the full stop of a sentence from that of "Mr." and "U.S.":
// a word of more than three letters, or a number, stands in front of it, and no
// small letter behind.
func (c *chart) endsSentence(at int) bool {
	if c.signAt(at) != '.' {
		return true
	}
	if at+1 >= len(c.tokens) || !c.tokens[at+1].space || at == 0 {
		return false
	}
	before, after := &c.tokens[at-1], &c.tokens[at+1]
	return (before.end-before.start > 3 || before.kind == number) && (after.kind != word || after.capital)
}

// eval counts a node out; it fails for what no calendar has.
func (r *resolver) eval(n *node) (span, bool) {
	switch n.rule.do {
	case doBare:
		if shift := n.find(catShift); shift != nil {
			return day(r.today() + news.CalendarDay(shift.value))
		}
		return r.date(n)
	case doDate:
		return r.date(n)
	case doDecade:
		return r.decade(n)
	case doHoliday:
		return r.holiday(n)
	case doDir:
		return r.dir(n)
	case doShift:
		return day(r.today() + news.CalendarDay(n.value(catShift, 0)))
	case doAgo:
		return r.ago(n, r.today())
	case doLater:
		return r.later(n)
	case doFrom:
		return r.from(n)
	case doNth:
		return r.nth(n)
	case doIn:
		return r.in(n)
	case doThat:
		return r.that(n)
	case doYearAgo:
		return r.yearAgo(n)
	case doRange:
		return r.between(n)
	case doMod:
		return r.modified(n)
	case doSame:
		return r.evalSlot(n.date(0))
	case doSpelled:
		return spelled(n)
	case doWeekOf:
		s, ok := r.evalSlot(n.date(0))
		return span{period: news.PeriodOf(s.period.From, news.GrainWeek)}, ok
	case doPartOf:
		return span{period: unitAt(r.today(), n.value(catUnit, unitYear), 0), mod: n.rule.arg}, true
	case doVague:
		return span{period: news.PeriodOf(r.today(), news.GrainDay), vague: n.value(catVague, 0)}, true
	}
	return span{}, false
}

func (r *resolver) evalSlot(s *slot) (span, bool) {
	if s == nil {
		return span{}, false
	}
	return r.eval(&r.nodes[s.value])
}

func day(d news.CalendarDay) (span, bool) { return span{period: news.PeriodOf(d, news.GrainDay)}, true }

// nearYears chooses the year that was not written: that of the candidate which
// the tense asks for.
func (r *resolver) nearYears(of func(year int) (news.Period, bool)) (news.Period, bool) {
	year := r.today().Time().Year()
	var before, after news.Period
	for y := year - 8; y <= year+8; y++ { // February 29 may be 8 years away
		p, ok := of(y)
		switch {
		case !ok:
		case p.From <= r.today():
			before = p
		case after.IsZero():
			after = p
		}
	}
	if before.IsZero() || !after.IsZero() && r.prefersNext(before, after) {
		return after, !after.IsZero()
	}
	return before, true
}

// prefersNext reports whether of two dates about publication the later is meant.
func (r *resolver) prefersNext(before, after news.Period) bool {
	if before.To > r.today() { // publication lies in it
		return false
	}
	if g := before.Grain; (g == news.GrainQuarter || g == news.GrainHalf) && r.tense == future {
		return after.From-r.today() < r.today()-before.To // figures of the last one may still be expected
	}
	behind, ahead := int(r.today()-before.To), int(after.From-r.today())
	switch r.tense {
	case past:
		return ahead < behind/pastShare
	case future:
		return behind > ahead/8
	}
	return ahead < behind/neutralShare
}

// pastShare is the same where the sentence speaks of what was: "March 12" in a
// story of February is that of the next month, as the last one would have its year.
const pastShare = 4

// neutralShare is how many times nearer a date ahead must be than the one behind
// to be meant where nothing tells the tense.
const neutralShare = 2
