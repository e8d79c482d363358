package tag

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/index/news"
)

// orgs are the organisations that an article calls by a long name, and how each
// can be called after that.
type orgs struct {
	introduced map[string]string // acronym that stood in brackets behind a name
	spelled    map[string]string // acronym that a name's first letters spell
	short      map[string]string // the beginning of a name
	nick       map[string]string // its last word, as clubs are called
}

// introduce names the organisations that are called in full.
func (a *article) introduce() *orgs {
	o := &orgs{introduced: map[string]string{}, spelled: map[string]string{}, short: map[string]string{}, nick: map[string]string{}}
	for i := range a.spans {
		s := &a.spans[i]
		if s.kind == news.Org && s.name == "" && s.n > 1 {
			s.name = a.orgName(s)
			if s.entry != nil || !a.fields[s.field].title { // where one name ends, a headline in title case hides
				o.learn(a, s)
			}
		}
	}
	return o
}

// reconsider takes for an organisation what was taken for a person of one word,
// where the article calls nobody in full so, but an organisation: "Cairn" of "Cairn
// Energy".
func (a *article) reconsider(p *people, o *orgs) {
	for i := range a.spans {
		s := &a.spans[i]
		if s.kind != news.Person || s.n > 1 || s.entry != nil || s.name != "" {
			continue
		}
		term := a.tokens(s)[0].Term
		if o.short[term] != "" && len(p.last[term]) == 0 && len(p.other[term]) == 0 {
			s.kind = news.Org
		}
	}
}

// orgName is the canonical name of an organisation that is called in full.
func (a *article) orgName(s *span) string {
	if s.entry != nil {
		return s.entry.canonical
	}
	tokens := a.tokens(s)
	for len(tokens) > 1 && (isCompany(tokens[len(tokens)-1].Term) || len(tokens) > 2 && tokens[len(tokens)-1].Term == "and") {
		tokens = tokens[:len(tokens)-1]
	}
	end := s.end
	if len(tokens) < s.n {
		end = tokens[len(tokens)-1].End
	}
	return calm(strings.Join(strings.Fields(a.fields[s.field].text[s.start:end]), " "))
}

// learn notes how an organisation can be called behind its full name.
func (o *orgs) learn(a *article, s *span) {
	tokens := a.tokens(s)
	var tight, loose strings.Builder
	for _, t := range tokens {
		if isCompany(t.Term) {
			continue
		}
		_, size := utf8.DecodeRuneInString(t.Term)
		first := strings.ToUpper(t.Term[:size])
		loose.WriteString(first)
		if !isBound(t.Term) {
			tight.WriteString(first)
		}
	}
	if acronym := o.bracketed(a, s); acronym != "" {
		o.introduced[acronym] = s.name
	}
	for _, acronym := range []string{tight.String(), loose.String()} {
		if len(acronym) > 1 {
			o.spelled[acronym] = s.name
		}
	}
	town := townOf(tokens)
	for n := 1; n < len(tokens) && n < maxNameWords; n++ {
		if n > 1 || !isKind(tokens[0].Term) && tokens[0].Term != town {
			o.short[strings.Join(termsOf(tokens[:n]), " ")] = s.name
		}
	}
	if last := tokens[len(tokens)-1]; !isKind(last.Term) && !isCompany(last.Term) && upper(a.fields[s.field].text[last.Start:]) {
		o.nick[last.Term] = s.name
	}
}

// bracketed is the acronym in brackets behind a name, unless it is known as that
// of something else.
func (o *orgs) bracketed(a *article, s *span) string {
	f := &a.fields[s.field]
	next := s.first + s.n
	if next >= len(f.tokens) {
		return ""
	}
	t := &f.tokens[next]
	if t.Caps == "" || strings.TrimSpace(f.text[s.end:t.Start]) != "(" || !strings.HasPrefix(f.text[t.End:], ")") {
		return ""
	}
	if len(t.Caps) > maxAcronym || a.knows(s.field, next, s.name) {
		return ""
	}
	return t.Caps
}

// refer names the organisations that are called by less than their full name.
func (a *article) refer(o *orgs) {
	for i := range a.spans {
		s := &a.spans[i]
		if s.kind != news.Org || s.name != "" {
			continue
		}
		s.name = o.call(a.tokens(s)[0], s.entry)
		if s.name == "" {
			s.name = a.orgName(s)
		}
	}
	for i := range a.spans { // the beginning of a longer name
		s := &a.spans[i]
		if s.kind == news.Org && s.entry == nil && s.n > 1 {
			if long := o.short[strings.Join(a.terms(s), " ")]; long != "" {
				s.name = long
			}
		}
	}
}

// call is whom one word calls; "" where it is no short form of a name in the
// article.
func (o *orgs) call(t analysis.Token, e *entry) string {
	if name := o.introduced[t.Caps]; name != "" && t.Caps != "" {
		return name
	}
	if e != nil {
		return e.canonical
	}
	if name := o.spelled[t.Caps]; name != "" && t.Caps != "" {
		return name
	}
	if name := o.short[t.Term]; name != "" {
		return name
	}
	return o.nick[t.Term]
}

// knows reports whether the dictionary has a word of the article as something
// other than name.
func (a *article) knows(field, token int, name string) bool {
	i, found := slices.BinarySearchFunc(a.spans, [2]int{field, token}, func(s span, at [2]int) int {
		return cmp.Or(cmp.Compare(s.field, at[0]), cmp.Compare(s.first, at[1]))
	})
	return found && a.spans[i].entry != nil && a.spans[i].entry.canonical != name && a.spans[i].kind != news.Org
}
