package query

import (
	"strings"
	"unicode"
)

type tokenKind uint8

const (
	tokenEnd tokenKind = iota
	tokenOpen
	tokenClose
	tokenWord  // a run without blanks, brackets and quotes
	tokenQuote // what stood in quotes
)

// token is a unit of a query with the signs that stand before it.
type token struct {
	kind     tokenKind
	position int // in code points, of its first sign
	text     string
	not      bool   // a hyphen stands before it
	field    string // canonical name of the field before it
	exact    bool   // an equals sign stands before it
	open     bool   // it is a quotation that is never closed
	near     string // ~5 behind a quotation or a closing bracket
	boost    string // ^2 behind a quotation or a closing bracket
}

// plain reports whether nothing stands before the token.
func (t token) plain() bool { return !t.not && t.field == "" && !t.exact }

// operator reports whether t is the operator of this name.
func (t token) operator(name string) bool {
	return t.kind == tokenWord && t.plain() && t.text == name
}

// isAtLeast reports whether t is ATLEAST/3.
func (t token) isAtLeast() bool {
	n, ok := strings.CutPrefix(t.text, "ATLEAST/")
	return ok && t.kind == tokenWord && t.plain() && isNumber(n)
}

// balanced drops the brackets that close nothing.
func (p *parser) balanced(tokens []token) []token {
	kept, open := tokens[:0], 0
	for _, t := range tokens {
		switch t.kind {
		case tokenOpen:
			open++
		case tokenClose:
			if open == 0 {
				p.repair(t.position, "stray-bracket", "this bracket closes nothing; it was dropped")
				continue
			}
			open--
		}
		kept = append(kept, t)
	}
	return kept
}

// lexer cuts a query into tokens.
type lexer struct {
	in []rune
	at int
	p  *parser // takes the notes
}

// lex cuts in into tokens; the last one is tokenEnd.
func (p *parser) lex(in []rune) []token {
	l := lexer{in: in, p: p}
	var tokens []token
	for {
		t := l.token()
		tokens = append(tokens, t)
		if t.kind == tokenEnd {
			return tokens
		}
	}
}

// rune gives the code point at i, 0 outside of the input.
func (l *lexer) rune(i int) rune {
	if i < 0 || i >= len(l.in) {
		return 0
	}
	return l.in[i]
}

// ended reports whether nothing that belongs to a unit stands at the cursor.
func (l *lexer) ended() bool {
	return l.at >= len(l.in) || unicode.IsSpace(l.in[l.at]) || l.in[l.at] == ')'
}

func (l *lexer) token() token {
	for l.at < len(l.in) && unicode.IsSpace(l.in[l.at]) {
		l.at++
	}
	t := token{position: l.at}
	if l.at >= len(l.in) {
		return t
	}
	if l.in[l.at] == ')' {
		l.at++
		t.kind, t.near = tokenClose, l.tied('~')
		t.boost = l.tied('^')
		return t
	}
	l.signs(&t)
	switch {
	case !l.ended() && l.in[l.at] == '(':
		l.at++
		t.kind = tokenOpen
	case !l.ended() && quoteClass(l.in[l.at]) != 0:
		l.quotation(&t)
	default:
		l.run(&t)
	}
	return t
}

// signs reads the hyphen, the field and the equals sign before a unit.
func (l *lexer) signs(t *token) {
	if l.excludes() {
		t.not = true
		l.at++
	}
	l.field(t)
	if !l.ended() && l.in[l.at] == '=' {
		l.at++
		if l.ended() && t.field == "" {
			l.at-- // an equals sign alone is punctuation
			return
		}
		t.exact = true
	}
}

// excludes reports whether a hyphen before a unit stands at the cursor, or an
// exclamation mark that is meant as one.
func (l *lexer) excludes() bool {
	before, next := l.rune(l.at-1), l.rune(l.at+1)
	if l.at > 0 && !unicode.IsSpace(before) && before != '(' {
		return false
	}
	switch l.in[l.at] {
	case '-':
		return next != '-' && next != 0 && !unicode.IsSpace(next) && next != ')'
	case '!':
		if unicode.IsLetter(next) || unicode.IsDigit(next) || next == '(' || quoteClass(next) != 0 {
			l.p.repair(l.at, "other-sign", "{sign} is written {name} here; read as that", "!", "-")
			return true
		}
	}
	return false
}

// run reads up to a blank, a bracket or a quote. && and || come out as AND and
// OR.
func (l *lexer) run(t *token) {
	start := l.at
	for !l.ended() && l.in[l.at] != '(' && (l.at == start || !l.isQuote(l.at)) {
		l.at++
	}
	t.kind, t.text = tokenWord, string(l.in[start:l.at])
	if !t.plain() {
		return
	}
	switch written := t.text; written {
	case "&&", "||":
		t.text = map[string]string{"&&": "AND", "||": "OR"}[written]
		l.p.repair(t.position, "other-sign", "{sign} is written {name} here; read as that", written, t.text)
	case "|":
		l.p.hint(t.position, "no-sign", "{sign} means nothing here; write {name} where that is meant", written, "OR")
	}
}

// quotation reads what stands in quotes, and what is tied to it behind.
func (l *lexer) quotation(t *token) {
	class, open := quoteClass(l.in[l.at]), l.at
	l.at++
	var text strings.Builder
	for ; l.at < len(l.in); l.at++ {
		if l.in[l.at] == '\\' && (l.rune(l.at+1) == '\\' || quoteClass(l.rune(l.at+1)) != 0) {
			l.at++
		} else if quoteClass(l.in[l.at]) == class && l.isQuote(l.at) {
			break
		}
		text.WriteRune(l.in[l.at])
	}
	t.kind, t.text = tokenQuote, strings.TrimSpace(text.String())
	if t.open = l.at >= len(l.in); t.open {
		if t.text == "" {
			l.p.repair(open, "empty-open-quote", "this quote is never closed, and nothing is in it; it was dropped")
			return
		}
		l.p.repair(open, "open-quote", "this quote is never closed; it was closed at the end")
		return
	}
	l.at++
	t.near = l.tied('~')
	t.boost = l.tied('^')
}

// tied reads a number with the sign before it, tied to a quotation or a bracket.
func (l *lexer) tied(sign rune) string {
	if l.rune(l.at) != sign {
		return ""
	}
	start := l.at
	l.at++
	for r := l.rune(l.at); r >= '0' && r <= '9' || sign == '^' && r == '.'; r = l.rune(l.at) {
		l.at++
	}
	return string(l.in[start:l.at])
}
