package tag

import (
	"cmp"
	"slices"
	"strings"

	"github.com/dateline-search/dateline/index/news"
)

// decide puts together what the dictionary knows and what the statistical model
// has found: of two that overlap the longer one stands, of two of one length the
// dictionary's, unless the article speaks for the model.
func (a *article) decide(known, guesses []span) {
	j := judge{article: a, known: known, people: fullNames(a, guesses)}
	j.out, j.backed = make([]bool, len(known)), make([]bool, len(known))
	var kept []span
	from := 0
	for i := range guesses {
		g := &guesses[i]
		for from < len(known) && !reaches(&known[from], g) {
			from++
		}
		to := from
		for to < len(known) && known[to].field == g.field && known[to].first < g.first+g.n {
			to++
		}
		if j.keeps(g, from, to) {
			kept = append(kept, *g)
		}
	}
	for i := range known {
		if !j.out[i] && known[i].entry.flags&never == 0 && j.stands(i) {
			kept = append(kept, known[i])
		}
	}
	slices.SortFunc(kept, func(x, y span) int {
		return cmp.Or(cmp.Compare(x.field, y.field), cmp.Compare(x.first, y.first))
	})
	a.spans = kept
}

// reaches reports whether a span ends behind where a guess begins.
func reaches(s, g *span) bool {
	return s.field > g.field || s.field == g.field && s.first+s.n > g.first
}

// judge weighs guesses against what is known.
type judge struct {
	*article
	known  []span
	out    []bool          // by known span: it gives way
	backed []bool          // by known span: a guess says the same
	people map[string]bool // words of the full names that the model found
}

// fullNames are the words of names of persons that have more than one.
func fullNames(a *article, guesses []span) map[string]bool {
	words := map[string]bool{}
	for i := range guesses {
		if g := &guesses[i]; g.kind == news.Person && g.n > 1 {
			for _, term := range a.terms(g) {
				words[term] = true
			}
		}
	}
	return words
}

// keeps reports whether a guess stands beside the known spans from:to, which it
// overlaps; those that it does not stand beside are out if it does.
func (j *judge) keeps(g *span, from, to int) bool {
	for i := from; i < to; i++ {
		k := &j.known[i]
		j.backed[i] = j.backed[i] || k.first == g.first && k.n == g.n && k.kind == g.kind
		if !j.yields(k, g) {
			return false
		}
	}
	for i := from; i < to; i++ {
		j.out[i] = true
	}
	return true
}

// yields reports whether a known span gives way to a guess.
func (j *judge) yields(k, g *span) bool {
	switch {
	case k.entry.flags&force != 0:
		return false
	case k.n > g.n:
		return false
	case k.n < g.n:
		return k.kind != news.Person || g.kind != news.Person || k.n < 2
	case k.first != g.first || k.kind == g.kind || k.entry.flags&never != 0 || k.n > 1:
		return false
	case k.entry.flags&hint != 0:
		return true
	case g.kind == news.Person:
		return j.people[j.terms(g)[0]]
	}
	return k.entry.flags&sure == 0 && k.entry.words[0].caps == ""
}

// stands reports whether a known span is a name by itself. One word that is only
// likely to be a city's is none where it is in somebody's name.
func (j *judge) stands(i int) bool {
	k := &j.known[i]
	switch {
	case k.entry.flags&(force|sure) != 0 && k.entry.flags&hint == 0:
		return j.isAcronym(k)
	case k.entry.flags&hint != 0:
		return j.backed[i] || j.isGoverned(k)
	}
	return k.n > 1 || k.entry.flags&likely == 0 || !j.people[j.terms(k)[0]]
}

// isGoverned reports whether a word beside a name says that it is a place's, in the
// languages where nothing else can: behind it in Urdu, Hindi and Korean, where no
// verb and no adjective has a postposition; in front of it elsewhere.
func (j *judge) isGoverned(k *span) bool {
	if k.kind != news.Place {
		return false
	}
	f := &j.fields[k.field]
	if behind := f.behind(k.first + k.n - 1); behind != nil && isPostposition(j.lang, behind.Term) {
		return true
	}
	before := f.before(k.first)
	return before != nil && isBeforePlace(j.lang, before.Term)
}

// isAcronym tells US from us and WHO from who in a headline in capitals.
func (j *judge) isAcronym(k *span) bool {
	if k.n > 1 || k.entry.words[0].caps == "" || !j.fields[k.field].shouts || strings.Contains(j.text(k), ".") {
		return true
	}
	return !isSmallWord(j.lang, j.terms(k)[0])
}
