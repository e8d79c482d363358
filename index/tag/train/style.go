package main

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dateline-search/dateline/index/tag/ner/conll"
	"github.com/dateline-search/dateline/index/tag/ner/crf"
)

// shout is a document with some sentences in capitals.
func shout(document conll.Document, which func() bool) conll.Document {
	return restyle(document, which, func(_ int, w string) string { return strings.ToUpper(w) })
}

// headline is a document with some sentences in the capitals of headlines, in
// one way or the other.
func (a *augmenter) headline(document conll.Document) conll.Document {
	some := func() bool { return a.chance.Float64() < 0.4 }
	if a.chance.Float64() < 0.5 {
		return shout(document, some)
	}
	return restyle(document, some, title)
}

// title writes a word as headlines do: with a capital, unless it joins others.
func title(i int, word string) string {
	switch word {
	case "a", "an", "the", "and", "but", "or", "nor", "for", "as", "at", "by", "in", "of", "on", "to", "up", "with", "from", "into", "over", "'s", "n't":
		if i > 0 {
			return word
		}
	}
	r, size := utf8.DecodeRuneInString(word)
	return string(unicode.ToUpper(r)) + word[size:]
}

func restyle(document conll.Document, which func() bool, style func(int, string) string) conll.Document {
	styled := slices.Clone(document)
	for i, s := range document {
		if !which() {
			continue
		}
		words := make([]string, len(s.Words))
		for k, w := range s.Words {
			words[k] = style(k, w)
		}
		styled[i] = conll.Sentence{Words: words, Tags: s.Tags}
	}
	return styled
}

// dateline is a document that begins like an agency's: "LAGOS (Agency) - ".
func (a *augmenter) dateline(document conll.Document) conll.Document {
	var b builder
	city := a.name(a.cities)
	if a.chance.Float64() < 0.6 {
		city = strings.ToUpper(city)
	}
	b.name(split(city), crf.Place)
	if a.chance.Float64() < 0.2 {
		b.add([]string{","})
		b.name(split(a.pick(a.countries)), crf.Place)
	}
	if a.chance.Float64() < 0.3 {
		b.add([]string{",", "May", strconv.Itoa(1 + a.chance.IntN(30))})
	}
	if a.chance.Float64() < 0.7 {
		b.add([]string{"("})
		b.name([]string{[]string{"Reuters", "AP", "AFP", "dpa", "Xinhua", "ANSA", "Bloomberg", "EFE"}[a.chance.IntN(8)]}, crf.Org)
		b.add([]string{")"})
	}
	b.add([]string{[]string{"-", "—", "–", "--"}[a.chance.IntN(4)]})
	b.sentence.Words = append(b.sentence.Words, document[0].Words...)
	b.sentence.Tags = append(b.sentence.Tags, document[0].Tags...)
	return append(conll.Document{b.sentence}, document[1:]...)
}

// table is a document of results: of matches, of a league, of races.
func (a *augmenter) table() conll.Document {
	line := a.lines()[a.chance.IntN(5)]
	var d conll.Document
	for range 4 + a.chance.IntN(10) {
		var b builder
		line(&b)
		d = append(d, b.sentence)
	}
	if a.chance.Float64() < 0.2 {
		return shout(d, func() bool { return true })
	}
	return d
}

// lines are the ways to write a result.
func (a *augmenter) lines() []func(*builder) {
	number := func(n int) string { return strconv.Itoa(a.chance.IntN(n)) }
	team := func(b *builder) {
		names := a.clubs
		if a.chance.Float64() < 0.4 {
			names = a.cities
		}
		b.name(split(a.pick(names)), crf.Org)
	}
	country := func(b *builder) { b.name(split(a.pick(a.countries)), crf.Place) }
	racer := func(b *builder) {
		b.name([]string{a.name(a.first), a.name(a.last)}, crf.Person)
		b.add([]string{"("})
		country(b)
		b.add([]string{")"})
	}
	return []func(*builder){
		func(b *builder) {
			team(b)
			b.add([]string{number(6)})
			team(b)
			b.add([]string{number(6)})
		},
		func(b *builder) {
			team(b)
			for range 3 + a.chance.IntN(5) {
				b.add([]string{number(60)})
			}
		},
		func(b *builder) {
			team(b)
			b.add([]string{"at"})
			team(b)
		},
		func(b *builder) {
			b.add([]string{number(20) + "."})
			racer(b)
			b.add([]string{number(60) + "." + number(100)})
		},
		func(b *builder) {
			racer(b)
			b.add([]string{"beat"})
			racer(b)
			b.add([]string{"6-" + number(5), "6-" + number(5)})
		},
	}
}
