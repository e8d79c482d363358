package likely

import (
	"cmp"
	"slices"
	"strings"

	"github.com/dateline-search/dateline/index/news"
)

// Name is a name with the number of articles that name it.
type Name struct {
	Text  string
	Count int
}

// Pair is two names that are probably one. Into is the one to keep: the fuller,
// or of two that are as full the more frequent.
type Pair struct {
	Name, Into Name
	Reason     Reason
	// Ambiguous says that the name might as well be another's.
	Ambiguous bool
}

// maxBlock is how many names may share what they are compared by: more share it
// by chance, and would take long.
const maxBlock = 60

// Names with more words or bytes are sentences that were taken for names, and are
// compared as a whole alone.
const (
	maxWords = 12
	maxBytes = 200
)

// Pairs finds the pairs among names of one type, the best reason of each, by
// names alone: Weigh tells which of them to believe. Its time grows little faster
// than the number of names.
func Pairs(kind news.EntityType, names []Name) []Pair {
	s := &seeker{kind: kind, names: names, nicknames: newNicknames(), blocks: map[string][]int{}, found: map[[2]int]Reason{}}
	for i, n := range names {
		f := newForm(kind, n.Text)
		s.forms = append(s.forms, f)
		for _, key := range s.keys(&f) {
			if block := s.blocks[key]; len(block) == 0 || block[len(block)-1] != i {
				s.blocks[key] = append(block, i)
			}
		}
	}
	for _, block := range s.blocks {
		if len(block) <= maxBlock {
			s.compare(block)
		}
	}
	return s.pairs()
}

// seeker is at work on one list of names.
type seeker struct {
	kind      news.EntityType
	names     []Name
	forms     []form
	nicknames map[string]string
	blocks    map[string][]int
	found     map[[2]int]Reason
}

// keys are what a name is compared by: two names that share none are not looked
// at together.
func (s *seeker) keys(f *form) []string {
	if f.letters == "" || s.kind == news.Org && f.isLegalForm() {
		return nil
	}
	keys := []string{"=" + f.letters}
	if len(f.words) > maxWords || len(f.letters) > maxBytes {
		return keys
	}
	switch s.kind {
	case news.Person:
		keys = append(keys, "last "+f.last(), "words "+sorted(f.words))
		for n := 2; n <= len(f.words); n++ {
			for from := 0; from+n <= len(f.words); from++ {
				keys = append(keys, "part "+strings.Join(f.words[from:from+n], " "))
			}
		}
	default:
		keys = append(keys, "core "+f.core(), "words "+sorted(f.great()))
		if f.acronym != "" {
			keys = append(keys, "first "+f.acronym)
		}
		for _, letters := range f.initials() {
			keys = append(keys, "first "+letters)
		}
	}
	return append(keys, without(f.letters)...)
}

func sorted(words []string) string {
	return strings.Join(slices.Sorted(slices.Values(words)), " ")
}

// compare looks at all pairs of a block.
func (s *seeker) compare(block []int) {
	for i, a := range block {
		for _, b := range block[i+1:] {
			reason := s.reason(&s.forms[a], &s.forms[b])
			if reason == "" {
				continue
			}
			key := [2]int{min(a, b), max(a, b)}
			if rated(reason).weight > rated(s.found[key]).weight {
				s.found[key] = reason
			}
		}
	}
}

// pairs are those that were found, in the order of the names.
func (s *seeker) pairs() []Pair {
	keys := make([][2]int, 0, len(s.found))
	for key := range s.found {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, func(a, b [2]int) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	list := make([]Pair, 0, len(keys))
	for _, key := range keys {
		list = append(list, s.pair(key[0], key[1]))
	}
	markAmbiguous(list)
	return list
}

// pair decides which of two names is kept.
func (s *seeker) pair(a, b int) Pair {
	reason := s.found[[2]int{a, b}]
	fuller := cmp.Compare(s.fullness(a, reason), s.fullness(b, reason))
	if cmp.Or(fuller, cmp.Compare(s.names[a].Count, s.names[b].Count), strings.Compare(s.names[b].Text, s.names[a].Text)) > 0 {
		a, b = b, a
	}
	return Pair{Name: s.names[a], Into: s.names[b], Reason: reason}
}

// fullness compares names where one is short for the other, or written in
// capitals as headlines are; organisations may want to be.
func (s *seeker) fullness(i int, reason Reason) int {
	switch {
	case reason == Initials || reason == Acronym || reason == Surname:
		return len(s.forms[i].letters)
	case reason == Spelling && s.kind != news.Org && strings.ToUpper(s.names[i].Text) == s.names[i].Text:
		return -1
	}
	return 0
}

// markAmbiguous finds the short names that are short for several.
func markAmbiguous(list []Pair) {
	meant := map[string]int{}
	for _, p := range list {
		if p.Reason == Initials || p.Reason == Acronym || p.Reason == Surname {
			meant[p.Name.Text]++
		}
	}
	for i := range list {
		list[i].Ambiguous = meant[list[i].Name.Text] > 1
	}
}
