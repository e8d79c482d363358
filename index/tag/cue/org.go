package cue

import (
	"strings"
	"unicode/utf8"

	"github.com/dateline-search/dateline/index/news"
)

// longestOrg is how many words an organisation's name may have.
const longestOrg = 12

// org is the organisation whose name begins at a word.
func (s *scan) org(i int) (Span, bool) {
	if name, ok := s.quoted(i); ok {
		return name, true
	}
	if !s.words[i].upper && s.words[i].class&small == 0 || s.words[i].class&stop != 0 {
		return Span{}, false
	}
	if name, ok := s.headed(i); ok {
		return name, true
	}
	if !s.words[i].upper || s.words[i].class&(before|title|job) != 0 || s.legalAt(i) != "" {
		return Span{}, false
	}
	if name, ok := s.incorporated(i); ok {
		return name, true
	}
	return s.called(i)
}

// headed is a name that says in its first word, or behind an adjective, what
// sort of organisation it is.
func (s *scan) headed(i int) (Span, bool) {
	at := i
	for at < len(s.words) && at-i < 2 && s.words[at].class&(head|small|short) == 0 {
		if s.words[at].class&prefix == 0 || at+1 == len(s.words) || !s.words[at+1].joined {
			return Span{}, false
		}
		at++
	}
	if at > 0 && s.words[at].joined && s.hyphened(at) || at+1 < len(s.words) && s.words[at+1].joined && s.hyphened(at+1) {
		return Span{}, false
	}
	if !s.is(at, head|small|short) || !s.words[at].upper && s.words[at].class&small == 0 {
		return Span{}, false
	}
	most := longestOrg
	if s.words[at].class&short != 0 {
		most = 1
	}
	n := s.goesOn(at, most)
	if form := s.legalBehind(at + n); form != "" {
		return s.upTo(i, at+n, s.Tokens[at+n].Start+len(form)), true
	}
	if n == 1 && at == i {
		return Span{}, false
	}
	return s.span(i, at-i+n, news.Org), true
}

// goesOn counts the words of a name from its first on: those with capitals, up to
// so many, what binds them, and what belongs to them though it is small.
func (s *scan) goesOn(at, most int) int {
	n := 1
	for j, names := at+1, 0; j < len(s.words) && j-at < longestOrg && s.words[j].joined && names < most; {
		switch {
		case s.words[j].upper && s.words[j].class&(stop|title) == 0 && !s.isOther(j) && s.legalAt(j) == "":
			names++
			j++
			n = j - at
		case s.words[j].class&low != 0 && !s.words[j].upper:
			j++
			n = j - at
		case s.words[j].class&bind != 0 && !s.words[j].upper:
			j++
		default:
			return n
		}
	}
	return n
}

// isOther reports whether another name begins at a word behind "and".
func (s *scan) isOther(j int) bool {
	if !s.joinsTwo(j-1) && (s.words[j-1].upper || !s.joinsTwo(j-2)) {
		return false
	}
	return s.words[j].class&head != 0 || s.words[j].known != "" || s.isFirst(j) && j+1 < len(s.words) && s.words[j+1].upper && s.words[j+1].joined
}

// incorporated is a name that ends in a legal form, or in a word that ends names
// of organisations.
func (s *scan) incorporated(i int) (Span, bool) {
	end := 0
	for j := i; j < len(s.words) && j-i < longestOrg && (j == i || s.words[j].joined || s.isLegal(j)); j++ {
		if form := s.legalAt(j); form != "" && j > i && !s.isQuoted(j+1) {
			return s.upTo(i, j, s.Tokens[j].Start+len(form)), true
		}
		if s.words[j].class&tail != 0 && s.words[j].upper && j > i && !s.hyphened(j) {
			end = j + 1
			continue
		}
		if !s.words[j].upper && s.words[j].class&bind == 0 || s.words[j].class&stop != 0 {
			break
		}
	}
	if end == 0 || s.words[i].starts && s.isSmall(s.Tokens[i].Term) {
		return Span{}, false
	}
	return s.span(i, end-i, news.Org), true
}

// isLegal reports whether a legal form stands at a word, as after a comma.
func (s *scan) isLegal(j int) bool { return s.words[j].comma && s.legalAt(j) != "" }

// legalBehind is the legal form behind a name.
func (s *scan) legalBehind(j int) string {
	if j < len(s.words) && (s.words[j].joined || s.words[j].comma) {
		return s.legalAt(j)
	}
	return ""
}

// legalAt is the legal form that stands at a word, "" for none.
func (s *scan) legalAt(j int) string {
	text := s.Text.Text[s.Tokens[j].Start:]
	best := ""
	for _, form := range s.l.legal {
		if len(form) > len(best) && strings.HasPrefix(text, form) && !goesOn(text[len(form):]) {
			best = form
		}
	}
	return best
}

// goesOn reports whether a text begins with a letter.
func goesOn(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return isLetter(r)
}

// upTo is a name from a word to a byte that a word at j, or one behind it, holds.
func (s *scan) upTo(i, j, end int) Span {
	for j+1 < len(s.Tokens) && s.Tokens[j+1].Start < end {
		j++
	}
	name := s.span(i, j-i+1, news.Org)
	name.End = max(end, name.End)
	return name
}

// called is a name behind a word that says what it is, or in front of one.
func (s *scan) called(i int) (Span, bool) {
	n, starts := s.run(i), s.words[i].starts
	behindIt := s.is(i+n, behind) && s.words[i+n].joined
	switch {
	case s.words[i].joined && s.is(i-1, before) && s.words[i].class&(head|first|title|job) == 0:
		if s.l.nouns {
			n = s.goesOn(i, 2)
		}
		return s.span(i, n, news.Org), !s.isFirst(i) || n > 1
	case behindIt && !starts:
		return s.span(i, n, news.Org), true
	}
	return Span{}, false
}

// run counts the words with capitals from one on, and what binds them.
func (s *scan) run(i int) int {
	n := 1
	for j := i + 1; j < len(s.words) && j-i < longestOrg && s.words[j].joined; j++ {
		switch {
		case s.isNamed(j) && s.words[j].class&title == 0:
			n = j - i + 1
		case s.words[j].class&(bind|particle) == 0:
			return n
		}
	}
	return n
}

// A name in quotation marks may have so many words, and so many bytes.
const (
	longestQuoted = 6
	quotedWithin  = 160
)

// quoted is a name in quotation marks behind a word that says what it is: газета
// «Вечерний берег». A legal form in front of the mark belongs to the name.
func (s *scan) quoted(i int) (Span, bool) {
	if i == 0 || s.words[i].joined { // no mark stands in front
		return Span{}, false
	}
	from, closing := s.opens(i)
	if closing == "" {
		return Span{}, false
	}
	form := s.legalAt(i - 1)
	if form == "" && !s.is(i-1, before) || !s.words[i].upper {
		return Span{}, false
	}
	length := strings.Index(s.within(from), closing)
	if length < 0 {
		return Span{}, false
	}
	n := 0
	for i+n < len(s.Tokens) && s.Tokens[i+n].End <= from+length {
		n++
	}
	if n == 0 || n > longestQuoted {
		return Span{}, false
	}
	name := s.span(i, n, news.Org)
	if form != "" {
		name.Start, name.End = s.Tokens[i-1].Start, from+length+len(closing)
		name.First, name.N = i-1, n+1
	}
	return name, true
}

// isQuoted reports whether a quotation begins at a word.
func (s *scan) isQuoted(j int) bool {
	if j >= len(s.words) {
		return false
	}
	_, closing := s.opens(j)
	return closing != ""
}

// within is the text from a byte on, as far as a name in quotation marks goes.
func (s *scan) within(from int) string {
	return s.Text.Text[from:min(from+quotedWithin, len(s.Text.Text))]
}

// opens is where the text behind a quotation mark in front of a word begins, and
// the mark that closes it; "" where none stands there alone.
func (s *scan) opens(i int) (from int, closing string) {
	gap := s.Text.Text[s.Tokens[i-1].End:s.Tokens[i].Start]
	for _, pair := range [][2]string{{"«", "»"}, {"“", "”"}, {"„", "“"}, {"„", "”"}, {"\"", "\""}, {"»", "«"}} {
		if strings.TrimSpace(gap) == pair[0] && strings.Contains(s.within(s.Tokens[i].End), pair[1]) {
			return s.Tokens[i].Start, pair[1]
		}
	}
	return 0, ""
}
