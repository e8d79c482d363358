package tag

import (
	"cmp"
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
}

// sighting is a place in an article where somebody is called by the full name.
type sighting struct {
	at      int // the span
	person  int
	epithet string // what somebody is called beside the name: "minister", "fisherman"
}

// maxNameWords bounds the words of a name that is taken apart; what is longer is
// no name but a line in capitals.
const maxNameWords = 8

// meet gathers the full names of an article and names them.
func (a *article) meet() *people {
	p := &people{whole: map[string]int{}, last: map[string][]sighting{}, other: map[string][]sighting{}, begins: map[string]bool{}}
	for i := range a.spans {
		s := &a.spans[i]
		if s.kind != news.Person || s.name != "" || a.isShort(s) {
			continue
		}
		person := p.person(a, i, s)
		s.name = p.names[person]
		seen := sighting{i, person, a.epithet(s)}
		p.sight(seen, a.terms(s), a.gaps(s))
		if s.entry != nil {
			tokens := analysis.Tokens(s.entry.canonical)
			p.sight(seen, termsOf(tokens), gapsOf(s.entry.canonical, tokens))
		}
	}
	for i := range a.spans { // a longer form may have come later
		if s := &a.spans[i]; s.kind == news.Person && s.name != "" {
			s.name = p.final(s.name)
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
		terms = termsOf(analysis.Tokens(name))
	}
	terms = withoutSuffix(terms)
	if known := p.last[strings.Join(terms, " ")]; len(known) > 0 && s.entry == nil {
		return recent(known, at, "")
	}
	key := terms[0] + " " + terms[len(terms)-1]
	if who, known := p.whole[key]; known && agree(terms, withoutSuffix(termsOf(analysis.Tokens(p.names[who])))) {
		if s.entry == nil && len(terms) > len(analysis.Tokens(p.names[who])) && !shouts(a.text(s)) {
			name = a.text(s)
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
func (p *people) final(name string) string {
	terms := withoutSuffix(termsOf(analysis.Tokens(name)))
	if who, known := p.whole[terms[0]+" "+terms[len(terms)-1]]; known && agree(terms, withoutSuffix(termsOf(analysis.Tokens(p.names[who])))) {
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

// maxEpithets bounds among how many full names somebody is looked for by what
// they are called beside it.
const maxEpithets = 50

// recent is the person who was named last before a span, or else first after it;
// one who was called the same beside the name goes before others.
func recent(all []sighting, at int, epithet string) int {
	if epithet != "" {
		for i := range all[:min(len(all), maxEpithets)] {
			if all[i].epithet == epithet {
				return all[i].person
			}
		}
	}
	next, _ := slices.BinarySearchFunc(all, at, func(s sighting, at int) int { return cmp.Compare(s.at, at) })
	return all[max(0, next-1)].person
}

// call finds whom a span's words call at a place in the article; false where
// nobody of whom the article tells the full name.
func (p *people) call(terms []string, at int, epithet string) (string, bool) {
	key := strings.Join(terms, " ")
	if all := p.last[key]; len(all) > 0 {
		return p.names[recent(all, at, epithet)], true
	}
	if len(terms) > 1 && utf8.RuneCountInString(terms[0]) == 1 {
		for _, s := range slices.Backward(p.last[strings.Join(terms[1:], " ")]) {
			if strings.HasPrefix(termsOf(analysis.Tokens(p.names[s.person]))[0], terms[0]) {
				return p.names[s.person], true
			}
		}
	}
	if all := p.other[key]; len(all) > 0 {
		return p.names[recent(all, at, epithet)], true
	}
	if one, plural := strings.CutSuffix(key, "s"); plural && len(p.last[one]) > 0 {
		return p.names[recent(p.last[one], at, epithet)], true
	}
	return "", false
}

// recall names the persons who are called by less than their full name.
func (a *article) recall(p *people) {
	for i := range a.spans {
		s := &a.spans[i]
		if s.kind != news.Person || s.name != "" {
			continue
		}
		a.extend(s, p)
		var known bool
		if s.name, known = p.call(a.terms(s), i, a.epithet(s)); known {
			continue
		}
		if s.name = calm(a.text(s)); s.entry != nil {
			s.name = s.entry.canonical
		}
	}
}

// extend takes into a last name the particles in front of it that belong to it.
func (a *article) extend(s *span, p *people) {
	f := &a.fields[s.field]
	for first := s.first - 1; first >= 0 && s.first-first < maxNameWords && isParticle(f.tokens[first].Term); first-- {
		longer := f.tokens[first : s.first+s.n]
		if len(p.last[strings.Join(termsOf(longer), " ")]) > 0 {
			s.n += s.first - first
			s.first, s.start = first, f.tokens[first].Start
		}
	}
}

// epithet is the common word that tells who is meant beside a name: the one right
// in front of it, or the one behind "the" after a comma. "" where there is none.
func (a *article) epithet(s *span) string {
	f := &a.fields[s.field]
	if before := f.before(s.first); before != nil && (isTitle(before.Term) || isNoun(f.text, before)) {
		return before.Term
	}
	next := s.first + s.n
	if next+1 < len(f.tokens) && strings.TrimSpace(f.text[f.tokens[next-1].End:f.tokens[next].Start]) == "," {
		if article := f.tokens[next].Term; article == "the" || article == "a" || article == "an" {
			return f.tokens[next+1].Term
		}
	}
	return ""
}

// isNoun reports whether a word before a name may say what somebody is: one
// without a capital that ends as the names of trades do.
func isNoun(text string, t *analysis.Token) bool {
	if len(t.Term) < 5 || text[t.Start] < 'a' || text[t.Start] > 'z' || isPreposition(t.Term) {
		return false
	}
	for _, ending := range []string{"man", "woman", "er", "or", "ist", "ian", "ant"} {
		if strings.HasSuffix(t.Term, ending) {
			return true
		}
	}
	return false
}
