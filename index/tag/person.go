package tag

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/index/news"
)

// people are the persons whom an article calls by their full name, and how each
// can be called after that.
type people struct {
	names  []string              // the canonical one, by person
	whole  map[string]int        // first and last word to the person
	last   map[string][]sighting // a last name, of one word or more
	other  map[string][]sighting // a first or middle name
	begins map[string]bool       // words that a last name begins with

	seen    []sighting          // in the order of the text
	called  map[string]sighting // the last mention by less than the full name, by its words
	genders []gender            // by person; made when it is first asked for
}

// sighting is a place in an article where somebody is called by the full name.
type sighting struct {
	at      int // the span
	person  int
	epithet string // what somebody is called beside the name: "minister", "fisherman"
	kin     bool   // named as somebody's relative
}

// maxNameWords bounds the words of a name that is taken apart; what is longer is
// no name but a line in capitals.
const maxNameWords = 8

// meet gathers the full names of an article and names them.
func (a *article) meet() *people {
	p := &people{
		whole: map[string]int{}, last: map[string][]sighting{}, other: map[string][]sighting{},
		begins: map[string]bool{}, called: map[string]sighting{},
	}
	for i := range a.spans {
		s := &a.spans[i]
		if s.kind != news.Person || s.name != "" || a.isShort(s) {
			continue
		}
		person := p.person(a, i, s)
		s.name = p.names[person]
		seen := sighting{at: i, person: person, epithet: a.epithet(s), kin: a.isKin(s)}
		p.seen = append(p.seen, seen)
		p.sight(seen, a.terms(s), a.gaps(s))
		if s.entry != nil {
			tokens := analysis.Tokens(s.entry.canonical)
			p.sight(seen, a.words(s.entry.canonical), gapsOf(s.entry.canonical, tokens))
		}
	}
	for i := range a.spans { // a longer form may have come later
		if s := &a.spans[i]; s.kind == news.Person && s.name != "" {
			s.name = p.final(a, s.name)
		}
	}
	return p
}

// isShort reports whether a span is less than a full name: one word, one that is
// hyphenated, one behind particles, or with an initial alone.
func (a *article) isShort(s *span) bool {
	gaps := a.gaps(s)
	terms := a.terms(s)
	for len(gaps) > 1 && isParticle(terms[len(terms)-len(gaps)]) {
		gaps = gaps[1:]
	}
	if first := terms[len(terms)-len(gaps)]; len(gaps) > 1 && utf8.RuneCountInString(first) == 1 && gaps[1] != "" {
		gaps = gaps[1:]
	}
	apart := 0
	for _, g := range gaps[1:] {
		if g != "-" && g != "‐" && g != "‑" && g != "'" && g != "’" {
			apart++
		}
	}
	return apart == 0 && !isCJK(a.text(s))
}

// isCJK reports whether a text begins with a sign of Chinese, Japanese or Korean,
// whose names are not split by blanks.
func isCJK(text string) bool {
	for _, r := range text {
		return r >= 0x2e80 && r < 0xd800 || r >= 0x20000
	}
	return false
}

// gaps are what stands in front of each word of a span, the first left out.
func (a *article) gaps(s *span) []string { return gapsOf(a.fields[s.field].text, a.tokens(s)) }

func gapsOf(text string, tokens []analysis.Token) []string {
	gaps := make([]string, len(tokens))
	for i := 1; i < len(tokens); i++ {
		gaps[i] = text[tokens[i-1].End:tokens[i].Start]
	}
	return gaps
}

func termsOf(tokens []analysis.Token) []string {
	terms := make([]string, len(tokens))
	for i, t := range tokens {
		terms[i] = t.Term
	}
	return terms
}

// person finds who has the full name of a span, or makes somebody new of it.
func (p *people) person(a *article, at int, s *span) int {
	name, terms := "", a.terms(s)
	if s.entry != nil {
		name = s.entry.canonical
		terms = a.words(name)
	}
	terms = withoutSuffix(terms)
	if known := p.last[strings.Join(terms, " ")]; len(known) > 0 && s.entry == nil {
		return recent(known, at).person
	}
	key := terms[0] + " " + terms[len(terms)-1]
	if who, known := p.whole[key]; known && agree(terms, withoutSuffix(a.words(p.names[who]))) {
		if text := a.text(s); s.entry == nil && !shouts(text) && (len(terms) > len(a.words(p.names[who])) || a.isPlainer(text, p.names[who])) {
			name = text
		}
		if name != "" {
			p.names[who] = name
		}
		return who
	}
	if name == "" {
		name = calm(a.text(s))
	}
	p.names = append(p.names, name)
	p.whole[key] = len(p.names) - 1
	return len(p.names) - 1
}

// final is the name that a person has in the end.
func (p *people) final(a *article, name string) string {
	terms := withoutSuffix(a.words(name))
	if who, known := p.whole[terms[0]+" "+terms[len(terms)-1]]; known && agree(terms, withoutSuffix(a.words(p.names[who]))) {
		return p.names[who]
	}
	return name
}

// agree reports whether two names of one first and last name may be the same
// person's: one has all words of the other, or an initial in their place.
func agree(a, b []string) bool {
	if len(a) < len(b) {
		a, b = b, a
	}
	i := 0
	for _, word := range b {
		for i < len(a) && a[i] != word && !strings.HasPrefix(a[i], word) && !strings.HasPrefix(word, a[i]) {
			i++
		}
		if i == len(a) {
			return false
		}
		i++
	}
	return true
}

func withoutSuffix(terms []string) []string {
	if n := len(terms); n > 2 && slices.Contains([]string{"jr", "sr", "ii", "iii", "iv"}, terms[n-1]) {
		return terms[:n-1]
	}
	return terms
}

// sight notes what somebody can be called behind a full name: by the end of it
// from any word on that stands apart, by the first word, by one between.
func (p *people) sight(s sighting, terms, gaps []string) {
	terms = withoutSuffix(terms)
	if len(terms) < 2 || len(terms) > maxNameWords {
		return
	}
	for i := 1; i < len(terms); i++ {
		if gaps[i] == "" {
			continue
		}
		key := strings.Join(terms[i:], " ")
		p.last[key] = append(p.last[key], s)
		p.begins[terms[i]] = true
	}
	for i := 0; i < len(terms)-1; i++ {
		if len(terms[i]) > 1 && gaps[i+1] != "" && !isParticle(terms[i]) {
			p.other[terms[i]] = append(p.other[terms[i]], s)
		}
	}
}
