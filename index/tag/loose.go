package tag

import (
	"cmp"
	"slices"
	"strings"

	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/index/news"
)

// gather adds what is a name only because the article has introduced it: a last
// name behind the full one, an acronym behind the name that it stands for.
func (a *article) gather(p *people, o *orgs) {
	g := gatherer{article: a, people: p, orgs: o}
	at := 0
	for i := range a.fields {
		f := &a.fields[i]
		for t := 0; t < len(f.tokens); {
			for at < len(a.spans) && (a.spans[at].field < i || a.spans[at].field == i && a.spans[at].first+a.spans[at].n <= t) {
				at++
			}
			if at < len(a.spans) && a.spans[at].field == i && a.spans[at].first <= t {
				t = a.spans[at].first + a.spans[at].n
				continue
			}
			free := len(f.tokens)
			if at < len(a.spans) && a.spans[at].field == i {
				free = a.spans[at].first
			}
			t += max(1, g.take(i, t, free-t, at))
		}
	}
	a.spans = append(a.spans, g.found...)
	slices.SortFunc(a.spans, func(x, y span) int {
		return cmp.Or(cmp.Compare(x.field, y.field), cmp.Compare(x.first, y.first))
	})
}

// gatherer collects spans that are not among the article's yet.
type gatherer struct {
	*article
	people *people
	orgs   *orgs
	found  []span
	small  map[string]bool // words that the article has without a capital
}

// take adds a span at a token where one begins that is no longer than free
// tokens, and returns its length.
func (g *gatherer) take(field, t, free, at int) int {
	f := &g.fields[field]
	token := &f.tokens[t]
	if token.Caps != "" && g.orgs.introduced[token.Caps] != "" {
		s := g.span(field, t, 1, news.Org)
		s.name = g.orgs.introduced[token.Caps]
		g.found = append(g.found, s)
		return 1
	}
	if !g.people.begins[token.Term] || !capital(f.text[token.Start:]) && !isParticle(token.Term) {
		return 0
	}
	for n := min(free, maxNameWords, 4); n > 0; n-- {
		terms := termsOf(f.tokens[t : t+n])
		if len(g.people.last[strings.Join(terms, " ")]) == 0 || !g.alone(f, t, n) {
			continue
		}
		s := g.span(field, t, n, news.Person)
		s.name, _ = g.people.call(g.article, g.mentioned(&s, at))
		g.found = append(g.found, s)
		return n
	}
	return 0
}

// alone reports whether words are a name by themselves: no other capital stands
// beside them but a title's, and at the beginning of a sentence they are no
// common word.
func (g *gatherer) alone(f *field, t, n int) bool {
	last := &f.tokens[t+n-1]
	if !capital(f.text[last.Start:]) {
		return false
	}
	if !upper(f.text[last.Start:]) || f.title {
		return n > 1 || !isFunctionWord(g.lang, last.Term)
	}
	starts := t == 0 || analysis.BreakBefore(f.text, f.tokens, t) != analysis.NoBreak
	if before := f.before(t); before != nil && !starts && upper(f.text[before.Start:]) && !isTitle(before.Term) && (g.isPlain == nil || !g.isPlain(before.Term)) {
		return false
	}
	if behind := f.behind(t + n - 1); behind != nil && upper(f.text[behind.Start:]) {
		return false
	}
	return !starts || !g.isSmall(last.Term)
}

// isSmall reports whether the article has a word without a capital too.
func (g *gatherer) isSmall(term string) bool {
	if g.small == nil {
		g.small = map[string]bool{}
		for i := range g.fields {
			for _, t := range g.fields[i].tokens {
				if !capital(g.fields[i].text[t.Start:]) {
					g.small[t.Term] = true
				}
			}
		}
	}
	return g.small[term]
}
