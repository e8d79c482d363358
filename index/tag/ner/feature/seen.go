package feature

// seen is what a word is like in a document's prose.
type seen struct {
	document           uint64
	capital, small     uint8 // how often it stands within a sentence; not the first word
	person, org, inner uint8 // behind a title or first name, before an organisation's last word, behind a capital
	before, behind     [contexts]uint64
	nBefore, nBehind   uint8
}

// contexts is how many neighbours of a word's other places are remembered.
const contexts = 4

// look counts the words of a sentence.
func (v *Vocabulary) look(s *Sentence) {
	for i := range s.Tokens {
		t := &s.Tokens[i]
		if !t.Capital && !t.Small {
			continue
		}
		x := &t.lemma.seen
		if x.document != v.document {
			*x = seen{document: v.document}
		}
		if t.Small {
			count(&x.small)
			continue
		}
		if i > 0 {
			x.lookBefore(&s.Tokens[i-1])
		}
		if i+1 < len(s.Tokens) {
			x.lookBehind(&s.Tokens[i+1])
		}
	}
}

func (x *seen) lookBefore(p *Token) {
	count(&x.capital)
	switch {
	case p.cue&titleCue != 0, p.Capital && p.lists&firstNames != 0 && p.lists&(1<<Country) == 0:
		count(&x.person)
	case p.Capital:
		count(&x.inner)
	}
	if x.nBefore < contexts {
		x.before[x.nBefore] = p.lemma.hash
		x.nBefore++
	}
}

func (x *seen) lookBehind(q *Token) {
	if q.Capital && q.cue&orgCue != 0 {
		count(&x.org)
	}
	if x.nBehind < contexts {
		x.behind[x.nBehind] = q.lemma.hash
		x.nBehind++
	}
}

// many is what is not counted further: twice and more often are alike.
const many = 2

func count(n *uint8) { *n = min(*n+1, many) }

// of returns what was seen of a word in the document at hand, or nil.
func (v *Vocabulary) of(t *Token) *seen {
	if x := &t.lemma.seen; x.document == v.document {
		return x
	}
	return nil
}
