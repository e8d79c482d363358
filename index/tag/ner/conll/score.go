package conll

import (
	"fmt"
	"strings"

	"github.com/dateline-search/dateline/index/tag/ner/crf"
)

// Score counts names found, type by type: strictly, a name counts where all its
// words and its type are right.
type Score struct{ right, found, gold [crf.Types]int }

// Add counts a sentence's names.
func (s *Score) Add(gold, found []crf.Span) {
	is := map[crf.Span]bool{}
	for _, g := range gold {
		s.gold[g.Kind]++
		is[g] = true
	}
	for _, f := range found {
		s.found[f.Kind]++
		if is[f] {
			s.right[f.Kind]++
		}
	}
}

// F1 is the harmonic mean of precision and recall of some types, in percent; of
// all types where none is named.
func (s *Score) F1(kinds ...int) float64 {
	if len(kinds) == 0 {
		kinds = []int{crf.Person, crf.Org, crf.Place}
	}
	right, both := 0, 0
	for _, k := range kinds {
		right += s.right[k]
		both += s.found[k] + s.gold[k]
	}
	if both == 0 {
		return 0
	}
	return 200 * float64(right) / float64(both)
}

// Names is how many names there were to find.
func (s *Score) Names() int { return s.gold[crf.Person] + s.gold[crf.Org] + s.gold[crf.Place] }

// String prints the F1 of all and of each type.
func (s *Score) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "F1 %.1f, people %.1f, organisations %.1f, places %.1f",
		s.F1(), s.F1(crf.Person), s.F1(crf.Org), s.F1(crf.Place))
	return b.String()
}

// Finder finds names in the sentences of one document.
type Finder interface {
	FindTokens(sentences [][]string) [][]crf.Span
}

// Measure lets f find the names in documents, and counts.
func Measure(f Finder, documents []Document) *Score {
	s := &Score{}
	for _, d := range documents {
		words := make([][]string, len(d))
		for i := range d {
			words[i] = d[i].Words
		}
		for i, found := range f.FindTokens(words) {
			s.Add(d[i].Spans(), found)
		}
	}
	return s
}
