package blevesearch_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/dateline-search/dateline/index/analysis"
)

// asked is a query for both engines: one of its kinds of words, in a period and
// a place where it has them.
type asked struct {
	kind  string
	words []string
	month int // 1 to 24; 0 is any
	place string
}

// kinds are what is asked, and how often.
const (
	everyKind = 20
	phrases   = 30
	filtered  = 30
)

// questions draws 200 queries from the words of some stories: frequent words are
// in more than 5 % of them, rare ones in less than 0.1 %.
func questions(docs stories, seed uint64) []asked {
	g := rand.New(rand.NewPCG(seed, 200))
	high, middle, low := vocabulary(docs)
	from := func(words []string) string { return words[g.IntN(len(words))] }
	var all []asked
	for i := range everyKind {
		all = append(all,
			asked{kind: "frequent word", words: []string{from(high)}},
			asked{kind: "word", words: []string{from(middle)}},
			asked{kind: "rare word", words: []string{from(low)}},
			asked{kind: "AND", words: []string{from(high), from(middle), from(high)}[:2+i%2]},
			asked{kind: "OR", words: []string{from(middle), from(high), from(middle)}[:2+i%2]},
			asked{kind: "prefix", words: []string{from(middle)[:4]}},
			asked{kind: "fuzzy", words: []string{from(middle)}},
		)
	}
	for range phrases {
		text := analysis.Tokens(docs.at(g.IntN(docs.len())).Body)
		at := g.IntN(max(1, len(text)-2))
		if len(text) > 2 {
			all = append(all, asked{kind: "phrase", words: []string{text[at].Term, text[at+1].Term}})
		}
	}
	for range filtered {
		all = append(all, asked{
			kind: "word, month and place", words: []string{from(high)}, month: 1 + g.IntN(24),
			place: []string{"usa", "uk", "japan"}[g.IntN(3)],
		})
	}
	return all
}

// own draws 60 queries that Bleve as it comes has nothing like: two words close to
// each other, a word in exactly its form and with its capital, and a pattern.
func own(docs stories, seed uint64) []asked {
	g := rand.New(rand.NewPCG(seed, 60))
	high, middle, _ := vocabulary(docs)
	from := func(words []string) string { return words[g.IntN(len(words))] }
	var all []asked
	for range everyKind {
		word := from(middle)
		all = append(all,
			asked{kind: "NEAR", words: []string{from(high), from(middle)}},
			asked{kind: "exact", words: []string{strings.ToUpper(word[:1]) + word[1:]}},
			asked{kind: "wildcard", words: []string{"*" + word[1:4] + "*"}},
		)
	}
	return all
}

// vocabulary lists words of at least five letters by how many stories have them.
func vocabulary(docs stories) (high, middle, low []string) {
	docs.made = docs.made[:min(docs.len(), 20_000)]
	having := map[string]int{}
	for i := range docs.len() {
		seen := map[string]bool{}
		for _, t := range analysis.Tokens(docs.at(i).Body) {
			if len(t.Term) >= 5 && !seen[t.Term] && strings.Trim(t.Term, "abcdefghijklmnopqrstuvwxyz") == "" {
				seen[t.Term] = true
				having[t.Term]++
			}
		}
	}
	words := make([]string, 0, len(having))
	for w := range having {
		words = append(words, w)
	}
	slices.SortFunc(words, func(a, b string) int { return cmp.Or(having[b]-having[a], strings.Compare(a, b)) })
	for _, w := range words {
		switch share := float64(having[w]) / float64(docs.len()); {
		case share > 0.05:
			high = append(high, w)
		case share > 0.005 && share < 0.02:
			middle = append(middle, w)
		case share < 0.001 && having[w] > 3:
			low = append(low, w)
		}
	}
	return high, middle, low
}

func (a asked) String() string { return fmt.Sprintf("%s %q", a.kind, a.words) }
