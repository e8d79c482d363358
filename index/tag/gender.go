package tag

import "github.com/dateline-search/dateline/index/news"

// gender is what an article says of a person by a title or a pronoun; it tells
// Mr from Mrs of one last name.
type gender int8

const (
	unknown gender = iota
	woman
	man
)

// genderOf is what a folded word in front of a name says, or a pronoun behind it.
func genderOf(term string) gender {
	switch term {
	case "mr", "sir", "lord", "king", "prince", "duke", "baron", "count", "sheikh", "congressman", "councilman", "alderman",
		"spokesman", "chairman", "herr", "monsieur", "m", "senor", "brother", "father", "actor", "fisherman", "businessman",
		"he", "his", "him", "himself":
		return man
	case "mrs", "ms", "miss", "dame", "lady", "queen", "princess", "duchess", "baroness", "countess", "sheikha",
		"congresswoman", "councilwoman", "spokeswoman", "chairwoman", "frau", "madame", "mme", "senora", "sister", "actress",
		"businesswoman", "she", "her", "hers", "herself":
		return woman
	}
	return unknown
}

// pronounWithin is how many words behind a name a pronoun may still mean it.
const pronounWithin = 30

// gender is what an article says of a person.
func (p *people) gender(a *article, person int) gender {
	if p.genders == nil {
		p.genders = make([]gender, len(p.names))
		for _, s := range p.seen {
			if p.genders[s.person] == unknown {
				p.genders[s.person] = a.said(s)
			}
		}
	}
	return p.genders[person]
}

// said is what stands beside a full name: a title in front of it, else the first
// pronoun behind it that begins a sentence, before somebody else is named.
func (a *article) said(seen sighting) gender {
	if g := genderOf(seen.epithet); g != unknown {
		return g
	}
	s := &a.spans[seen.at]
	f := &a.fields[s.field]
	end := min(len(f.tokens), s.first+s.n+pronounWithin)
	for i := seen.at + 1; i < len(a.spans) && a.spans[i].field == s.field; i++ {
		if a.spans[i].kind == news.Person {
			end = min(end, a.spans[i].first)
			break
		}
	}
	for i := s.first + s.n; i < end; i++ {
		if g := genderOf(f.tokens[i].Term); g != unknown && upper(f.text[f.tokens[i].Start:]) {
			return g
		}
	}
	return unknown
}

// kinWithin is how many words from a name a relation is looked for.
const kinWithin = 3

// isKin reports whether a name is given as that of somebody's relative.
func (a *article) isKin(s *span) bool {
	f := &a.fields[s.field]
	for i := max(0, s.first-kinWithin); i < min(len(f.tokens), s.first+s.n+kinWithin); i++ {
		if isRelation(f.tokens[i].Term) {
			return true
		}
	}
	return false
}
