package ner

import (
	"github.com/dateline-search/dateline/index/tag/ner/crf"
	"github.com/dateline-search/dateline/index/tag/ner/feature"
)

// votes is how often a text was found to be of each type in an article.
type votes struct {
	kinds   [crf.Types]int
	surname bool // it ends the full name of a person
}

func (v *votes) all() int {
	n := 0
	for _, k := range v.kinds {
		n += k
	}
	return n
}

// longestFull is how many words a person's full name has at most.
const longestFull = 4

// agree lets an article's sentences agree on what they name: a lone surname is
// the person of the full name, one text has one type, and a name found elsewhere
// is found in a headline too, whose capitals tell nothing.
func (d *desk) agree() {
	for i, tags := range d.tags {
		d.vote(&d.document.Sentences[i], tags)
	}
	if len(d.votes) == 0 {
		return
	}
	for i, tags := range d.tags {
		s := &d.document.Sentences[i]
		d.retype(s, tags)
		d.surnames(s, tags)
	}
}

func (d *desk) ballot(key uint64) *votes {
	v := d.votes[key]
	if v == nil {
		v = &votes{}
		d.votes[key] = v
	}
	return v
}

// vote counts a sentence's names. Within prose a name is surest.
func (d *desk) vote(s *feature.Sentence, tags []crf.Tag) {
	d.found = crf.Spans(d.found[:0], tags)
	for _, x := range d.found {
		weight := 1
		if s.Mode == feature.Prose && x.Start > 0 {
			weight = 2
		}
		d.ballot(surface(s, x)).kinds[x.Kind] += weight
		if n := x.End - x.Start; x.Kind == crf.Person && n > 1 && n <= longestFull {
			d.ballot(s.Tokens[x.End-1].Lower()).surname = true
		}
	}
}

// surface is the hash of a name in any case.
func surface(s *feature.Sentence, x crf.Span) uint64 {
	h := s.Tokens[x.Start].Lower()
	for _, t := range s.Tokens[x.Start+1 : x.End] {
		h = h*0x9E3779B97F4A7C15 ^ t.Lower()
	}
	return h
}

func (d *desk) retype(s *feature.Sentence, tags []crf.Tag) {
	d.found = crf.Spans(d.found[:0], tags)
	for _, x := range d.found {
		v := d.votes[surface(s, x)]
		if kind := v.kind(x); kind != x.Kind {
			crf.Span{Start: x.Start, End: x.End, Kind: kind}.Mark(tags)
		}
	}
}

// kind is the type on which an article agrees: of a surname, a person unless it
// is as often a place; else three quarters of the votes decide, if there are
// enough of them.
func (v *votes) kind(x crf.Span) int {
	const enough = 4
	all := v.all()
	if v.surname && x.End-x.Start == 1 && (x.Kind != crf.Place || 2*v.kinds[crf.Person] >= all) {
		return crf.Person
	}
	best := x.Kind
	for k, n := range v.kinds {
		if n > v.kinds[best] {
			best = k
		}
	}
	if all < enough || 4*v.kinds[best] < 3*all {
		return x.Kind
	}
	return best
}

// shortestSurname is the length of a surname that is looked for by itself; "Li"
// and "Xi" are too often something else.
const shortestSurname = 3

// surnames finds lone surnames of people whom the article names in full.
func (d *desk) surnames(s *feature.Sentence, tags []crf.Tag) {
	for i := range s.Tokens {
		t := &s.Tokens[i]
		if tags[i] != crf.Outside || !t.Capital || len(t.Text) < shortestSurname {
			continue
		}
		if i+1 < len(s.Tokens) && s.Tokens[i+1].Capital && s.Mode == feature.Prose {
			continue
		}
		if i > 0 && s.Tokens[i-1].Capital && (tags[i-1] != crf.Outside || s.Mode == feature.Prose && !s.Tokens[i-1].IsTitle()) {
			continue
		}
		if v := d.votes[t.Lower()]; v != nil && v.surname {
			tags[i] = crf.NewTag(crf.Person, crf.Unit)
		}
	}
}
