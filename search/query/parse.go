package query

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// Limits of a query. What exceeds them is a SyntaxError, strict or not.
const (
	// MaxLength is in code points. The longest Boolean queries of media monitors
	// take about half of it.
	MaxLength = 4096
	// MaxDepth bounds brackets and NOTs inside each other: every pass over the
	// tree is recursive.
	MaxDepth = 64
	// MaxNodes bounds words, values and dates; each costs the engine a lookup.
	MaxNodes = 512
	// MaxFuzzy is how many letters may differ. With three, most short words are
	// like each other.
	MaxFuzzy = 2
	// MaxDistance is the most that NEAR/ may say: a long paragraph.
	MaxDistance = 255
	// MaxTimes is the most that ATLEAST/ may say.
	MaxTimes = 1000
	// MaxWeight is the most that ^ can weigh; a larger one would leave nothing of
	// the other words.
	MaxWeight = 100
)

// Options say how to read a query. The zero value repairs what needs it.
type Options struct {
	// Strict refuses what would need repair.
	Strict bool
	// Now is the moment that last: counts back from; time.Now where it is nil.
	Now func() time.Time
}

// Parsed is a query as it was understood.
type Parsed struct {
	Node  Node
	Notes []Note // by position
}

// Parse reads a query. The empty query is All. What cannot be read is repaired
// where its meaning is plain, and Notes says so; what has no plain meaning (a
// date that is none), what Strict forbids and what exceeds a limit is a
// *SyntaxError.
func Parse(input string, opts Options) (Parsed, error) {
	if n := utf8.RuneCountInString(input); n > MaxLength {
		message, reason := word("too-long", "the query has {n} characters; {most} are allowed", []any{n, MaxLength})
		return Parsed{}, &SyntaxError{Position: MaxLength, Message: message, Reason: reason}
	}
	p := parser{now: opts.Now}
	p.tokens = p.balanced(p.lex([]rune(input)))
	node := p.all()
	slices.SortStableFunc(p.repairs, byPosition)
	p.repairs = slices.CompactFunc(p.repairs, isRun)
	if opts.Strict && len(p.repairs) > 0 && p.err == nil {
		// What a repair did comes behind a semicolon, and nothing is repaired here.
		wrong, _, _ := strings.Cut(p.repairs[0].Message, "; ")
		p.err = &SyntaxError{p.repairs[0].Position, wrong, p.repairs[0].Reason, true}
	}
	if p.err != nil {
		return Parsed{}, p.err
	}
	notes := slices.Concat(p.repairs, p.hints)
	slices.SortStableFunc(notes, byPosition)
	return Parsed{Node: node, Notes: notes}, nil
}

// isRun reports whether two notes say the same of two signs side by side, as of the
// brackets in "((a".
func isRun(a, b Note) bool {
	return a.Message == b.Message && max(a.Position, b.Position)-min(a.Position, b.Position) <= 1
}

func byPosition(a, b Note) int { return cmp.Compare(a.Position, b.Position) }

// parser reads tokens by recursive descent: or, and, not, leaf.
type parser struct {
	now     func() time.Time
	tokens  []token
	at      int
	depth   int
	nodes   int
	repairs []Note // what strict mode refuses
	hints   []Note // what is merely good to know
	err     error
}

// repair notes that the query was changed to be readable. What was done stands
// behind a semicolon.
func (p *parser) repair(position int, code, format string, values ...any) {
	p.repairs = append(p.repairs, NewNote(position, code, format, values...))
}

// hint notes how something was understood that needed no repair.
func (p *parser) hint(position int, code, format string, values ...any) {
	p.hints = append(p.hints, NewNote(position, code, format, values...))
}

// fail gives up: the parser stands at its end from now on.
func (p *parser) fail(position int, code, format string, values ...any) {
	message, reason := word(code, format, values)
	p.give(&SyntaxError{Position: position, Message: message, Reason: reason})
}

// give gives up with an error, unless there is one already.
func (p *parser) give(err *SyntaxError) {
	if p.err == nil {
		p.err = err
	}
	p.at = len(p.tokens) - 1
}

func (p *parser) peek() token { return p.tokens[p.at] }

func (p *parser) next() token {
	t := p.tokens[p.at]
	if t.kind != tokenEnd {
		p.at++
	}
	return t
}

// context is what a bracket hands to the words inside: title:(a b), =(a b).
type context struct {
	field string
	exact bool
}

// all reads the whole input.
func (p *parser) all() Node {
	n := p.or(context{})
	if n != nil {
		return Simplify(n)
	}
	if len(p.tokens) > 1 && len(p.repairs) == 0 && p.err == nil {
		p.repair(p.tokens[0].position, "no-word", "there is no word to search for in this; everything is shown")
	}
	return All{}
}
