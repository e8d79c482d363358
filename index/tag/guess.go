package tag

import (
	"strings"

	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/tag/cue"
	"github.com/dateline-search/dateline/index/tag/ner"
)

// model finds names that nobody has listed, in English.
type model interface {
	Find(article []ner.Text) [][]ner.Span
	Version() string
}

var _ model = (*ner.Model)(nil)

// maxHints bounds the hints that the model is given in one text; an article does
// not name more of what is doubtful.
const maxHints = 100

// guess finds names by the model, told which of those that are known are
// doubtful.
func (a *article) guess(m model, known []span) []span {
	texts := make([]ner.Text, len(a.fields))
	for i := range a.fields {
		texts[i] = ner.Text{Kind: ner.Headline, Text: a.fields[i].text}
	}
	texts[len(texts)-1].Kind = ner.Body
	for i := range known {
		k := &known[i]
		if k.entry.flags&hint != 0 && len(texts[k.field].Hints) < maxHints {
			texts[k.field].Hints = append(texts[k.field].Hints, ner.Span{Start: k.start, End: k.end, Type: k.kind})
		}
	}
	var guesses []span
	for i, found := range m.Find(texts) {
		at := 0
		for _, g := range found {
			s, next := a.locate(i, at, g)
			if at = next; s.n > 0 && !a.isTagged(&s) {
				guesses = append(guesses, s)
			}
		}
	}
	return guesses
}

// locate finds the tokens of a guess, looking from token at on, and gives the
// name in it: without a title or an article in front and without a possessive. It
// also returns where the next guess may begin.
func (a *article) locate(field, at int, g ner.Span) (span, int) {
	f := &a.fields[field]
	for at < len(f.tokens) && f.tokens[at].End <= g.Start {
		at++
	}
	end := at
	for end < len(f.tokens) && f.tokens[end].Start < g.End {
		end++
	}
	next := end
	for at < end && isOutside(f.tokens[at].Term, g.Type, end-at) {
		at++
		g.Start = 0
	}
	if at == end {
		return span{}, next
	}
	s := a.span(field, at, end-at, g.Type)
	if last := f.tokens[end-1]; g.End < last.End {
		s.end = min(s.end, g.End)
	} else if strings.HasPrefix(f.text[last.End:], ".") && g.End > last.End {
		s.end = g.End // Jr., Inc.
	}
	s.start = max(s.start, g.Start)
	return s, next
}

// isTagged reports whether a span is a hashtag: that it has a capital says nothing.
func (a *article) isTagged(s *span) bool {
	return strings.HasSuffix(a.fields[s.field].text[:s.start], "#")
}

// isOutside reports whether a word at the beginning of a name of n words does not
// belong to it.
func isOutside(term string, kind news.EntityType, n int) bool {
	return n > 1 && (term == "the" || kind == news.Person && isTitle(term))
}

// follow finds names by the cues around them.
func (a *article) follow(f *cue.Finder, known []span) []span {
	a.isPlain = func(term string) bool { return f.IsPlain(a.lang, term) }
	texts := make([]cue.Text, len(a.fields))
	for i := range a.fields {
		texts[i] = cue.Text{Text: a.fields[i].text, Tokens: a.fields[i].tokens, Titled: a.fields[i].title}
	}
	var sure []cue.Span
	for i := range known {
		if k := &known[i]; k.entry.flags&(hint|never) == 0 {
			sure = append(sure, cue.Span{Field: k.field, First: k.first, N: k.n, Start: k.start, End: k.end, Type: k.kind})
		}
	}
	var guesses []span
	for _, g := range f.Find(a.lang, texts, sure) {
		s := span{field: g.Field, first: g.First, n: g.N, start: g.Start, end: g.End, kind: g.Type}
		if !a.isTagged(&s) {
			guesses = append(guesses, s)
		}
	}
	return guesses
}

// readable reports whether the model can read an article: English, or a text of
// unknown language in Latin letters.
func (a *article) readable() bool {
	if a.lang != "" {
		return a.lang == "en"
	}
	body := &a.fields[len(a.fields)-1]
	letters, latin := 0, 0
	for _, t := range body.tokens[:min(len(body.tokens), sampled)] {
		letters++
		if isLatin(body.text, t) {
			latin++
		}
	}
	return 2*latin > letters
}

// sampled is how many words tell the script of a text.
const sampled = 200

func isLatin(text string, t analysis.Token) bool { return text[t.Start] < 0x80 || text[t.Start] < 0xc9 }
