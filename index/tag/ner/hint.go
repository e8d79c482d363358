package ner

import (
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/tag/ner/crf"
	"github.com/dateline-search/dateline/index/tag/ner/feature"
)

// hinted is what a hint is worth, in nats: as much as some strong features, so
// that a text that clearly says otherwise is believed.
const hinted = 3

// hint is a hint of a sentence, in tokens.
type hint struct {
	sentence int
	crf.Span
}

// hint marks the hints of the texts as if a list had named them, and remembers
// them for favour. Hints and sentences are gone through side by side.
func (d *desk) hint(article []Text) {
	text, hints := -1, []Span(nil)
	for i, at := range d.places {
		if at.text != text {
			text, hints = at.text, article[at.text].Hints
		}
		if len(hints) == 0 {
			continue
		}
		s := &d.document.Sentences[i]
		tokens := d.tokens[at.first : at.first+len(s.Tokens)]
		for k := 0; k < len(tokens) && len(hints) > 0; {
			h := hints[0]
			if tokens[k].End <= h.Start {
				k++
				continue
			}
			hints = hints[1:]
			if end := within(tokens, k, h); end > k {
				hintAs(s, k, end, h.Type)
				d.hints = append(d.hints, hint{i, crf.Span{Start: k, End: end, Kind: kindOf(h.Type)}})
				k = end
			}
		}
	}
}

// within is behind the last token that lies in a span which begins with token k;
// k where it does not.
func within(tokens []Token, k int, h Span) int {
	if tokens[k].Start != h.Start {
		return k
	}
	for k < len(tokens) && tokens[k].End <= h.End {
		k++
	}
	return k
}

// favour adds to the scores of a window, tokens start to end of a sentence, what
// hints are worth. Windows come in their order.
func (d *desk) favour(sentence, start, end int) {
	for len(d.hints) > 0 && (d.hints[0].sentence < sentence || d.hints[0].sentence == sentence && d.hints[0].Start < start) {
		d.hints = d.hints[1:]
	}
	for len(d.hints) > 0 && d.hints[0].sentence == sentence && d.hints[0].End <= end {
		h := d.hints[0]
		tags := make([]crf.Tag, h.End-h.Start)
		crf.Span{Start: 0, End: len(tags), Kind: h.Kind}.Mark(tags)
		for k, tag := range tags {
			d.scores[h.Start-start+k][tag] += d.model.weights.Units(hinted)
		}
		d.hints = d.hints[1:]
	}
}

func kindOf(t news.EntityType) int {
	switch t {
	case news.Person:
		return crf.Person
	case news.Org:
		return crf.Org
	default:
		return crf.Place
	}
}

// hintAs marks tokens as the lists do that the model learnt from.
func hintAs(s *feature.Sentence, start, end int, kind news.EntityType) {
	switch kind {
	case news.Person:
		s.Mark(end-1, end, 1<<feature.Surname)
		if end-start > 1 {
			s.Mark(start, start+1, 1<<feature.FirstName)
		}
	case news.Org:
		s.Mark(start, end, 1<<feature.Company)
	case news.Place:
		s.Mark(start, end, 1<<feature.City)
	}
}
