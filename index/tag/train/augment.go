package main

import (
	"math/rand/v2"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/dateline-search/dateline/index/tag/ner/conll"
	"github.com/dateline-search/dateline/index/tag/ner/crf"
	"github.com/dateline-search/dateline/index/tag/ner/feature"
)

// How much is added to the documents.
const (
	swaps     = 1    // copies of a document with other names
	shouts    = 0.05 // of documents, again in capitals
	headlines = 0.12 // of documents, again with some sentences like headlines
	datelines = 0.10 // of documents, again with a dateline
	tables    = 600  // documents of results of matches
	filled    = 2000 // documents made of templates
)

// augmenter makes more documents of some: it swaps names for others of the lists
// and of other documents, so that contexts are learnt rather than names, and
// makes of prose what news has and the corpora lack.
type augmenter struct {
	chance                       *rand.Rand
	known                        map[string]bool // places' names in small letters
	first, last, cities, orgs    []string
	big, companies, universities []string
	countries, regions, clubs    []string
}

func newAugmenter(d *data, seed uint64) *augmenter {
	a := &augmenter{chance: rand.New(rand.NewPCG(seed, 1)), known: map[string]bool{}}
	short := func(kind, words int) []string {
		return slices.DeleteFunc(slices.Clone(d.lists[kind]), func(s string) bool {
			return len(strings.Fields(s)) > words || strings.ContainsAny(s, "$,()\"/") || !utf8.ValidString(s)
		})
	}
	a.first = slices.Concat(short(feature.FirstName, 1), short(feature.ForeignFirstName, 1))
	a.last = short(feature.Surname, 1)
	big := short(feature.City, 3)
	a.big = big
	a.companies = short(feature.Company, 3)
	a.universities = short(feature.University, 5)
	a.cities = slices.Concat(big, big, short(feature.Town, 3))
	a.regions = short(feature.Region, 3)
	a.clubs = short(feature.Club, 4)
	a.countries = slices.DeleteFunc(english(short(feature.Country, 3)), func(s string) bool { return len(s) <= 3 })
	a.orgs = slices.Concat(a.clubs, a.clubs, short(feature.Company, 4), some(short(feature.University, 5), 1500, a.chance))
	for _, kind := range []int{feature.Country, feature.Capital, feature.City, feature.Town, feature.Region} {
		for _, name := range d.lists[kind] {
			a.known[strings.ToLower(name)] = true
		}
	}
	for _, document := range d.train {
		a.take(document)
	}
	return a
}

// english is the English names of countries, which the list begins with, before
// it has those of other languages.
func english(countries []string) []string {
	return countries[:slices.Index(countries, "Zimbabwe")+1]
}

// some picks n of names by chance.
func some(names []string, n int, chance *rand.Rand) []string {
	names = slices.Clone(names)
	chance.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
	return names[:min(n, len(names))]
}

// take learns names from a document.
func (a *augmenter) take(document conll.Document) {
	for _, s := range document {
		for _, x := range s.Spans() {
			words := s.Words[x.Start:x.End]
			switch {
			case x.Kind == crf.Org:
				a.orgs = append(a.orgs, strings.Join(words, " "))
			case x.Kind == crf.Person && len(words) == 2:
				a.first, a.last = append(a.first, words[0]), append(a.last, words[1])
			}
		}
	}
}

// augment returns the documents and what was made of them.
func (a *augmenter) augment(documents []conll.Document) []conll.Document {
	all := slices.Clone(documents)
	for _, d := range documents {
		for range swaps {
			all = append(all, a.swap(d))
		}
	}
	for _, d := range documents {
		if a.chance.Float64() < shouts {
			all = append(all, shout(d, func() bool { return true }))
		}
		if a.chance.Float64() < headlines {
			all = append(all, a.headline(d))
		}
		if a.chance.Float64() < datelines {
			all = append(all, a.dateline(d))
		}
	}
	for range tables {
		all = append(all, a.table())
	}
	forms := readTemplates(templates)
	for i := range filled {
		all = append(all, a.fill(forms[i%len(forms)]))
	}
	return all
}

func (a *augmenter) pick(names []string) string { return names[a.chance.IntN(len(names))] }

// name picks a name, or makes one up of the halves of two.
func (a *augmenter) name(names []string) string {
	const madeUp = 0.35
	if a.chance.Float64() >= madeUp {
		return a.pick(names)
	}
	x, y := []rune(a.pick(names)), []rune(a.pick(names))
	if len(x) < 4 || len(y) < 4 || slices.Contains(x, ' ') || slices.Contains(y, ' ') {
		return a.pick(names)
	}
	return string(x[:len(x)/2+a.chance.IntN(2)]) + strings.ToLower(string(y[len(y)/2:]))
}
