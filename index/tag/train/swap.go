package main

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/dateline-search/dateline/index/tag/ner/conll"
	"github.com/dateline-search/dateline/index/tag/ner/crf"
)

// swap is a document with other names. One name becomes the same other one all
// through it.
func (a *augmenter) swap(document conll.Document) conll.Document {
	others := map[string]string{}
	swapped := make(conll.Document, len(document))
	for i, s := range document {
		var b builder
		at := 0
		for _, x := range s.Spans() {
			b.add(s.Words[at:x.Start])
			b.name(a.other(others, s.Words[x.Start:x.End], x.Kind), x.Kind)
			at = x.End
		}
		b.add(s.Words[at:])
		swapped[i] = b.sentence
	}
	return swapped
}

// builder makes a sentence.
type builder struct{ sentence conll.Sentence }

func (b *builder) add(words []string) {
	b.sentence.Words = append(b.sentence.Words, words...)
	b.sentence.Tags = append(b.sentence.Tags, make([]crf.Tag, len(words))...)
}

func (b *builder) name(words []string, kind int) {
	start := len(b.sentence.Words)
	b.add(words)
	crf.Span{Start: start, End: start + len(words), Kind: kind}.Mark(b.sentence.Tags)
}

// other returns the name that stands for one of a document.
func (a *augmenter) other(others map[string]string, words []string, kind int) []string {
	remember := func(key string, choose func() string) string {
		if _, ok := others[key]; !ok {
			others[key] = choose()
		}
		return others[key]
	}
	text := strings.Join(words, " ")
	var other string
	switch kind {
	case crf.Person:
		return a.person(words, remember)
	case crf.Place:
		other = remember("place "+text, func() string { return a.place(text, len(words)) })
	default:
		other = remember("org "+text, func() string { return a.org(words) })
	}
	return split(other)
}

// split splits a name as the corpora do.
func split(name string) []string {
	return strings.Fields(strings.NewReplacer(",", " , ", "'s ", " 's ").Replace(name))
}

func (a *augmenter) person(words []string, remember func(string, func() string) string) []string {
	other := slices.Clone(words)
	if strings.HasPrefix(words[0], "@") {
		return other
	}
	for i, w := range words {
		switch {
		case isParticle(w) || utf8.RuneCountInString(w) <= 2:
		case i == len(words)-1:
			other[i] = remember("last "+w, func() string { return a.name(a.last) })
		default:
			other[i] = remember("first "+w, func() string { return a.name(a.first) })
		}
	}
	return other
}

// isParticle reports whether a word of a person's name is common to many.
func isParticle(word string) bool {
	switch word {
	case "bin", "al", "de", "van", "von", "der", "la", "of", "II", "III", "Jr.":
		return true
	}
	return false
}

func (a *augmenter) place(text string, words int) string {
	known := a.known[strings.ToLower(text)]
	chance := a.chance.Float64()
	switch {
	case words > 2 && !known, chance < 0.25:
		return text
	case slices.Contains(a.countries, text):
		if chance < 0.5 {
			return text
		}
		return a.pick(a.countries)
	case chance < 0.33:
		return a.pick(a.regions)
	default:
		return a.name(a.cities)
	}
}

func (a *augmenter) org(words []string) string {
	text := strings.Join(words, " ")
	chance := a.chance.Float64()
	if chance < 0.5 && len(words) > 1 {
		for i, w := range words {
			if a.known[strings.ToLower(w)] {
				other := slices.Clone(words)
				other[i] = a.name(a.cities)
				return strings.Join(other, " ")
			}
		}
		return text
	}
	if chance < 0.6 {
		return text
	}
	return a.pick(a.orgs)
}
