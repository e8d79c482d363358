package tag

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/index/news"
)

// mentioned is a mention by less than the full name.
type mentioned struct {
	terms   []string
	at      int // the span
	epithet string
	gender  gender
}

// mentioned describes a span that is the one at a place in the order of spans.
func (a *article) mentioned(s *span, at int) mentioned {
	m := mentioned{terms: a.terms(s), at: at, epithet: a.epithet(s)}
	m.gender = genderOf(m.epithet)
	return m
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
		if s.name, known = p.call(a, a.mentioned(s, i)); known {
			continue
		}
		if s.name = calm(a.text(s)); s.entry != nil {
			s.name = s.entry.canonical
		}
	}
}

// call finds whom a mention means; false where nobody of whom the article tells
// the full name. Last names go before first names.
func (p *people) call(a *article, m mentioned) (string, bool) {
	key := strings.Join(m.terms, " ")
	if all := p.last[key]; len(all) > 0 {
		return p.names[p.choose(a, key, all, m)], true
	}
	if len(m.terms) > 1 && utf8.RuneCountInString(m.terms[0]) == 1 {
		for _, s := range slices.Backward(p.last[strings.Join(m.terms[1:], " ")]) {
			if strings.HasPrefix(a.words(p.names[s.person])[0], m.terms[0]) {
				return p.names[s.person], true
			}
		}
	}
	if all := p.other[key]; len(all) > 0 {
		return p.names[p.choose(a, key, all, m)], true
	}
	if one, plural := strings.CutSuffix(key, "s"); plural && len(p.last[one]) > 0 {
		return p.names[p.choose(a, one, p.last[one], m)], true
	}
	return "", false
}

// maxNamesakes bounds how many full names are looked through for one that fits
// better than the most recent.
const maxNamesakes = 50

// choose is the person among namesakes whom a mention means: who is called the
// same beside the name, or may be called so, and was mentioned last.
func (p *people) choose(a *article, key string, all []sighting, m mentioned) int {
	best := recent(withoutKin(all), m.at)
	if last, said := p.called[key]; said && last.at < m.at && last.at > best.at {
		best = last
	}
	if several(all) {
		best = p.fitting(a, all[:min(len(all), maxNamesakes)], best, m)
	}
	p.called[key] = sighting{at: m.at, person: best.person}
	return best.person
}

// withoutKin leaves out who is named only as somebody's relative, if others are
// left: what follows goes on about whom the article is about.
func withoutKin(all []sighting) []sighting {
	if !several(all) {
		return all
	}
	main := slices.DeleteFunc(slices.Clone(all[:min(len(all), maxNamesakes)]), func(s sighting) bool { return s.kin })
	if len(main) == 0 || len(all) > maxNamesakes {
		return all
	}
	return main
}

// several reports whether sightings are of more than one person.
func several(all []sighting) bool {
	return slices.ContainsFunc(all, func(s sighting) bool { return s.person != all[0].person })
}

// fitting replaces the most recent namesake by one that a mention's words fit.
func (p *people) fitting(a *article, all []sighting, best sighting, m mentioned) sighting {
	if len(m.epithet) > len("dame") { // not Mr or Mrs alone
		for _, s := range all {
			if s.epithet == m.epithet {
				return s
			}
		}
	}
	if m.gender == unknown || p.gender(a, best.person) == m.gender {
		return best
	}
	wants := []gender{m.gender, unknown}
	if p.gender(a, best.person) == unknown {
		wants = wants[:1] // it may well be the most recent
	}
	for _, want := range wants {
		for _, s := range slices.Backward(all) {
			if p.gender(a, s.person) == want {
				return s
			}
		}
	}
	return best
}

// recent is the last sighting before a span, or else the first after it.
func recent(all []sighting, at int) sighting {
	next, _ := slices.BinarySearchFunc(all, at, func(s sighting, at int) int { return cmp.Compare(s.at, at) })
	return all[max(0, next-1)]
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
		return abbreviated(before.Term)
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

// correct makes a person of one word that the model took for a place, where it is
// the last name of somebody in the article.
func (a *article) correct(p *people) {
	for i := range a.spans {
		s := &a.spans[i]
		if s.kind != news.Place || s.entry != nil || s.n > 1 || len(p.last[a.tokens(s)[0].Term]) == 0 {
			continue
		}
		if !a.isWhereabouts(s) {
			s.kind = news.Person
		}
	}
}

// isWhereabouts reports whether a word in front of a name, in the same sentence,
// says that it is a place's, and not what is behind it somebody's: "at Qandil's shop".
func (a *article) isWhereabouts(s *span) bool {
	f := &a.fields[s.field]
	before := f.before(s.first)
	if before == nil || !isWhere(before.Term) || strings.Contains(f.text[before.End:s.start], ".") {
		return false
	}
	behind := f.text[s.end:]
	return !strings.HasPrefix(behind, "'s ") && !strings.HasPrefix(behind, "’s ")
}

// isWhere reports whether a folded word stands in front of places.
func isWhere(term string) bool {
	switch term {
	case "in", "at", "near", "to", "from", "of", "outside", "around", "across", "through", "off":
		return true
	}
	return false
}
